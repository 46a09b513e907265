from __future__ import annotations

import pytest

from transcriptions.engines.loops import REDECODING, is_better

SAID = "we agreed on the plan and then everybody went home"


def test_a_probable_text_of_natural_length_replaces_a_loop():
    assert is_better(SAID, logprob=-0.3, voiced_seconds=4.0)


@pytest.mark.parametrize(
    ("text", "logprob", "voiced_seconds"),
    [
        ("thank you " * 20, -0.1, 4.0),  # still a loop
        (SAID, -1.5, 4.0),  # a wild guess
        ("we agreed", -0.1, 25.0),  # leaves out most of what is heard
        ("", -0.1, 4.0),
    ],
)
def test_what_is_no_better_does_not(text, logprob, voiced_seconds):
    assert not is_better(text, logprob=logprob, voiced_seconds=voiced_seconds)


def test_the_second_decoding_has_no_prompt_to_echo():
    assert (REDECODING["hotwords"], REDECODING["initial_prompt"]) == (None, None)
