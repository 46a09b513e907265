"""What is kept of an unfinished job, read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import factories
from transcriptions import checkpoints, lifecycle


@pytest.fixture
def lease(acme):
    factories.make_transcription(acme)
    return lifecycle.claim("test/1/1")


def keep(lease, *passages, fingerprint="f"):
    for passage in passages:
        lifecycle.checkpoint(lease, passage, fingerprint, 10)


def test_passages_come_back_as_they_were_kept(lease):
    passages = [
        factories.passage(0, evidence={"voices": [[0.1, -1e-7], [1 / 3, 12345.678]]}),
        factories.passage(1, "Nothing \N{SNOWMAN} lost.", language_confidence=0.123),
    ]

    keep(lease, *passages)

    assert checkpoints.known(lease.transcription, "f") == passages


def test_passages_of_other_circumstances_are_not_known(lease):
    keep(lease, factories.passage(0))

    assert checkpoints.known(lease.transcription, "g") == []


def test_a_window_that_is_kept_twice_is_there_once(lease):
    first, again = factories.passage(0), factories.passage(0, "Hello again.")

    keep(lease, first, again)

    assert checkpoints.known(lease.transcription, "f") == [again]


def test_the_text_so_far_is_sentences_over_the_edges_of_windows(
    lease, django_assert_num_queries
):
    first = factories.passage(0, "Hello there. We", evidence={"large": [0.0]})
    keep(lease, first, factories.passage(1, "meet."))

    with django_assert_num_queries(1):
        sentences = checkpoints.partial_sentences(lease.transcription)

    assert [s.text for s in sentences] == ["Hello there.", "We meet."]
    assert (sentences[1].start, sentences[1].end) == (0.667, 11.0)


def test_without_a_finished_window_there_is_no_text_yet(lease):
    assert checkpoints.partial_sentences(lease.transcription) == []


def test_the_text_so_far_ends_its_sentences_as_its_language_has_it(lease):
    greek = replace(factories.passage(0, "Τι κάνεις; Καλά."), language="el")  # noqa: RUF001

    keep(lease, greek)

    sentences = checkpoints.partial_sentences(lease.transcription)
    assert [s.text for s in sentences] == ["Τι κάνεις;", "Καλά."]  # noqa: RUF001
