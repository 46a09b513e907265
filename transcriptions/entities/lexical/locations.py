"""Names of cities, regions and countries, and postal codes; streets are in `addresses`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.addresses import AddressGrammar
from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexicons import names, ordinary_words, places
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_UK_CODE = re.compile(r"^[a-z]{1,2}\d[a-z\d]?$")
_UK_CODE_END = re.compile(r"^\d[a-z]{2}$")
#: Words before the name of a place; with them a word may be one.
_LED = word_set(
    "in at from to near around into through of visit visiting visited via outside leaving left "
    "reach reached between live lives lived moved based toward towards across "
    "aus nach bei von à de en près vers desde hacia da di dal verso naar uit van em para"
)
_STRONGLY_LED = word_set(
    "in from near to around visit visited visiting via outside reached"
)
_NEVER = word_set(
    "of mobile nice reading bath split most orange bar march normal enterprise union central date "
    "same police long best hit republic buffalo police imagine university commerce flint"
)
#: A word before them that is never said of the place: "the reading", "a turkey".
_DETERMINERS = word_set(
    "the a an my your his her our their this that some no fresh roast"
)
_DIRECTIONS = word_set(
    "north south east west northern southern eastern western central downtown upper lower new"
)
_KINDS_BEFORE = word_set("lake mount fort county cape")
_KINDS_AFTER = word_set(
    "gardens mews quay platz county airport beach heights valley island islands river lake mountains bridge park springs "
    "forest canyon station harbor harbour peninsula"
)
#: In lower case, behind an article, these are things rather than countries.
_THINGS = word_set("china turkey jersey chad jordan guinea")
_TOWN = 100_000
_BIG = 300_000


class LocationRecognizer(LexicalRecognizer):
    """Yields places, and an address with all of its parts as one."""

    types = frozenset({"location"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = PlaceFinder(reading, tokens)
        addresses = AddressGrammar(reading, tokens)
        index = 0
        while index < len(tokens):
            found = None
            street = addresses.at(index)
            if street is not None:
                end = finder.rest(finder.town(street[1]))
                found = Found("location", street[0], end, 0.9)
            else:
                found = finder.at(index)
            if found is not None:
                yield found
            index = max(found.end, index + 1) if found else index + 1


class PlaceFinder:
    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        self._english = reading.language == "en"
        self._places = places()
        self._names = names()
        self._ordinary = ordinary_words()

    def at(self, index: int) -> Found | None:
        end = self._coded(index)
        if end is not None:
            return Found("location", end[0], end[1], 0.85)
        length, score = self._named(index)
        landmark = self._landmark(index)
        if landmark > length:
            length, score = landmark, 0.75
        if not length:
            return self._unlisted(index)
        first = index
        if self.tokens.word(index - 1) in _DIRECTIONS and self._same_case(index - 1):
            first -= 1
        return Found("location", first, self.rest(index + length), score)

    def _unlisted(self, index: int) -> Found | None:
        """stuck in Gatwick: a name that no list has, at a clause's end behind "in" or "near"."""
        word = self.tokens.word(index)
        before = self.tokens.at(index - 1)
        if before.lower not in ("in", "near") or before.ends or not self._english:
            return None
        known = word in self._names.given or word in self._ordinary
        if (
            known
            or len(word) < 4
            or not self._is_proper(index)
            or not self._alone(index)
        ):
            return None
        return Found("location", index, index + 1, 0.45)

    def _landmark(self, index: int) -> int:
        """Lake Tahoe, Heathrow Airport, Yellowstone National Park, County Mayo: its length."""
        tokens = self.tokens
        if tokens.closed(index + 1):
            return 0
        if tokens.word(index) in _KINDS_BEFORE:
            return 2 if self._same_case(index) and self._is_proper(index + 1) else 0
        if not self._is_proper(index):
            return 0
        kind = (
            index
            + 1
            + (tokens.word(index + 1) in ("national", "state", "international"))
        )
        if kind - 1 == index and self._is_proper(kind) and not tokens.at(kind).ends:
            kind += 1
        if tokens.word(kind) not in _KINDS_AFTER or tokens.at(kind - 1).ends:
            return 0
        return kind + 1 - index if self._same_case(kind) else 0

    def _is_proper(self, index: int) -> bool:
        """With a capital inside the sentence; without any, no English word."""
        word = self.tokens.word(index)
        if not word.isalpha() or len(word) < 3:
            return False
        if self.tokens.cased(index):
            opens = self.tokens[index].opens and word in self._ordinary
            return self.tokens.capital(index) and not opens and word != "the"
        return self._english and word not in self._ordinary

    def _same_case(self, index: int) -> bool:
        return self.tokens.capital(index) or not self.tokens.cased(index)

    def _named(self, index: int) -> tuple[int, float]:
        region = self._places.region_book.longest(self.tokens, index)
        city = self._places.city_book.longest(self.tokens, index)
        length = max(region, city)
        if not length or (self.tokens.cased(index) and not self.tokens[index].capital):
            return 0, 0
        if length > 1 and self._is_phrase(index, length):
            return length, 0.85
        if length > 1:
            region, city, length = min(region, 1), min(city, 1), 1
            if self.tokens.word(index) not in self._places.cities:
                return 0, 0
        return (1, self._word_score(index)) if self._word_score(index) else (0, 0)

    def _is_phrase(self, index: int, length: int) -> bool:
        """Several words are a place, unless all are plain words in lower case."""
        words = self.tokens.lower[index : index + length]
        if self.tokens.cased(index):
            capitals = self.tokens.capital(index) and self.tokens.capital(
                index + length - 1
            )
            return capitals and not self._is_name_of_person(words)
        if not all(word in self._ordinary for word in words):
            return not self._is_name_of_person(words)
        inhabitants = self._places.cities.get(" ".join(words), _BIG)
        return inhabitants >= _BIG or self.tokens.word(index - 1) in _STRONGLY_LED

    def _is_name_of_person(self, words: list[str]) -> bool:
        """ "santa maria" is a place; "maria garcia" may be one, and is a person."""
        return (
            len(words) == 2
            and words[0] in self._names.common_given
            and (words[1] in self._names.family)
        )

    def _word_score(self, index: int) -> float:
        """How sure a single word is a place here; 0 for not."""
        word = self.tokens.word(index)
        larger = word in self._places.countries or word in self._places.regions
        inhabitants = self._places.cities.get(word, 0)
        if not (larger or inhabitants) or (len(word) < 3 and not word.isupper()):
            return 0
        before = self.tokens.word(index - 1)
        led = before in _LED and not self.tokens.at(index - 1).ends
        if self._followed(index):
            return 0.85
        if word in self._ordinary:
            return self._ordinary_score(index, led, larger)
        if self._could_be_person(word) and not larger:
            strong = before in _STRONGLY_LED and not self._goes_on(index)
            return 0.6 if strong and inhabitants >= _TOWN else 0
        if word in self._names.common_given and not led:
            return 0.4
        return self._plain_score(index, led, larger, inhabitants)

    def _plain_score(
        self, index: int, led: bool, larger: bool, inhabitants: int
    ) -> float:
        word = self.tokens.word(index)
        if larger:
            thing = self.tokens.word(index - 1) in ("the", "a") and word in _THINGS
            return 0 if thing and not self.tokens.cased(index) else 0.85
        if self.tokens.cased(index):
            return 0.8 if led or inhabitants >= _TOWN else 0.6
        if not self._english:
            return 0.7 if inhabitants >= _TOWN else 0
        strongly = self.tokens.word(index - 1) in _STRONGLY_LED
        return 0.7 if inhabitants >= _TOWN or strongly else 0

    def _ordinary_score(self, index: int, led: bool, larger: bool) -> float:
        """Reading, Turkey, Nice: with a capital in the sentence, behind "in" and the like."""
        before = self.tokens.word(index - 1)
        word = self.tokens.word(index)
        if self.tokens.cased(index):
            capital = self.tokens.capital(index) and not self.tokens[index].opens
            if not capital or before in _DETERMINERS:
                return 0
            return 0.7 if led or larger else 0
        if word in self._ordinary.sure and not larger:
            return 0
        strongly = before in _STRONGLY_LED and self._alone(index)
        return 0.6 if strongly and word not in _NEVER else 0

    def _alone(self, index: int) -> bool:
        """Nothing follows that the word could belong to."""
        after = self.tokens.word(index + 1)
        return self.tokens.closed(index + 1) or after in ("and", "or", "with", "for", "by", "in", "on", "last", "at", "when", "but", "after", "because", "was", "is")  # fmt: skip

    def _could_be_person(self, word: str) -> bool:
        return word in self._names.common_given or word in self._names.common_family

    def _goes_on(self, index: int) -> bool:
        """Whether a family name follows, as in "from Paris Hilton"."""
        if self.tokens[index].ends:
            return False
        after = self.tokens.word(index + 1)
        return after in self._names.family and after not in self._ordinary

    def _followed(self, index: int) -> bool:
        """A state or country after it: Reading, Pennsylvania; Mobile, AL."""
        return self.rest(index + 1) > index + 1 and (
            (self.tokens.cased(index) and self.tokens[index].capital)
            or self.tokens.word(index - 1) in _LED
        )

    def town(self, end: int) -> int:
        """The token past a town that no list has, between a street and its region or code."""
        if self.tokens.at(end - 1).stops or self._next_part(end) is not None:
            return end
        for after in range(end + 1, min(end + 4, len(self.tokens))):
            last = self.tokens[after - 1]
            if not last.lower.isalpha() or last.stops or not self._same_case(after - 1):
                return end
            if self._next_part(after) is not None:
                return after
            if "," in last.tail and self.tokens.cased(after):
                return after
        return end

    def rest(self, end: int) -> int:
        """The token past what belongs to the place before: its city, state, code, country."""
        for _ in range(5):
            after = self._next_part(end)
            if after is None:
                break
            end = after
        return end

    def _next_part(self, end: int) -> int | None:
        last = self.tokens.at(end - 1)
        if not last.lower or last.stops or end >= len(self.tokens):
            return None
        word = self.tokens.word(end)
        if word in ("in",) and self._is_region(end + 1):
            return None
        if word in self._places.region_codes and self.tokens[end].text.isupper():
            return end + 1
        zipped = self._zip(end)
        if zipped is not None:
            return zipped
        return self._next_name(end)

    def _next_name(self, end: int) -> int | None:
        region = self._places.region_book.longest(self.tokens, end)
        city = self._places.city_book.longest(self.tokens, end)
        length = max(region, city)
        if not length or (self.tokens.cased(end) and not self.tokens[end].capital):
            return None
        if length == 1 and not region:
            word = self.tokens.word(end)
            plain = word in self._ordinary or self._could_be_person(word)
            comma = "," in self.tokens.at(end - 1).tail
            if plain and not (comma and self.tokens.capital(end)):
                return None
        return end + length

    def _is_region(self, index: int) -> bool:
        return index < len(self.tokens) and bool(
            self._places.region_book.longest(self.tokens, index)
        )

    def _zip(self, end: int) -> int | None:
        """Five digits, written or said one by one, behind a city, state or street."""
        word = self.tokens.word(end)
        if re.match(r"^\d{5}(?:-\d{4})?$", word) or (
            re.match(r"^\d{4,5}$", word) and not self._english
        ):
            return end + 1
        if _UK_CODE.match(word) and _UK_CODE_END.match(self.tokens.word(end + 1)):
            return end + 2
        said = _digits_said(self.tokens, end)
        return said if said is not None else None

    def _coded(self, index: int) -> tuple[int, int] | None:
        """A postal code by its form, or behind the words for it."""
        word = self.tokens.word(index)
        if _UK_CODE.match(word) and _UK_CODE_END.match(self.tokens.word(index + 1)):
            return index, index + 2
        pair = f"{word} {self.tokens.word(index + 1)}"
        if pair in (
            "zip code",
            "postal code",
            "post code",
            "code postal",
            "código postal",
        ):
            return self._behind_code(index + 2)
        if word in (
            "zip",
            "zipcode",
            "postcode",
            "postleitzahl",
            "plz",
            "postcode",
            "cap",
        ):
            return self._behind_code(index + 1)
        return None

    def _behind_code(self, start: int) -> tuple[int, int] | None:
        while self.tokens.word(start) in (
            "is",
            "it",
            "it's",
            "of",
            "ist",
            "est",
            "es",
            "and",
        ):
            start += 1
        zipped = self._zip(start)
        if zipped is not None:
            return start, zipped
        end = start
        while end < start + 8 and _is_code_piece(self.tokens.word(end)):
            end += 1
        return (
            (start, end)
            if end - start >= (1 if self.tokens.word(start).isdigit() else 3)
            else None
        )


_SAID_DIGITS = word_set("zero oh o one two three four five six seven eight nine")


def _digits_said(tokens: Tokens, index: int) -> int | None:
    """Past five digits said singly, "double" counting twice."""
    count, end = 0, index
    while count < 5:
        if tokens.word(end) == "double" and tokens.word(end + 1) in _SAID_DIGITS:
            count, end = count + 2, end + 2
        elif tokens.word(end) == "triple" and tokens.word(end + 1) in _SAID_DIGITS:
            count, end = count + 3, end + 2
        elif tokens.word(end) in _SAID_DIGITS or (
            len(tokens.word(end)) == 1 and tokens.word(end).isdigit()
        ):
            count, end = count + 1, end + 1
        else:
            return None
    return end if count == 5 and tokens.word(end) not in _SAID_DIGITS else None


def _is_code_piece(word: str) -> bool:
    return (
        word in _SAID_DIGITS
        or (len(word) == 1 and word.isalnum())
        or (len(word) <= 8 and any(map(str.isdigit, word)))
    )
