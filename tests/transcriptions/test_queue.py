"""Turns between organizations: who is claimed next, and what place a job shows."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aitronos_site.lib.ids import new_id
from tests.factories import Cast, make_transcription, new_transcription
from transcriptions import lifecycle, queue
from transcriptions.models import Transcription
from transcriptions.states import PRIORITY_RANK, Priority


def wait(cast, number, **overrides):
    """`number` jobs that wait, the oldest first; without their charge."""
    jobs = [new_transcription(cast, **overrides) for _ in range(number)]
    return Transcription.objects.bulk_create(jobs)


def claimed():
    lease = lifecycle.claim("host/1/1")
    return lease and lease.transcription


def places():
    rows = queue.with_places(Transcription.objects.filter(status="queued"))
    return {job.pk: job.place for job in rows}


def owners(number):
    return [claimed().organization.name for _ in range(number)]


def test_one_file_does_not_wait_for_the_thousand_files_of_another_customer(
    acme, globex
):
    wait(acme, 1000)
    assert claimed().organization == acme.organization
    (late,) = wait(globex, 1)

    assert claimed().pk == late.pk


def test_who_was_served_last_comes_after_whoever_waits(acme, globex):
    wait(acme, 1000)
    wait(globex, 1)
    claimed(), claimed()
    (second,) = wait(globex, 1)

    assert owners(1) == ["acme"]
    assert claimed().pk == second.pk


def test_organizations_take_turns_and_keep_their_own_order(db):
    casts = [Cast(name) for name in ("a", "b", "c")]
    jobs = {cast.organization.name: wait(cast, 3) for cast in casts}

    taken = [claimed() for _ in range(9)]

    assert [job.organization.name for job in taken] == list("abcabcabc")
    for name, mine in jobs.items():
        order = [job.pk for job in taken if job.organization.name == name]
        assert order == [job.pk for job in mine]


def test_an_urgent_job_comes_before_every_turn_and_costs_none(acme, globex):
    wait(acme, 2)
    wait(globex, 2)
    urgent = wait(acme, 2, priority=Priority.URGENT, priority_rank=0)

    assert [claimed().pk, claimed().pk] == [job.pk for job in urgent]
    assert owners(4) == ["acme", "globex", "acme", "globex"]


def test_a_job_that_waits_for_its_next_try_has_no_place_and_takes_no_turn(acme):
    later = make_transcription(acme)
    lifecycle.hand_back(lifecycle.claim("host/1/1"), "The server stalls.", delay=60)
    (now,) = wait(acme, 1)

    assert places() == {later.pk: None, now.pk: 1}
    assert claimed().pk == now.pk
    assert claimed() is None


def test_a_job_knows_how_much_audio_is_ahead_of_it(acme, globex):
    wait(acme, 2, duration_seconds=100)
    wait(globex, 1, duration_seconds=7)

    ahead = [queue.placed(job).seconds_ahead for job in queue.waiting()]

    assert ahead == [0.0, 100.0, 107.0]


def test_the_place_of_a_single_job_is_the_place_in_the_list(acme, globex):
    wait(acme, 3)
    (job,) = wait(globex, 1)

    assert queue.place_of(job) == places()[job.pk] == 2


ORDERS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(list(Priority)), st.integers(0, 3)),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=ORDERS, served=st.integers(0, 6), after=ORDERS)
def test_jobs_are_claimed_in_the_order_of_the_places_they_show(
    db, before, served, after
):
    Transcription.objects.all().delete()
    casts = [Cast(new_id("org"), synapses=0) for _ in range(3)]
    _submit(casts, before)
    for _ in range(served):
        claimed()
    _submit(casts, after)

    shown = places()
    taken = [claimed().pk for _ in shown]

    assert sorted(shown.values()) == list(range(1, len(shown) + 1))
    assert taken == sorted(shown, key=shown.get)
    assert claimed() is None


def _submit(casts, orders):
    for number, priority, age in orders:
        (job,) = wait(
            casts[number],
            1,
            priority=priority,
            priority_rank=PRIORITY_RANK[priority],
        )
        created = timezone.now() - timedelta(seconds=age)
        Transcription.objects.filter(pk=job.pk).update(created_at=created)


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_leave_nothing_and_take_nothing_twice():
    wait(Cast("acme"), 20)
    wait(Cast("globex"), 4)
    taken = []

    def work():
        close_old_connections()
        while job := claimed():
            taken.append((job.pk, job.organization.name))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(taken) == len(set(taken)) == 24
    assert [name for _, name in taken[:14]].count("globex") == 4
