"""The state machine as data."""

from __future__ import annotations

from transcriptions.states import ENDED, TRANSITIONS, Status, sources_of


def test_every_status_says_where_it_can_go():
    assert set(TRANSITIONS) == set(Status)


def test_the_sources_of_a_status_are_its_transitions_read_backwards():
    for source in Status:
        for target in Status:
            assert (source in sources_of(target)) == (target in TRANSITIONS[source])


def test_only_a_failed_job_that_has_ended_can_begin_again():
    assert {s for s in ENDED if TRANSITIONS[s]} == {Status.FAILED}
