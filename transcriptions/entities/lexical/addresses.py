"""Street addresses: 221B Baker Street, twelve oak avenue apartment four, Hauptstraße 12."""

from __future__ import annotations

import re

from transcriptions.entities.lexicons import ordinary_words, street_suffixes
from transcriptions.entities.numerals import numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_NUMBER = re.compile(r"^\d{1,5}[a-z]?$")
_SURE = word_set(
    "street avenue road boulevard lane drive terrace st ave rd blvd dr ln hwy highway"
)
_MORE = word_set(
    "quay mews way court place square crescent close gardens grove mews row hill park parkway alley terrace "
    "crossing circle trail loop st ave rd blvd dr ln ct pl sq hwy highway mount"
)
#: Without a house number, only behind "on" and the like.
_LED_ONLY = word_set("grove close crescent mews gardens")
#: Suffixes of Faker's list that end too much else.
_LEFT_OUT = word_set(
    "run mission mills light lights key keys course bridge field fields fork forks fall falls ford "
    "forge land mill well wells union village ville vista view views station stream shore shores "
    "summit spring springs square squares port ports point points plain plains pass passage path "
    "branch brook burg camp cape center centers club common corner corners cove creek dam estate "
    "estates extension flat flats garden glen green harbor haven hollow inlet island islands isle "
    "junction knoll knolls lake lakes landing loaf lock locks lodge mall manor meadow meadows motorway "
    "mountain mountains neck orchard oval overpass park parks pine pines plaza prairie radial ramp "
    "ranch rapid rapids rest ridge ridges river route row rue shoal skyway spur stravenue throughway "
    "trace track trafficway tunnel turnpike unions valley valleys via viaduct villages walks walk wall "
    "walls bend bluff bluffs beach bayou bypass canyon causeway cliff cliffs crest curve dale divide "
    "drives expressway ferry freeway gateway heights hills"
)
#: Not in the name of a street: "two hours down the road", "one way street".
_NOT_STREETS = word_set(
    "the a an of in on at to and or is are was were way one two three lane hours hour minutes minute "
    "miles mile blocks block years days times people more other different dead end main high this that "
    "my your his her our their from by for with down up along same next busy long country dirt whole "
    "percent dollars meters metres kilometers cars houses per into across around off first second"
) - {"main", "high", "one", "two", "three", "first", "second"}
_UNITS = word_set(
    "apartment apt suite unit flat floor room number no building block # ste"
)
_LED = word_set("on at in from off to near into of for along")
_ADDRESSED = word_set("is was address it's lives live number flat apartment")
_DETERMINERS = word_set(
    "the a an this that my your his her our their one two dead side main every each same"
)
_GERMAN = re.compile(
    r"^[a-zäöüß]{3,}(?:straße|strasse|str|weg|platz|gasse|allee|straat|laan|plein|gracht|kade)$"
)
_LATIN = word_set(
    "rue avenue boulevard place chemin impasse allée quai calle avenida plaza paseo carrer via viale "
    "piazza corso vicolo largo rua travessa praça alameda estrada"
)
_LATIN_SURE = word_set("rue calle avenida piazza viale rua via corso chemin carrer")
_ESTATES = word_set(
    "park estate house court centre center tower mill yard works wharf quarter"
)
#: Before a kind of street these are no names: on the hard drive, in the fast lane.
_NO_STREETS = word_set(
    "hard flash thumb pen disk disc usb fast slow left right middle bus bike cycle memory inside outside "
    "passing wrong open rocky bumpy icy wet gravel toll test zip tape side back front single private public "
    "wide narrow empty rough winding long short c d hdd external internal network shared google charity "
    "blood membership gear four front rear road coast residential access city busy opposite quiet parallel"
)
_LATIN_LINKS = word_set("de la le les du des del della dei di da do dos das los las l")


