"""Finds text that says the same over and over, as speech models do when they get stuck.

Pure rules on strings and sequences. The WhisperX engine decodes such a segment again;
`transcriptions.quality` flags the sentences that stay so.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Hashable, Sequence

from transcriptions.sentence_text import split_words

MOST_COMPRESSION = 2.4  # above, Whisper's own decoder takes a text for a loop
LONGEST_PHRASE = 12  # words of what may come again and again
MOST_ECHOES = 5  # of one or two words in a row, which people do say: "no, no, no"
MOST_PHRASE_ECHOES = 3  # of longer phrases


def is_repetitive(text: str) -> bool:
    """Say whether a text compresses too well, or repeats a phrase too often in a row."""
    if compression_ratio(text) > MOST_COMPRESSION:
        return True
    words = plain_words(text)
    return bool(looped(words, longest=LONGEST_PHRASE, most=_most_echoes))


def compression_ratio(text: str) -> float:
    """Return how many times shorter the text gets; about 1 to 2 for what people say."""
    # A byte a letter, in whatever script: in UTF-8 honest Hindi would look like a loop.
    codes = {letter: at % 256 for at, letter in enumerate(dict.fromkeys(text))}
    encoded = bytes(codes[letter] for letter in text)
    return len(encoded) / len(zlib.compress(encoded)) if encoded else 0.0


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words as they compare: without case and punctuation."""
    bare = (_without_marks(word.casefold()) for word in split_words(text))
    return tuple(word for word in bare if word)


def looped(
    items: Sequence[Hashable], *, longest: int, most: Callable[[int, int], int]
) -> set[int]:
    """Return the places of all items that belong to a loop.

    A loop is a stretch of up to `longest` items that comes more often in a row than
    `most(at, length)` allows a stretch of this length that begins at `at`.
    """
    places: set[int] = set()
    for length in range(1, longest + 1):
        at = 0
        while at + length < len(items):
            end = at + length
            while end < len(items) and items[end] == items[end - length]:
                end += 1
            if (end - at) // length > most(at, length):
                places.update(range(at, end))
            at = max(at + 1, end - length + 1)
    return places


def _most_echoes(_at: int, length: int) -> int:
    return MOST_ECHOES if length <= 2 else MOST_PHRASE_ECHOES


def _without_marks(word: str) -> str:
    return "".join(c for c in word if unicodedata.category(c)[0] in "LMN")
