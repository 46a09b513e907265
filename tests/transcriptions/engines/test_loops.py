from __future__ import annotations

import pytest

from transcriptions.engines.loops import REDECODING, Reading, is_better

LOOP = "thank you very much " * 5
SAID = "we agreed on the plan and then everybody went home"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Reading(LOOP, -0.1, 0.4), Reading(SAID, -0.3, 0.8)),
        (Reading(LOOP, -0.1, None), Reading(SAID, -0.3, 0.8)),  # impossible to align
        (Reading(LOOP * 2, -0.1, None), Reading(SAID, -0.3, None)),  # impossibly fast
        (Reading(LOOP, -0.4, None), Reading(SAID, -0.3, None)),  # less probable
    ],
)
def test_a_text_that_matches_the_sounds_better_replaces_a_loop(first, second):
    assert is_better(first, second, 4.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Reading(LOOP, -0.2, 0.79), Reading(SAID, -0.1, 0.72)),
        (Reading(LOOP, -0.2, None), Reading(SAID, -0.4, None)),
    ],
)
def test_what_was_really_said_again_and_again_stays(first, second):
    assert not is_better(first, second, 4.0)


@pytest.mark.parametrize(
    ("second", "voiced_seconds"),
    [
        (Reading("thank you " * 20, -0.1, 0.9), 4.0),  # still a loop
        (Reading(SAID, -1.5, 0.9), 4.0),  # a wild guess
        (Reading("we agreed", -0.1, 0.9), 25.0),  # leaves out most of what is heard
        (Reading("", -0.1, None), 4.0),
    ],
)
def test_what_is_no_text_of_the_chunk_does_not(second, voiced_seconds):
    assert not is_better(Reading(LOOP, -0.3, 0.1), second, voiced_seconds)


def test_the_second_decoding_has_no_prompt_to_echo():
    assert (REDECODING["hotwords"], REDECODING["initial_prompt"]) == (None, None)