class AddressGrammar:
    """Addresses that begin at a token."""

    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        self.numbers = numerals_of(reading)
        self.language = reading.language
        self._ordinary = ordinary_words()
        self._suffixes = (street_suffixes() - _LEFT_OUT) | _SURE | _MORE

    def at(self, index: int) -> tuple[int, int] | None:
        """The first token and past the last of the street with its number and unit."""
        if self.language != "en":
            found = self._continental(index)
        else:
            found = self._corner(index) or self._numbered(index)
            found = found or self._unnumbered(index) or self._box(index)
            found = found or self._foreign(index)
        if found:
            return found[0], self._unit(found[1])
        unit = self._unit(index)
        if unit == index or self.language != "en":
            return None
        after = self._numbered(unit) or self._unnumbered(unit) or self._estate(unit)
        return (index, self._unit(after[1])) if after else None

    def _estate(self, index: int) -> tuple[int, int] | None:
        """Behind a unit: kestrel park, water street"""
        named = self._in_name(index) and not self.tokens.at(index).ends
        kind = self.tokens.word(index + 1) in _ESTATES | _SURE
        return (index, index + 2) if named and kind else None

    def _foreign(self, index: int) -> tuple[int, int] | None:
        """forty four rue de la paix"""
        start = self._house_number(index)
        if start is None or self.tokens.word(start) not in _LATIN_SURE:
            return None
        end = start + 1
        while self.tokens.word(end) in _LATIN_LINKS:
            end += 1
        return (index, end + 1) if self._in_name(end) else None

    def _numbered(self, index: int) -> tuple[int, int] | None:
        """A number, one to four words, and a kind of street."""
        start = self._house_number(index)
        if start is None:
            return None
        found = None
        for end in range(start + 1, min(start + 5, len(self.tokens))):
            if self.tokens[end - 1].ends or not self._in_name(end - 1):
                break
            if self._is_suffix(end) and self._named(start, end):
                found = index, self._directed(end + 1)
        return found

    def _house_number(self, index: int) -> int | None:
        """The token past 221B, past "twelve", past "forty two sixteen", "one oh five"."""
        word = self.tokens.word(index)
        if _NUMBER.match(word):
            return index + 1 if not self.tokens[index].ends else None
        number = self.numbers.get(index)
        if number is None or number.ordinal or not number.whole:
            return None
        end = number.end
        while True:
            start = end + (self.tokens.word(end) in ("oh", "o", "zero"))
            after = self.numbers.get(start)
            if after is None or after.ordinal or self.tokens[start - 1].ends:
                break
            end = after.end
        return end if not self.tokens[end - 1].ends else None

    def _in_name(self, index: int) -> bool:
        word = self.tokens.word(index)
        if word in _NOT_STREETS or not word[:1].isalnum():
            return False
        return (
            self.tokens.capital(index)
            or not self.tokens.cased(index)
            or word[0].isdigit()
        )

    def _is_suffix(self, index: int) -> bool:
        word = self.tokens.word(index)
        if word not in self._suffixes:
            return False
        return self.tokens.capital(index) or not self.tokens.cased(index)

    def _named(self, start: int, suffix: int) -> bool:
        """In lower case, weak kinds ("place", "court") need a name before them."""
        if self.tokens.cased(suffix) or self.tokens.word(suffix) in _SURE:
            return True
        words = self.tokens.lower[start:suffix]
        led = self.tokens.word(self._before(start)) in _LED | _ADDRESSED
        return led or not all(word in self._ordinary for word in words)

    def _before(self, start: int) -> int:
        """The token before the house number that ends at `start`."""
        index = start - 1
        while index - 1 in self.numbers:
            index -= 1
        return index - 1

    def _directed(self, end: int) -> int:
        if self.tokens[end - 1].ends:
            return end
        directions = ("north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "nw", "ne", "sw", "se")  # fmt: skip
        return end + (self.tokens.word(end) in directions)

    def _unnumbered(self, index: int) -> tuple[int, int] | None:
        """on Baker Street; fifth avenue; oxford street."""
        for end in (index + 1, index + 2):
            if self.tokens.closed(end):
                return None
            if self._is_suffix(end) and self.tokens.word(end) in _SURE | _LED_ONLY:
                return (index, end + 1) if self._is_street_name(index, end) else None
            if not self._in_name(end - 1):
                return None
        return None

    def _is_street_name(self, index: int, suffix: int) -> bool:
        if self.tokens.word(suffix) in ("st", "dr") and not self.tokens.capital(suffix):
            return False
        if not self._in_name(index) or self.tokens.word(index) in _DETERMINERS:
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index) and self.tokens.word(index - 1) not in (
                "a",
                "an",
            )
        before = self.tokens.word(index - 1)
        if self.tokens.word(suffix) in _LED_ONLY and before not in _LED:
            return False
        named = self.tokens.word(index) not in self._ordinary
        ordinal = index in self.numbers and self.numbers[index].ordinal
        led = before in _LED and self.tokens.word(suffix) in (
            "street",
            "avenue",
            "boulevard",
        )
        plain = self.tokens.word(index) not in _NO_STREETS
        led = led or (before in ("on", "at", "off") and plain)
        return ((named or led) and before not in _DETERMINERS) or (ordinal and led)

    def _corner(self, index: int) -> tuple[int, int] | None:
        """the corner of fifth and main"""
        words = self.tokens
        if words.word(index - 2) != "corner" or words.word(index - 1) != "of":
            return None
        for place in (index + 1, index + 2, index + 3):
            if words.word(place) == "and" and self._in_name(place + 1):
                suffix = place + 2 < len(words) and self._is_suffix(place + 2)
                return index, place + 2 + suffix
        return None

    def _box(self, index: int) -> tuple[int, int] | None:
        words = tuple(self.tokens.lower[index : index + 3])
        skip = 2 if words[:2] in (("po", "box"), ("pob", "box")) else 3 if words == ("p", "o", "box") else 0  # fmt: skip
        if not skip:
            return None
        end = index + skip
        while end in self.numbers or self.tokens.word(end) in ("oh", "zero"):
            end = self.numbers[end].end if end in self.numbers else end + 1
        return (index, end) if end > index + skip else None

    def _unit(self, end: int) -> int:
        """Takes in "apartment 4b", "suite two hundred"."""
        stopped = end > 0 and self.tokens.at(end - 1).stops
        if stopped or self.tokens.word(end) not in _UNITS:
            return end
        after = end + 1 + (self.tokens.word(end + 1) == "number")
        number = self.numbers.get(after)
        if number is not None:
            letter = (
                len(self.tokens.word(number.end)) == 1
                and not self.tokens[number.end - 1].ends
            )
            return number.end + (
                letter and self.tokens.word(number.end) not in ("a", "i")
            )
        word = self.tokens.word(after)
        return after + 1 if len(word) == 1 or any(map(str.isdigit, word)) else end

    def _continental(self, index: int) -> tuple[int, int] | None:
        word = self.tokens.word(index)
        if _GERMAN.match(word) and self.tokens.capital(index):
            return index, self._number_after(index + 1) or index + 1
        if word in _LATIN:
            return self._latin(index)
        return None

    def _latin(self, index: int) -> tuple[int, int] | None:
        """12 rue de la Paix; Calle Mayor 5; Via Roma 10."""
        end = index + 1
        while self.tokens.word(end) in _LATIN_LINKS:
            end += 1
        named = end
        while self.tokens.capital(end) and (
            end == named or not self.tokens[end - 1].ends
        ):
            end += 1
        if end == named:
            return None
        before = index - 1
        first = before if _NUMBER.match(self.tokens.word(before)) else index
        return first, self._number_after(end) or end

    def _number_after(self, end: int) -> int | None:
        if self.tokens.at(end - 1).stops:
            return None
        return end + 1 if _NUMBER.match(self.tokens.word(end)) else None
