"""Places that no list has, by what people do there, and postal codes spelled aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.lexicons import names, ordinary_words, places
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: Before "in", "to", "from" and the like: whatever follows is a place.
_LIVING = word_set(
    "born raised live lives lived living grew up stayed staying stay based settled house flat home office "
    "apartment cottage hospital shop school farm hotel branch job holiday camping stuck stranded retired "
    "warehouse wedding honeymoon parents studied cabin villa buried married died arrested base"
)
_GOING = word_set(
    "moved moving move flew fly flying drove drive driving driven travel travelled traveled travelling trip "
    "train relocated emigrated commute commutes commuted deported flight flights bus ferry cycled hiked "
    "sailed transferred evacuated went going back road"
)
_COMING = word_set(
    "come comes came i'm he's she's they're we're is am are originally from moved flew commute commutes "
    "family drove mum dad mother father she he parents fly flying train back travelled"
)
_BEGINNINGS = word_set(
    "little great upper lower north south east west st saint new old high mount port castle kings bishops "
    "abbots market long stoke kirkby burton ashby weston newton thornton"
)
#: Ordinary words in which one lives, or to which one moves, without their being places.
_STATES = word_set(
    "peace fear hope harmony luxury poverty sin tears bed town prison hiding pain comfort style debt sight "
    "line hospital hostel office home work school college university church court here there bits one two "
    "three four five march may april june july august september october november december january february "
    "spring summer autumn winter captivity exile isolation silence squalor care mind person "
    "public private secret general particular time touch trouble love blood power charge business what "
    "where which that this the a an my your his her our their it its them him us me you all both each every "
    "some any no not front back between and or but to of at on with by for as so if when while because "
    "another other same different new old big small better best more less many much most few several "
    "things people sheltered shared rented temporary student council social supported good bad nice lovely "
    "cheap expensive close next last nearer further far away abroad overseas upstairs downstairs outside "
    "inside separate sync tandem denial shock vain turn fact part case order place progress stock"
)
_KINDS = word_set(
    "cross garden gardens market common heath station green gate row hill park square end bridge"
)
#: Right before "in" and "to" where a place may be an ordinary word.
_LIVED = word_set("born raised live lives lived living up moved")
#: What may follow such a place.
_AFTER = word_set("and with for last when but now until as since")
#: The farmer's market, the women's cross country.
_OWNERS_OF_MUCH = word_set("farmer today women men")
_AT = word_set("at near to from off outside by in")
_CODE = re.compile(r"[a-z]{1,2}\d{1,2}[a-z]?\d[a-z]{2}")
_NO_SIGNS = word_set(
    "am an as at be by do go he hi if in is it me my no of oh ok on or pm so to up us we um uh er ah ha mm ya ye"
)
_LONGEST_CODE = 7
_DIGITS = {"oh": "0", "zero": "0", "nought": "0"}


class LedPlaceRecognizer(LexicalRecognizer):
    """Yields `location`, of little score: any better explanation of the words stands before."""

    types = frozenset({"location"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = _LedPlaces(tokens)
        numbers = numerals_of(reading)
        spelled = 0
        for index in range(len(tokens)):
            code = _spelled_code(tokens, numbers, index) if index >= spelled else None
            if code is not None:
                spelled = code
                yield Found("location", index, code, 0.85)
            end = finder.kind(index) or finder.place(index)
            if end is not None:
                yield Found("location", index, end, 0.45)


class _LedPlaces:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._names = names()
        self._places = places()
        self._ordinary = ordinary_words()

    def place(self, index: int) -> int | None:
        """he lives in little haddon; we moved to swaffham; born in mold"""
        residence = self._is_led(index)
        if residence is None:
            return None
        start = index + (self.tokens.word(index) in _BEGINNINGS)
        end = start
        while end < start + 3 and self._is_proper(end, residence):
            end += 1
            if self.tokens[end - 1].ends:
                break
        if end > start:
            return end
        named = residence and self._is_alone(index) and self._may_be_word_place(index)
        return index + 1 if named else None

    def _is_led(self, index: int) -> bool | None:
        """Whether one lives there (True), or goes or comes; None where neither is said."""
        before = self.tokens.at(index - 1)
        earlier = self.tokens.word(index - 2)
        if before.ends or not before.lower:
            return None
        if before.lower in ("in", "near", "outside"):
            near = self.tokens.lower[max(index - 4, 0) : index - 1]
            if not _LIVING.isdisjoint(near):
                return True
            return None if before.lower == "in" else False
        if before.lower == "to":
            if earlier in _GOING:
                return earlier in ("moved", "moving", "move")
            went = not _GOING.isdisjoint(
                self.tokens.lower[max(index - 5, 0) : index - 2]
            )
            return False if went and self.tokens.word(index - 3) == "from" else None
        if before.lower == "from":
            return False if earlier in _COMING else None
        return False if before.lower in ("visited", "visiting", "via") else None

    def _is_proper(self, index: int, residence: bool) -> bool:
        """With a capital; in lower case no English word and, where one goes, no given name."""
        word = self.tokens.word(index)
        if not word.isalpha() or len(word) < 3:
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index) and word not in self._ordinary
        if word in self._ordinary:
            return False
        return residence or word not in self._names.given

    def _may_be_word_place(self, index: int) -> bool:
        word = self.tokens.word(index)
        if not word.isalpha() or len(word) < 3 or word in _STATES:
            return False
        if word.endswith(("ing", "ed", "ly", "ness", "tion", "ment")):
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index)
        return self.tokens.word(index - 2) in _LIVED

    def _is_alone(self, index: int) -> bool:
        after = self.tokens.word(index + 1)
        return self.tokens.closed(index + 1) or after in _AFTER

    def kind(self, index: int) -> int | None:
        """drop me at king's cross; meet me at covent garden"""
        tokens = self.tokens
        if tokens.word(index - 1) not in _AT or tokens.word(index + 1) not in _KINDS:
            return None
        token = tokens[index]
        if token.ends or not token.lower.isalpha() or len(token.lower) < 3:
            return None
        if tokens.cased(index):
            named = tokens.capital(index) and tokens.capital(index + 1)
            return index + 2 if named else None
        named = token.possessive and token.lower not in _OWNERS_OF_MUCH
        return index + 2 if named or token.lower not in self._ordinary else None


def _spelled_code(
    tokens: Tokens, numbers: dict[int, Numeral], index: int
) -> int | None:
    """s w one a one a a: a British postal code, sign by sign or in its two halves."""
    if len(tokens.word(index)) > 2 or not tokens.word(index).isalpha():
        return None
    text, end, found = "", index, None
    while end < len(tokens) and len(text) < _LONGEST_CODE:
        signs, end = _signs(tokens, numbers, end)
        if not signs:
            break
        text += signs
        if _CODE.fullmatch(text):
            found = end
        if tokens[end - 1].stops:
            break
    goes_on = (
        found is not None
        and len(tokens.word(found)) == 1
        and not tokens[found - 1].ends
    )
    return None if goes_on and tokens.word(found or 0) not in ("a", "i") else found


def _signs(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> tuple[str, int]:
    """What a token or number adds to a code, and the token past it."""
    word = tokens.word(index)
    if word in _DIGITS:
        return _DIGITS[word], index + 1
    number = numbers.get(index)
    if number is not None:
        plain = number.whole and not number.ordinal and 0 <= number.value < 100
        return (str(int(number.value)) if plain else ""), number.end
    short = len(word) == 1 or (len(word) == 2 and word not in _NO_SIGNS)
    return (word if short and word.isascii() and word.isalpha() else ""), index + 1
