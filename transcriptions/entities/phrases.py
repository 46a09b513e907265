"""Many phrases looked up at once, by their first token or their last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transcriptions.entities.tokens import Tokens


def phrase_list(text: str) -> list[str]:
    """The phrases of a running text, parted by semicolons."""
    return [
        phrase.strip()
        for phrase in text.replace("\n", " ").split(";")
        if phrase.strip()
    ]


class Leads:
    """Phrases behind which something stands, of a running text; found by their last word."""

    def __init__(self, text: str) -> None:
        self._by_last: dict[str, list[list[str]]] = {}
        for phrase in phrase_list(text):
            words = phrase.split()
            self._by_last.setdefault(words[-1], []).append(words)

    def end_at(self, tokens: Tokens, index: int) -> bool:
        """Whether one of them ends right before `index`, whatever marks stand between."""
        return any(
            tokens.lower[max(index - len(words), 0) : index] == words
            for words in self._by_last.get(tokens.word(index - 1), ())
        )


class PhraseBook:
    """Phrases, read into tokens as a transcript is: in lower case, parted at hyphens.

    A single word with 's needs it in the transcript too; inside a phrase it may be missing.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        tails: dict[str, set[tuple[str, ...]]] = {}
        possessive: dict[str, bool] = {}
        for phrase in phrases:
            tokens = Tokens(phrase.split())
            if len(tokens) == 1:
                word = tokens[0].lower
                possessive[word] = possessive.get(word, True) and tokens[0].possessive
            first, *rest = tokens.lower
            tails.setdefault(first, set()).add(tuple(rest))
        self._possessive = {word for word, needed in possessive.items() if needed}
        self._tails = {
            first: sorted(rests, key=len, reverse=True)
            for first, rests in tails.items()
        }

    def __contains__(self, phrase: str) -> bool:
        first, *rest = phrase.split(" ")
        return tuple(rest) in self._tails.get(first, ())

    def longest(self, tokens: Tokens, index: int) -> int:
        """How many tokens from `index` on make the longest phrase; 0 for none."""
        for rest in self._tails.get(tokens.word(index), ()):
            end = index + 1 + len(rest)
            if rest and tuple(tokens.lower[index + 1 : end]) != rest:
                continue
            owned = not rest and tokens.word(index) in self._possessive
            if owned and not tokens[index].possessive:
                continue
            if not any(tokens[place].stops for place in range(index, end - 1)):
                return end - index
        return 0

    def matches(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """The longest phrases from left to right, none inside another: first and end."""
        index = 0
        while index < len(tokens):
            length = (
                self.longest(tokens, index) if tokens.word(index) in self._tails else 0
            )
            if length:
                yield index, index + length
            index += length or 1
