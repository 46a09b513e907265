"""Where sentences end in a run of words: the only importer of pysbd.

pysbd decides for the languages it knows, our own rule for all others. A boundary lies
between two words or nowhere; `transcriptions.transcript` cuts there.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from transcriptions.sentence_text import (
    ends_sentence,
    expects_more,
    has_terminal,
    join_words,
)

PYSBD_LANGUAGES: frozenset[str] = frozenset(
    [
        "am",
        "ar",
        "bg",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fa",
        "fr",
        "hi",
        "hy",
        "it",
        "ja",
        "kk",
        "mr",
        "my",
        "nl",
        "pl",
        "ru",
        "sk",
        "ur",
        "zh",
    ]
)
WINDOW = 200  # words: the time pysbd takes grows with the square of the text
OUTLOOK = 20  # words that a boundary must be followed by, to be sure of it


def sentence_ends(
    words: Sequence[str], pauses: Sequence[bool], *, language: str
) -> Iterator[int]:
    """How many words lie before each end of a sentence, rising; the last is not one.

    `pauses` says of each word whether silence follows it.
    """
    if language not in PYSBD_LANGUAGES:
        yield from _by_rule(words, pauses, 0, len(words))
        return
    begin = 0
    while begin < len(words):
        stop = min(begin + WINDOW, len(words))
        ends = list(_by_pysbd(words, pauses, begin, stop, language))
        sure = [end for end in ends if stop == len(words) or end <= stop - OUTLOOK]
        yield from sure
        begin = sure[-1] if sure and stop < len(words) else stop


def _by_rule(
    words: Sequence[str], pauses: Sequence[bool], begin: int, stop: int
) -> Iterator[int]:
    for end in range(begin + 1, min(stop, len(words) - 1) + 1):
        if ends_sentence(words[end - 1], words[end], pause=pauses[end - 1]):
            yield end


def _by_pysbd(
    words: Sequence[str], pauses: Sequence[bool], begin: int, stop: int, language: str
) -> Iterator[int]:
    text, lengths = _joined(words[begin:stop])
    try:
        offsets = _offsets(text, language)
    except re.error:
        # pysbd builds patterns from the text, and brackets in it break some of them.
        yield from _by_rule(words, pauses, begin, stop)
        return
    for end, length in enumerate(lengths[:-1], start=begin + 1):
        word, following = words[end - 1], words[end]
        if (
            length in offsets
            and _closes(word, language)
            and not expects_more(word, following, pause=pauses[end - 1])
        ):
            yield end


def _joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """The text, and its length at the end of each word."""
    parts, lengths = [], []
    last, length = "", 0
    for word in words:
        part = join_words((last, word))[len(last) :]
        parts.append(re.sub(r"\s", " ", part))
        length += len(part)
        lengths.append(length)
        last = word[-1:] or last
    return "".join(parts), lengths


def _offsets(text: str, language: str) -> set[int]:
    spans = _segmenter()(language=language, char_span=True).segment(text)
    # A span reaches over the white space up to the next one.
    return {len(text[: span.end].rstrip()) for span in spans} | {
        len(text[: span.start].rstrip()) for span in spans
    }


@cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        # Its sources have escapes that newer versions of Python warn of.
        warnings.simplefilter("ignore")
        from pysbd import Segmenter
    return Segmenter


def _closes(word: str, language: str) -> bool:
    """pysbd also parts the items of a list, where nobody ended a sentence."""
    return has_terminal(word) or (language == "el" and word.endswith(";"))
