"""Where sentences end and how words join into text, in the scripts the engines write.

Pure rules on strings; `transcriptions.transcript` applies them to timed words.
Splitting a text into words and joining them again loses nothing but white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TERMINALS = frozenset(".!?…。！？｡؟۔।॥։።។။\u037e‼⁇⁈⁉")  # noqa: RUF001
_CLOSERS = "\"'”’»›)]}」』）】》"  # noqa: RUF001
_OPENERS = "\"'“‘«‹([{¿¡"  # noqa: RUF001
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "vs",
        "mt",
        "gen",
        "col",
        "sgt",
        "capt",
        "lt",
        "rev",
        "hon",
        "gov",
        "sen",
        "rep",
        "pres",
        "inc",
        "ltd",
        "corp",
        "co",
        "dept",
        "est",
        "approx",
        "fig",
        "no",
        "nr",
        "vol",
        "pp",
        "ca",
        "cf",
        "bzw",
        "evtl",
        "ggf",
        "inkl",
        "ing",
        "mme",
        "mlle",
        "sra",
        "srta",
        "dra",
        "hr",
        "fr",
        "mag",
        "e.g",
        "i.e",
        "z.b",
        "d.h",
        "u.a",
    ]
)
# What is always followed by something: a name, a number, an explanation.
_EXPECTANT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "mme",
        "mlle",
        "sr",
        "sres",
        "sra",
        "srta",
        "dra",
        "gen",
        "col",
        "sgt",
        "capt",
        "lt",
        "gov",
        "sen",
        "rep",
        "mt",
        "vs",
        "approx",
        "bzw",
        "evtl",
        "ggf",
        "inkl",
        "cf",
        "e.g",
        "i.e",
        "z.b",
        "d.h",
    ]
)
_HOUR = re.compile(r"[ap]\.m\.", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]\.")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}")
_NUMBER = re.compile(r"\d+\.")
# Han, kana and their punctuation: written without spaces, one character a word.
_UNSPACED = (
    "\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_PUNCTUATION = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_TOKEN = re.compile(
    f"[{_UNSPACED}][{_PUNCTUATION}]*|[^\\s{_UNSPACED}]+[{_PUNCTUATION}]*"
)


def split_words(text: str) -> list[str]:
    """Split at white space, and between the characters of Chinese and Japanese."""
    return _TOKEN.findall(text)


def join_words(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        touching = text[-1:] + word[:1]
        spaced = text and word and not _UNSPACED_CHARACTER.search(touching)
        text += f" {word}" if spaced else word
    return text


def ends_sentence(word: str, following: str | None, *, pause: bool) -> bool:
    """Say whether a sentence ends after `word`.

    `pause` tells whether silence follows it, which decides after initials and dotted
    acronyms ("p.m."), where the dot alone does not say.
    """
    bare = word.rstrip(_CLOSERS)
    if not bare or bare[-1] not in TERMINALS:
        return False
    if following is None or bare[-1] not in ".…":
        return True
    return _dot_ends(bare.lstrip(_OPENERS), following, pause=pause)


def has_terminal(word: str) -> bool:
    return word.rstrip(_CLOSERS)[-1:] in TERMINALS


def expects_more(word: str, following: str, *, pause: bool) -> bool:
    """Say whether the dot after `word` can't end a sentence, whatever a library says."""
    bare = word.rstrip(_CLOSERS).lstrip(_OPENERS)
    if bare[-1:] != ".":
        return False
    if _NUMBER.fullmatch(bare):
        return following[:1].isdigit()
    if _HOUR.fullmatch(bare):
        return not pause
    return bare[:-1].lower() in _EXPECTANT


def _dot_ends(word: str, following: str, *, pause: bool) -> bool:
    if word[:-1].lower() in _ABBREVIATIONS:
        return False
    if word.endswith(("...", "…")):
        return not following[:1].islower()
    if _NUMBER.fullmatch(word):
        return not following[:1].isdigit()
    if _ACRONYM.fullmatch(word) or (_INITIAL.fullmatch(word) and word != "I."):
        return pause
    return True
