"""The phrases of a transcript that may be what it is about, and where they are said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcriptions.analysis.base import Report
from transcriptions.analysis.wording import Token
from transcriptions.sentence_text import join_words

#: Written without spaces: a word is several of our tokens, of one character each.
UNSPACED = frozenset({"ja", "zh"})
MOST_WORDS = 3
MOST_CHARACTERS = 6  # of a phrase in an unspaced language
_SENTENCES_A_REPORT = 500
_SHORTEST, _LONGEST = 3, 50  # letters of a word that is no acronym

#: What a phrase is known by: the keys of its words.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One time that a phrase is said; `sentence`, `first` and `end` are indexes."""

    sentence: int
    first: int
    end: int

    def spots(self) -> Iterator[tuple[int, int]]:
        return ((self.sentence, at) for at in range(self.first, self.end))


@dataclass(slots=True)
class Phrase:
    """`different` counts the mentions in sentences that nobody had said before.

    What comes in the same sentence again is a formula: "that makes sense".
    """

    key: Key
    mentions: list[Mention] = field(default_factory=list)
    different: int = 0

    @property
    def recurs(self) -> bool:
        return self.different > 1


def phrases(
    sentences: Sequence[Sequence[Token]],
    stop: frozenset[str],
    language: str,
    on_progress: Report,
) -> dict[Key, Phrase]:
    """All runs of up to three words that begin and end with one that says something.

    None has a number, a redacted word, or punctuation within; in an unspaced language
    no stopword either.
    """
    found: dict[Key, Phrase] = {}
    new = first_said(sentences)
    for number, tokens in enumerate(sentences):
        if number % _SENTENCES_A_REPORT == 0:
            on_progress(number / len(sentences))
        for first, end in _runs(tokens, stop, language):
            key = tuple(token.key for token in tokens[first:end])
            phrase = found.setdefault(key, Phrase(key))
            phrase.mentions.append(Mention(number, first, end))
            phrase.different += number in new
    return found


def first_said(sentences: Sequence[Sequence[Token]]) -> set[int]:
    """The indexes of the sentences that are not, word for word, said before."""
    firsts: dict[tuple[str, ...], int] = {}
    for number, tokens in enumerate(sentences):
        firsts.setdefault(tuple(token.plain for token in tokens), number)
    return set(firsts.values())


def shown(phrase: Phrase, sentences: Sequence[Sequence[Token]]) -> str:
    """The phrase as it is written most often, rather within a sentence than at its start."""
    written: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for mention in phrase.mentions:
        tokens = sentences[mention.sentence][mention.first : mention.end]
        text = join_words(token.shown for token in tokens)
        (inner if mention.first else written)[text] += 1
    return (inner or written).most_common(1)[0][0]


def fresh(phrase: Phrase, taken: set[tuple[int, int]]) -> int:
    """How many times the phrase is said with none of its words taken by others."""
    return sum(taken.isdisjoint(mention.spots()) for mention in phrase.mentions)


def _runs(
    tokens: Sequence[Token], stop: frozenset[str], language: str
) -> Iterator[tuple[int, int]]:
    says = [_says_something(token, stop, language) for token in tokens]
    longest = MOST_CHARACTERS if language in UNSPACED else MOST_WORDS
    for first, begins in enumerate(says):
        if not begins:
            continue
        for end in range(first + 1, min(first + longest, len(tokens)) + 1):
            if end - first > 1 and _parted(tokens[end - 2], tokens[end - 1]):
                break
            if says[end - 1] and _is_whole(tokens[first:end], stop, language):
                yield first, end
            if language in UNSPACED and not says[end - 1]:
                break


def _parted(token: Token, following: Token) -> bool:
    bare = not following.plain or _has_digit(following.plain)
    return token.closes or following.opens or bare


def _says_something(token: Token, stop: frozenset[str], language: str) -> bool:
    plain = token.plain
    if not plain or plain in stop or _has_digit(plain):
        return False
    if language in UNSPACED:
        return not _is_hiragana(plain)
    return _SHORTEST <= len(plain) <= _LONGEST or (
        len(plain) == 2 and token.shown.isupper()
    )


def _is_whole(tokens: Sequence[Token], stop: frozenset[str], language: str) -> bool:
    """In an unspaced language, one character alone is hardly a word."""
    if language not in UNSPACED:
        return True
    word = "".join(token.plain for token in tokens)
    return len(word) > 1 and word not in stop


def _is_hiragana(plain: str) -> bool:
    return all("\u3041" <= sign <= "\u309f" for sign in plain)


def _has_digit(plain: str) -> bool:
    return any(sign.isdigit() for sign in plain)
