"""Dates of birth: dates, or the numbers of one, behind words about birth."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.calendar_words import year
from transcriptions.entities.lexical.dates import DateGrammar
from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens

_CONTEXT = PhraseBook(
    (
        "born", "date of birth", "dob", "d o b", "birth date", "birthdate", "birthday",
        "birthdays", "geboren", "geburtsdatum", "geburtstag", "née", "né le", "né", "naissance",
        "anniversaire", "nací", "nació", "nacido", "nacida", "nacimiento", "cumpleaños", "nato",
        "nata", "nascita", "compleanno", "geboortedatum", "verjaardag", "nasci", "nasceu",
        "nascido", "nascida", "nascimento", "aniversário", "birth",
    )
)  # fmt: skip
#: How far behind the context the date may begin, in tokens.
_REACH = 9
_BACK = 12


class BirthRecognizer(LexicalRecognizer):
    """Yields the date, or the year, of a birth."""

    types = frozenset({"date_of_birth"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        grammar = DateGrammar(reading)
        for first, end in _CONTEXT.matches(tokens):
            yield from _behind(grammar, end)
            if tokens.word(first) in ("birthday", "born"):
                yield from _before(grammar, first)


def _behind(grammar: DateGrammar, start: int) -> Iterator[Found]:
    stops = int(grammar.tokens[start - 1].stops)
    for index in range(start, min(start + _REACH, len(grammar.tokens))):
        end = grammar.date(index) or _bare(grammar, index)
        end = grammar.short_year(end) or end if end is not None else None
        if end is not None:
            yield Found("date_of_birth", grammar.with_weekday(index), end, 0.9)
            return
        stops += grammar.tokens[index].stops
        if stops > 1:
            return


def _bare(grammar: DateGrammar, index: int) -> int | None:
    """A year, a month and year, or three numbers: "born in 1984", "oh three oh four 84"."""
    tokens, numbers = grammar.tokens, grammar.numbers
    if tokens.word(index) in grammar.months:
        return year(tokens, numbers, index + 1)
    said = year(tokens, numbers, index)
    if said is not None:
        return said
    number = numbers.get(index)
    if number is not None and tokens.word(index - 1) == "in":
        two_digits = 10 <= number.value <= 99 and not number.ordinal
        return number.end if two_digits and number.end not in numbers else None
    return grammar.three_numbers(index)


def _before(grammar: DateGrammar, first: int) -> Iterator[Found]:
    """ "May 5th is my birthday": only a date that ends shortly before, in the sentence."""
    start = first
    while start > max(first - _BACK, 0) and not grammar.tokens[start - 1].stops:
        start -= 1
    for index in range(start, first):
        end = grammar.date(index)
        if end is not None and end <= first and first - end <= 4:
            yield Found("date_of_birth", grammar.with_weekday(index), end, 0.85)
            return
