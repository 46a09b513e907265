"""Trades, professions and offices that persons hold."""

from __future__ import annotations

from transcriptions.entities.lexical.terms import TermRecognizer, behind
from transcriptions.entities.lexicons import occupations
from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: Words for other things too: they need an article, or "as", before them.
_UNSURE = word_set(
    "model models author authors principal principals judge judges driver drivers baker bakers butler "
    "butlers mason masons potter cook cooks porter porters miner miners diver divers barber barbers "
    "builder builders painter painters editor editors maid vet vets clerk clerks broker brokers "
    "conductor tailor tailors farmer farmers carpenter shepherd fisher hunter turner smith weaver "
    "priest pastor pastors deacon major general host medic publisher producer director directors "
    "consultant logger counselor cleaner cleaners contractor administrator instructor inspector "
    "supervisor caterer buyer actuary sailor teller tutor dancer runner decorator trucker writer"
)
_BEFORE = word_set(
    "a an as the become became being former retired trained junior senior chief my his her our their "
    "am i'm were are two three professional freelance qualified licensed and"
)
_ARTICLED = word_set(
    "a an as become became former retired trained freelance qualified licensed professional"
)
#: Verbs and titles: "judge me", "doctor smith" (the name is found), "model number".
_AFTER = word_set("me him her it them us number numbers name train test")


class OccupationRecognizer(TermRecognizer):
    types = frozenset({"occupation"})
    score = 0.75

    def book(self, language: str) -> PhraseBook:
        return occupations(language)

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        if end - first > 1:
            return True
        word, after = tokens.word(first), tokens.word(end)
        if (
            tokens.capital(first)
            and not tokens[first].opens
            and tokens.capital(first - 1)
        ):
            return False
        if word in ("doctor", "professor", "judge", "officer") and tokens.capital(end):
            return False
        if after in _AFTER and not tokens[first].ends:
            return False
        if word in ("model", "host", "dealer", "author"):
            return tokens.word(first - 2) in (
                "as",
                "am",
                "i'm",
                "is",
                "was",
                "he's",
                "she's",
            )
        return word not in _UNSURE or behind(tokens, first, _ARTICLED)
