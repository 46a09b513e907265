"""How text that goes round in circles is decoded again, and which of the two to keep.

WhisperX's batched decoder never looks at what it wrote, so a stuck model goes unseen;
the WhisperX engine decodes such chunks once more, as these rules say.
"""

from __future__ import annotations

from typing import Any

from transcriptions.repetition import is_repetitive
from transcriptions.sentence_text import split_words

#: Nothing to echo, and no three tokens twice.
REDECODING: dict[str, Any] = {
    "no_repeat_ngram_size": 3,
    "repetition_penalty": 1.1,
    "initial_prompt": None,
    "hotwords": None,
}
LEAST_LOGPROB = -1.0  # a token's mean, below which Whisper takes its text for wrong
SLOWEST = 1.0  # words in a voiced second: less, and the second text leaves speech out


def is_better(text: str, *, logprob: float, voiced_seconds: float) -> bool:
    """Say whether a second decoding may take the place of a looped one.

    What people really say again and again can't be decoded without repeats: then the
    second text is improbable or far too short, and the first is kept, and flagged.
    """
    return (
        not is_repetitive(text)
        and logprob > LEAST_LOGPROB
        and len(split_words(text)) >= SLOWEST * voiced_seconds
    )
