"""The words of sentences as analysers compare them: plain, and apart from redacted ones.

What redaction put in the place of personal data ("[PERSON_NAME]", "####") says nothing
of the subject or the mood, so no analyser may take it for a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import category

from transcriptions.redacted_tokens import TOKEN
from transcriptions.sentence_text import split_words
from transcriptions.transcript import Sentence, Word, timed_words

#: What is shortened before a vowel: "l'eau", "dell'acqua".
_ELIDED = re.compile(r"\w{1,8}'(?=\w{2})")
_ELIDING = frozenset({"ca", "fr", "it", "oc"})
#: Katakana, whose signs make words, unlike kanji and hiragana one by one.
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `plain` to compare, `shown` to be read, `key` without a plural's ending.

    `opens` says whether punctuation stands before it, `closes` after it. A redacted
    word has an empty `plain`.
    """

    plain: str
    shown: str
    key: str
    start: float
    end: float
    opens: bool
    closes: bool


def tokens(sentence: Sentence, language: str) -> list[Token]:
    words = timed_words(sentence)
    if language == "ja":
        words = tuple(_katakana_joined(words))
    return [_token(word.text, word.start, word.end, language) for word in words]


def plain_words(text: str, language: str) -> list[str]:
    """The words of a text that are not redacted, in the form in which they compare."""
    plain = (_token(word, 0.0, 0.0, language).plain for word in split_words(text))
    return [word for word in plain if word]


def without_redacted(text: str) -> str:
    """The text less what stands in the place of personal data."""
    return " ".join(TOKEN.sub(" ", text).split())


def says_something(text: str) -> bool:
    """Say whether a word is left besides the redacted ones."""
    return any(sign.isalnum() for sign in TOKEN.sub(" ", text))


def is_redacted(word: str) -> bool:
    return TOKEN.search(word) is not None


def usable(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that nothing makes suspect; nobody may have said the others."""
    return [sentence for sentence in sentences if not sentence.flags]


def _token(word: str, start: float, end: float, language: str) -> Token:
    written = word.replace("’", "'").strip()
    bare = _without_punctuation(written)
    if language in _ELIDING:
        bare = _ELIDED.sub("", bare, count=1)
    if language == "en":
        bare = bare.removesuffix("'s")
    plain = "" if is_redacted(written) else bare.lower()
    at = written.find(bare)
    return Token(
        plain=plain,
        shown=bare,
        key=_key(plain),
        start=start,
        end=end,
        opens=at > 0 and not written[at - 1].isalpha() and written[at - 1] != "'",
        closes=_closes(written[at + len(bare) :]),
    )


def _without_punctuation(word: str) -> str:
    """Less what is neither letter, mark nor digit at its ends; Hindi ends in marks."""
    inner = [at for at, sign in enumerate(word) if category(sign)[0] in "LMN"]
    return word[inner[0] : inner[-1] + 1] if inner else ""


def _closes(rest: str) -> bool:
    return bool(rest.removeprefix("'s"))


def _key(plain: str) -> str:
    """As YAKE takes singular and plural for one term."""
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") else plain


def _katakana_joined(words: Sequence[Word]) -> Iterator[Word]:
    for is_katakana, run in groupby(words, lambda word: _is_katakana(word.text)):
        said = list(run)
        if is_katakana:
            text = "".join(word.text for word in said)
            yield replace(said[0], text=text, end=said[-1].end)
        else:
            yield from said


def _is_katakana(text: str) -> bool:
    return _KATAKANA.fullmatch(text) is not None
