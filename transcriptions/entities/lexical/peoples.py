"""Nationalities and ethnic groups, and languages: the same words, told apart by context."""

from __future__ import annotations

from transcriptions.entities.lexical.terms import TermRecognizer, behind
from transcriptions.entities.lexicons import phrase_book
from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_SPOKEN = word_set(
    "speak speaks speaking spoke spoken fluent learn learning learned learnt study studying teach "
    "teaches teaching translate translated translator understand understands write writes written "
    "read reads native language languages bilingual say said talk talking interpreter accent tongue "
    "subtitles dictionary grammar lessons classes class sprechen spreche spricht sprache parle parler "
    "parlez langue hablo habla hablar idioma parlo parla lingua spreek spreken taal falo fala falar"
)
_IN = word_set("in into from to auf en in")
#: Behind the word, these make it a people or a thing rather than a language.
_PEOPLED = word_set(
    "man woman men women people person guy girl boy citizen citizens passport family wife husband "
    "girlfriend boyfriend community government embassy food restaurant food army president born "
    "descent origin heritage ancestry by nationality immigrant immigrants american"
)
#: No nationalities in lower case, or only by the words before them.
_UNSURE = word_set(
    "polish pole poles dane brit roma swede turk scot finn creole cajun gypsy thai latin"
)
_BEING = word_set(
    "i'm am is are was a an he's she's they're we're half born am also of the"
)
_OF_RACE = word_set(
    "man woman male female men women guy people person community american americans british african "
    "neighborhood kid kids family race boy girl"
)
_OBJECTS = word_set("board door car dress shirt paint box house wall")


class NationalityRecognizer(TermRecognizer):
    types = frozenset({"nationality"})
    terms = "nationalities"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        if _is_language(tokens, first, end):
            return False
        if end - first > 1:
            return True
        word = tokens.word(first)
        if tokens.cased(first):
            return tokens.capital(first) and (
                word not in _UNSURE or not tokens[first].opens
            )
        if word not in _UNSURE:
            return True
        closed = tokens.closed(end) or tokens.word(end) in _PEOPLED | {"and", "by", "passport"}  # fmt: skip
        return behind(tokens, first, _BEING) and closed


class RaceRecognizer(TermRecognizer):
    """Words of race, only where they are said of people."""

    types = frozenset({"nationality"})

    def book(self, language: str) -> PhraseBook:
        return _RACE_BOOK

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        after = tokens.word(end)
        return after in _OF_RACE and after not in _OBJECTS and not tokens[first].ends


_RACE_BOOK = PhraseBook(("black", "white", "mixed race", "biracial", "brown"))


class LanguageRecognizer(TermRecognizer):
    types = frozenset({"language"})
    terms = "languages"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        if tokens.cased(first) and not tokens[first].capital and word[:1].isascii():
            return tokens.word(first - 1) in _SPOKEN
        also_people = word in phrase_book("nationalities", "en")
        if _is_language(tokens, first, end):
            return True
        return not also_people and word not in ("lao", "latin", "twi", "malay")


def _is_language(tokens: Tokens, first: int, end: int) -> bool:
    """Whether words of speech stand near, and none of a people behind."""
    if tokens.word(end) in _PEOPLED and not tokens[end - 1].ends:
        return False
    if tokens.word(first) not in phrase_book("languages", "en"):
        return False
    if _SPOKEN.intersection(tokens.lower[max(first - 4, 0) : first]):
        return True
    if tokens.word(end) in _SPOKEN and not tokens[end - 1].ends:
        return True
    alone = tokens.closed(end) or tokens.word(end) in ("and", "or", "but", "is", "please")  # fmt: skip
    if tokens.word(first - 1) in _IN and alone:
        return True
    after = tuple(tokens.lower[end : end + 2])
    mine = tokens.word(first - 1) in (
        "my",
        "his",
        "her",
        "your",
        "their",
        "good",
        "bad",
        "broken",
    )
    return mine and after[:1] in (("isn't",), ("is",), ("was",), ("has",), ("got",))
