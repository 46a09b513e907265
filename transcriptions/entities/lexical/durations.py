"""How long something takes: a number, or "an", and a unit of time."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

UNITS = word_set(
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights "
    "week weeks weekend weekends fortnight fortnights month months quarter quarters year years yr "
    "yrs decade decades century centuries semester semesters "
    "sekunde sekunden minuten stunde stunden tag tage tagen nächte woche wochen monat monate monaten "
    "jahr jahre jahren jahrzehnt jahrzehnte "
    "seconde secondes heure heures jour jours nuit nuits semaine semaines mois an ans année années "
    "segundo segundos minuto minutos hora horas día días noche noches semana semanas mes meses año "
    "años secondo secondi minuti ora ore giorno giorni notte notti settimana settimane mese mesi "
    "anno anni seconden minuut minuten uur uren dag dagen nacht nachten weken maand maanden jaar "
    "jaren dia dias noite noites mês ano anos"
)
_AGED = word_set("old age alt jährig ans âge edad età oud idade")
_EACH = word_set("a an per each every the")
_LED = word_set(
    "for in within about over after than took takes take lasted half every almost nearly"
)
_LATER = word_set("ago later earlier long before")
_FREQUENT = word_set(
    "times twice once thrice days hours nights minutes dollars percent miles"
)
_PREFIXES = (("half", "an"), ("half", "a"), ("a", "half"), ("a", "couple", "of"), ("a", "couple"), ("couple", "of"), ("a", "quarter", "of", "an"), ("half",), ("eine", "halbe"), ("une", "demi"), ("media",), ("mezz'ora",))  # fmt: skip


class DurationRecognizer(LexicalRecognizer):
    types = frozenset({"duration"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        index = 0
        while index < len(tokens):
            end = duration(tokens, numbers, index)
            if end is not None and not _is_age(tokens, end):
                yield Found("duration", index, end, 0.8)
            index = end or index + 1


def duration(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    """The token past a duration that begins there."""
    end = _one(tokens, numbers, index)
    while end is not None:
        joined = end + (tokens.word(end) in ("and", "und", "et", "y", "e", "en"))
        if tokens[end - 1].stops:
            break
        further = _one(tokens, numbers, joined) or _half(tokens, end)
        if further is None:
            break
        end = further
    return end


def _one(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    number = numbers.get(index)
    if number is not None:
        return _counted(tokens, numbers, number)
    for words in _PREFIXES:
        end = index + len(words)
        if tuple(tokens.lower[index:end]) == words and tokens.word(end) in UNITS:
            return end + 1
    return _single(tokens, index)


def _counted(
    tokens: Tokens, numbers: dict[int, Numeral], number: Numeral
) -> int | None:
    end = number.end
    if number.ordinal or tokens[end - 1].ends:
        return None
    if tokens.word(end) in ("to", "or", "bis", "à", "a") and numbers.get(end + 1):
        second = numbers[end + 1]
        end = end if second.ordinal else second.end
    end += tokens.word(end) in (
        "more",
        "full",
        "whole",
        "business",
        "working",
        "calendar",
        "long",
    )
    unit = tokens.word(end)
    if unit not in UNITS or end == number.first:
        return None
    # "one second" asks for patience, "page five second paragraph" counts paragraphs.
    joined = tokens[end - 1].word == tokens[end].word
    return None if unit == "second" and not joined else end + 1


def _half(tokens: Tokens, end: int) -> int | None:
    """an hour and a half"""
    for words in (
        ("and", "a", "half"),
        ("and", "a", "quarter"),
        ("y", "media"),
        ("et", "demie"),
    ):
        if tuple(tokens.lower[end : end + len(words)]) == words:
            return end + len(words)
    return None


def _single(tokens: Tokens, index: int) -> int | None:
    """an hour; a week only where it is a length: for a week, a week ago."""
    article, unit = tokens.word(index), tokens.word(index + 1)
    if article not in ("a", "an") or unit not in UNITS or unit.endswith("s"):
        return None
    if (
        unit in ("second", "minute", "day", "night", "an", "weekend", "quarter")
        or unit == "hour"
    ):
        later = tokens.word(index + 2) in _LATER or tuple(
            tokens.lower[index + 2 : index + 5]
        ) == ("and", "a", "half")
        led = tokens.word(index - 1) in (
            "for",
            "within",
            "in",
            "took",
            "takes",
            "about",
            "than",
        )
        short = unit in ("second", "minute") and not later
        return index + 2 if (later or led) and not short else None
    if tokens.word(index - 1) in _FREQUENT:
        return None
    led = tokens.word(index - 1) in _LED or tokens.word(index + 2) in _LATER
    return index + 2 if led else None


def _is_age(tokens: Tokens, end: int) -> bool:
    return (tokens.word(end) in _AGED and not tokens[end - 1].ends) or (
        tokens.word(end) == "of" and tokens.word(end + 1) == "age"
    )
