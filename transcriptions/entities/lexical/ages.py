"""How old a person is: forty two years old, aged 42, I'm 42, in her sixties."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexicons import names, ordinary_words
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.phrases import Leads
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_UNITS = word_set(
    "year years month months week weeks day days yr yrs jahre jahren monate ans an mois años meses "
    "anni mesi jaar maanden anos"
)
_OLD = word_set("old olds alt d'âge oud")
_NEEDS_OLD = word_set("en de nl")
#: Ahead of the number, an age follows.
_AGED = Leads(
    "aged;age;age of;age is;ages;age was;age at;turned;turning;turns;age around;im alter von;aged about;"
    "bin;ist;j'ai;a;tengo;tiene;ho;ha;ben;is;tenho;tem;âgé de;âgée de;turn;is now"
)
_SURE = word_set("aged age of ages turned turning turns von de was around at")
_HAVING = word_set("i'm he's she's i he she we're they're you're who's")
_PERSONS = word_set(
    "i he she son daughter wife husband mother father mom dad mum brother sister grandmother "
    "grandfather grandma grandpa kid child baby boy girl uncle aunt patient who niece nephew cousin "
    "granddad grandad gran nan nana stepson stepdaughter driver victim suspect defendant deceased "
    "twins kids children sons daughters parents we they you oldest youngest eldest partner client boyfriend girlfriend twins"
)
_BE = word_set(
    "under over around nearly is am was are were turned turns be only about almost nearly already now just "
    "will not both roughly looks look looked"
)
_AFTER = word_set(
    "and but now so years yrs because today this last next divorced single married retired which who or at in with when male female he "
    "she i we my"
)
_FAMILY = word_set(
    "kids niece nephew daughter son daughters sons children twins brother sister mother father "
    "plaintiff defendant victim patient grandson granddaughter"
)
_ADULTS = word_set("man woman boy girl lady gentleman child person")
_CHILDREN = word_set("son daughter grandson granddaughter")
_EACH = word_set("youngest eldest oldest middle")
_LIFE = word_set(
    "him died dies passed married retired retire widowed orphaned pregnant die"
)
#: At an age people begin or end such things; at twelve or less it may be an hour.
_BEGUN = word_set(
    "school smoking drinking widow widower mother father mum mom dad orphan driving college uni university "
    "home diagnosed graduated fatherhood motherhood millionaire grandmother grandfather debut career"
)
_NEARING = word_set("pushing approaching nearing hitting hit")
_MEASURED = word_set(
    "years months feet foot inches miles minutes hours percent pounds dollars kilos times days weeks of"
)
_DECADES = word_set(
    "teens twenties thirties forties fifties sixties seventies eighties nineties"
)
_PHASES = word_set("early mid late middle")
_WHOSE = word_set("my his her their your our")


class AgeRecognizer(LexicalRecognizer):
    types = frozenset({"person_age"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        language = reading.language
        for number in numbers.values():
            end = _age(tokens, number, language)
            if end is None:
                continue
            other = numbers.get(end + 1)
            if other is not None and tokens.word(end) in ("and", "to", "or", "through"):
                alone = tokens.closed(other.end) and not tokens[end - 1].stops
                end = other.end if alone else end
            yield Found("person_age", number.first, end, 0.85)
        for index in range(len(tokens)):
            if _is_decade(tokens, index):
                first = index - (tokens.word(index - 1) in _PHASES)
                yield Found("person_age", first, index + 1, 0.8)


def _age(tokens: Tokens, number: Numeral, language: str) -> int | None:
    if number.ordinal and tokens.word(number.end) in ("birthday", "birthdays"):
        return number.end
    if number.ordinal or not 0 < number.value <= 122:
        return None
    end = _years_old(tokens, number, language)
    if end is not None:
        return end
    if number.whole and language == "en" and _is_said_of_person(tokens, number):
        return number.end
    return None


def _years_old(tokens: Tokens, number: Numeral, language: str) -> int | None:
    """42 years old, 42-year-old, 42 yo, six months old, 42 years of age."""
    end = number.end
    if tokens.word(end) == "yo":
        return end + 1
    if tokens.word(end) not in _UNITS or tokens[end - 1].ends:
        return None
    if tokens.word(end + 1) in _OLD and not tokens[end].ends:
        return end + 2
    if tuple(tokens.lower[end + 1 : end + 3]) in (("of", "age"), ("in", "age")):
        return end + 3
    foreign = language not in _NEEDS_OLD and language != "en"
    if (
        foreign
        and _AGED.end_at(tokens, number.first)
        and not _is_lasting(tokens, end + 1)
    ):
        return end + 1
    return None


def _is_lasting(tokens: Tokens, index: int) -> bool:
    """J'ai dix ans d'expérience: years of something are no age."""
    return tokens.word(index) in ("de", "di", "en") or tokens.word(index).startswith(
        "d'"
    )


def _is_said_of_person(tokens: Tokens, number: Numeral) -> bool:
    if _is_announced(tokens, number.first):
        return True
    apposed = _is_apposed(tokens, number) or _is_of_one_named(tokens, number)
    if apposed or _is_of_whom(tokens, number):
        return True
    end = number.end
    alone = tokens.closed(end) or tokens.word(end) in _AFTER
    if not alone or number.value < 1:
        return False
    return _is_reached(tokens, number) or _is_said_to_be(tokens, number.first)


def _is_reached(tokens: Tokens, number: Numeral) -> bool:
    """retired at 65; left school at sixteen; my kids are four; turned eighteen; pushing sixty"""
    before = tokens.word(number.first - 1)
    near = tokens.lower[max(number.first - 6, 0) : number.first]
    if before == "at" and not (_LIFE.isdisjoint(near[-4:]) and _BEGUN.isdisjoint(near)):
        return number.value > 12
    if before in _EACH or tuple(near[-3:-1]) in (("look", "young"), ("looks", "young")):
        return True
    if before in ("is", "are") and not _FAMILY.isdisjoint(near):
        return True
    if before in _NEARING:
        return 30 <= number.value < 100
    if before in ("turned", "turning", "turns", "turn"):
        return number.value > 12 or _has_person(tokens, number.first)
    return False


def _is_of_whom(tokens: Tokens, number: Numeral) -> bool:
    """my son who is fourteen plays"""
    is_so = tokens.word(number.first - 1) in ("is", "was", "turned")
    whom = tokens.word(number.first - 2) == "who" and number.value > 1
    return is_so and whom and tokens.word(number.end) not in _MEASURED


def _is_apposed(tokens: Tokens, number: Numeral) -> bool:
    """Sally, 52, from Bristol; At 44, she had a stroke."""
    before = tokens.at(number.first - 1)
    first, after = number.first, tokens.word(number.end)
    if tokens.word(first - 1) == "at" and after in ("he", "she") and number.value > 12:
        return True
    if tokens[number.end - 1].tail != "," or number.value < 10:
        return False
    named = before.tail == "," and before.capital and tokens.cased(number.first)
    begun = (
        before.lower == "at"
        and before.opens
        and tokens.word(number.end) in ("he", "she", "i")
    )
    return named or begun


def _is_of_one_named(tokens: Tokens, number: Numeral) -> bool:
    """sally fifty two from bristol: in lower case, where no comma says so"""
    before = tokens.at(number.first - 1)
    if tokens.cased(number.first) or before.ends or not 16 <= number.value <= 105:
        return False
    named = (
        before.lower in names().common_given and before.lower not in ordinary_words()
    )
    return named and tokens.word(number.end) in ("from", "who", "died", "says", "said")


def _is_announced(tokens: Tokens, index: int) -> bool:
    """Whatever follows: aged 42, a boy of nine, lived to 101, how old are you? 67."""
    before, earlier = tokens.word(index - 1), tokens.word(index - 2)
    if (
        before in ("aged", "age", "ages")
        or _is_asked(tokens, index)
        or _context(tokens, index)
    ):
        return True
    lived = before == "to" and earlier in ("lived", "live", "lives")
    return lived or (before == "of" and earlier in _ADULTS | _CHILDREN)


def _is_asked(tokens: Tokens, index: int) -> bool:
    """how old are you? 67."""
    asked = range(index - 7, index - 2)
    return any(tokens.word(i) == "how" and tokens.word(i + 1) == "old" for i in asked)


def _context(tokens: Tokens, index: int) -> bool:
    """age of 42, her age is 42, over the age of 42"""
    for back in range(2, 4):
        if tokens.word(index - back) in ("age", "ages", "aged") and all(
            tokens.word(place) in ("of", "is", "was", "about", "around", "at")
            for place in range(index - back + 1, index)
        ):
            return True
    return False


def _is_said_to_be(tokens: Tokens, index: int) -> bool:
    """I'm 42; my son is five; "who is 42"."""
    start = index
    while tokens.word(start - 1) in _BE and not tokens.at(start - 1).ends:
        start -= 1
    before = tokens.at(start - 1)
    if before.lower in _SUBJECTS and not before.ends:
        return start < index or before.lower in _SAID_BE
    if before.possessive and before.lower in _PERSONS:
        return True
    return start < index and before.lower in _PERSONS and not before.ends


_SAID_BE = word_set(
    "i'm im he's hes she's shes who's they're we're you're i'll he'll she'll"
)
_SUBJECTS = _SAID_BE | word_set("i'd he'd she'd they'd they'll we'll")


def _has_person(tokens: Tokens, index: int) -> bool:
    return any(
        tokens.word(place) in _PERSONS | _HAVING for place in range(index - 4, index)
    )


def _is_decade(tokens: Tokens, index: int) -> bool:
    """in my forties, in her mid-thirties"""
    if tokens.word(index) not in _DECADES and tokens.word(index) not in ("20s", "30s", "40s", "50s", "60s", "70s", "80s", "90s"):  # fmt: skip
        return False
    start = index - (tokens.word(index - 1) in _PHASES)
    return tokens.word(start - 1) in _WHOSE
