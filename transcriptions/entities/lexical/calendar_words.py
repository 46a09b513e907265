"""Names of months, days and seasons, and how years and days of the month are said."""

from __future__ import annotations

from transcriptions.entities.numerals import Numeral
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

ENGLISH_MONTHS = "january february march april may june july august september october november december"
MONTHS = {
    "en": f"{ENGLISH_MONTHS} jan feb mar apr jun jul aug sep sept oct nov dec",
    "de": "januar jänner februar märz april mai juni juli august september oktober "
    "november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre "
    "noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november "
    "december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
}
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
SEASONS = {
    "en": "spring summer autumn fall winter",
    "de": "frühling frühjahr sommer herbst winter",
    "fr": "printemps été automne hiver",
    "es": "primavera verano otoño invierno",
    "it": "primavera estate autunno inverno",
    "nl": "lente zomer herfst winter",
    "pt": "primavera verão outono inverno",
}
#: Months that mean something else more often, without a day or year beside them.
UNSURE_MONTHS = word_set("march may mar sep dec jan mai mars marzo")
LINKS = word_set("of de del di da do der des von")

Numbers = dict[int, Numeral]


def month_names(language: str) -> frozenset[str]:
    return frozenset(MONTHS.get(language, "").split())


def weekday_names(language: str) -> frozenset[str]:
    names = WEEKDAYS.get(language, "").split()
    return frozenset(names + [name + "s" for name in names if language == "en"])


def season_names(language: str) -> frozenset[str]:
    return frozenset(SEASONS.get(language, "").split())


def day_of_month(tokens: Tokens, numbers: Numbers, index: int) -> int | None:
    """The token past a number from 1 to 31, if one begins there."""
    number = numbers.get(index)
    if number is None or not number.whole or not 1 <= number.value <= 31:
        return None
    return number.end


def year(tokens: Tokens, numbers: Numbers, index: int) -> int | None:
    """The token past a year, if one begins there: 1984, '84, nineteen eighty four."""
    text = tokens.word(index)
    if len(text) == 3 and text[0] == "'" and text[1:].isdigit():
        return index + 1
    number = numbers.get(index)
    if number is None or number.ordinal or not number.whole:
        return None
    if number.digits:
        written = len(text) == 4 and text.isdigit() and 1000 <= number.value < 2200
        return number.end if written else None
    return _said_year(tokens, numbers, number)


def _said_year(tokens: Tokens, numbers: Numbers, number: Numeral) -> int | None:
    if number.value == 2000 and tokens.word(number.end) == "oh":
        after = numbers.get(number.end + 1)
        return after.end if after and after.value < 10 else number.end
    if 1100 <= number.value < 2100:
        return number.end
    if number.value not in (17, 18, 19, 20) or tokens[number.end - 1].ends:
        return None
    if tokens.word(number.end) in ("oh", "o"):
        after = numbers.get(number.end + 1)
        return after.end if after and after.value < 10 else None
    after = numbers.get(number.end)
    if after is None or after.ordinal or after.digits or not 10 <= after.value <= 99:
        return None
    return after.end
