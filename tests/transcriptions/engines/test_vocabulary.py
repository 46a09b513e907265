from __future__ import annotations

import pytest

from transcriptions.engines.vocabulary import MOST_TOKENS, prompt


def letters(text):
    """Counts as a tokenizer without any merges would."""
    return len(text)


def test_terms_become_one_line_without_doubles():
    assert prompt(["Aitronos", "  Zürich\n West ", "Aitronos", " "], letters) == (
        "Aitronos, Zürich West",
        (),
    )


@pytest.mark.parametrize("terms", [[], ["", "\n"]])
def test_no_terms_give_no_prompt(terms):
    assert prompt(terms, letters) == (None, ())


def test_what_does_not_fit_is_left_out_and_told():
    terms = [f"term{at:02}" for at in range(60)]

    line, (notice,) = prompt(terms, letters)

    assert len(line) < MOST_TOKENS
    assert line.split(", ") == terms[: line.count(",") + 1]
    assert notice.code == "VOCABULARY_SHORTENED"
    assert f"first {line.count(',') + 1} of the 60 terms" in notice.message


def test_control_tokens_cannot_be_forged():
    line, _ = prompt(["<|endoftext|>", "a<|startoftranscript|>b", "x\x00y"], letters)

    assert line == "endoftext, a startoftranscript b, x y"
