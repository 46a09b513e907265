"""Names of companies, authorities and institutions: listed, or by the kind they end with."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.organization_words import (
    KINDS,
    LEGAL_FORMS,
    MIDDLES,
    NOT_NAMES,
    OF_KINDS,
    SURE_KINDS,
)
from transcriptions.entities.lexicons import names, ordinary_words, phrase_book, places
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: Listed, and English words too: with a capital, or with one of the words before it.
_UNSURE = word_set(
    "chase target sprint gap shell discover progressive subway boots ahold alphabet anthem fiat mit "
    "caterpillar paramount sap stripe twitch ups delta apple blizzard oracle domino parliament "
    "wise manpower shelter unison bolt kayak slack workday snowflake costa sky rangers celtic condor coop "
    "spar virgin chime travelers southwest greyhound fidelity vanguard nationwide admiral starling affirm "
    "emirates iberia dartmouth columbia samaritans sunderland berkeley marshalls hermes indigo"
)
#: What a firm does to its customers, right behind its name.
_DOINGS = word_set(
    "changed charged cancelled canceled refused rejected lost emailed declined offered delayed hired fired "
    "employed sold shipped delivered refunded overcharged billed approved denied blocked closed rang"
)
_DETERMINERS = word_set("the a an this that my your his her our their")
#: Behind "and": whitcombe and sons.
_FAMILY_FIRMS = word_set("sons partners daughters associates brothers co company")
_WORKING = word_set(
    "at for from by with via joined called google through on using after left"
)


class OrganizationRecognizer(LexicalRecognizer):
    types = frozenset({"organization"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = _OrganizationFinder(reading, tokens)
        index = 0
        while index < len(tokens):
            found = finder.at(index)
            if found is not None:
                yield found
            index = found.end if found else index + 1


class _OrganizationFinder:
    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        self._listed = phrase_book("organizations", reading.language)
        self._names = names()
        self._places = places()
        self._ordinary = ordinary_words()

    def at(self, index: int) -> Found | None:
        listed = self._listed_end(index)
        kind = self._of_kind(index) or self._kind_of(index)
        end = max(listed or 0, kind or 0)
        if not end:
            return None
        if self.tokens.word(end) in ("number", "card", "id") and end == index + 1:
            return None
        return Found("organization", index, end, 0.85 if listed else 0.8)

    def _listed_end(self, index: int) -> int | None:
        length = self._listed.longest(self.tokens, index)
        if not length:
            return None
        if length == 1 and not self._stands_alone(index):
            return None
        end = index + length
        while self._kind_follows(end):
            end += 1
        return end

    def _kind_follows(self, end: int) -> bool:
        """ "Microsoft Corporation", "Allianz Insurance": the kind belongs to the name."""
        if self.tokens.at(end - 1).ends:
            return False
        word = self.tokens.word(end)
        if word in LEGAL_FORMS:
            return self._written(end)
        return word in KINDS and self.tokens.capital(end)

    def _stands_alone(self, index: int) -> bool:
        """A listed name that is a word too needs a capital, inside the sentence, or context."""
        word = self.tokens.word(index)
        if self.tokens.cased(index) and not self.tokens[index].capital:
            return False
        if word not in _UNSURE:
            return True
        acts = self.tokens.word(index + 1) in _DOINGS and not self.tokens[index].ends
        if self.tokens.cased(index):
            return acts or not self.tokens[index].opens
        led = self.tokens.word(index - 1) in _DETERMINERS
        return self.tokens.word(index - 1) in _WORKING or (acts and not led)

    def _written(self, index: int) -> bool:
        """With a capital, where words have some."""
        return self.tokens.capital(index) or not self.tokens.cased(index)

    def _kind_of(self, index: int) -> int | None:
        """Pemberton Holdings; Harlow & Finch LLP; Oakridge Primary School."""
        if not self._may_begin(index):
            return None
        end = index + 1
        while end < min(index + 6, len(self.tokens)) and not self.tokens[end - 1].ends:
            word = self.tokens.word(end)
            if word in KINDS | LEGAL_FORMS and self._written(end):
                found = self._kind_end(index, end)
                if found is not None:
                    return found
            if word not in KINDS and not self._may_continue(end):
                return None
            end += 1
        return self._legal_after_comma(end)

    def _legal_after_comma(self, end: int) -> int | None:
        named = (
            "," in self.tokens.at(end - 1).tail and self.tokens.word(end) in LEGAL_FORMS
        )
        return end + 1 if named else None

    def _kind_end(self, index: int, kind: int) -> int | None:
        sure = (
            self.tokens.cased(kind)
            or self.tokens.word(kind) in SURE_KINDS | LEGAL_FORMS
        )
        sure = sure or self.tokens.word(kind - 1) in ("and", "&")
        if not sure:
            return None
        end = kind + 1
        while (
            self.tokens.word(end) in KINDS | LEGAL_FORMS
            and not self.tokens[end - 1].ends
        ):
            if not self._written(end):
                break
            end += 1
        if self.tokens.word(end) == "of" and self.tokens.capital(end + 1):
            end += 2
        return end

    def _may_begin(self, index: int) -> bool:
        word = self.tokens.word(index)
        if word in NOT_NAMES or not word[:1].isalpha() or len(word) < 2:
            return False
        if word in self._ordinary.sure and not self.tokens.cased(index):
            return self._led(index) and word not in NOT_NAMES
        if self.tokens.cased(index):
            if not self.tokens.capital(index):
                return False
            return (
                not self.tokens[index].opens
                or self._is_name(index)
                or word not in self._ordinary
            )
        return self._is_name(index)

    def _led(self, index: int) -> bool:
        """Where no article is, "at zenith dental clinic" names one."""
        return index == 0 or self.tokens.word(index - 1) in _WORKING

    def _is_name(self, index: int) -> bool:
        """In lower case: a name, a place, or no English word."""
        word = self.tokens.word(index)
        if word in ("st", "saint", "mount", "royal"):
            return True
        if word not in self._ordinary:
            return True
        sure = word in self._ordinary.sure
        return not sure or (word in self._names.common_family and word not in NOT_NAMES)

    def _may_continue(self, index: int) -> bool:
        word = self.tokens.word(index)
        if word in ("and", "&") and self.tokens.word(index + 1) in _FAMILY_FIRMS:
            return self._written(index + 1)
        if word in ("and", "&", "of", "for", "the"):
            return self.tokens.capital(index + 1) or (
                not self.tokens.cased(index)
                and word in ("and", "&")
                and self._is_name(index + 1)
            )
        if word in MIDDLES:
            return self._written(index)
        if self.tokens.cased(index):
            return self.tokens.capital(index)
        return self._is_name(index) and word not in NOT_NAMES

    def _of_kind(self, index: int) -> int | None:
        """University of Leeds, Bank of Ireland, Department of Health."""
        words = self.tokens
        if words.word(index) not in OF_KINDS or words.word(index + 1) != "of":
            return None
        if words.cased(index) and not words.capital(index):
            return None
        start = index + 2
        if words.cased(start):
            return self._capitals(start)
        length = (
            self._places.city_book.longest(words, start) if start < len(words) else 0
        )
        region = (
            self._places.region_book.longest(words, start) if start < len(words) else 0
        )
        named = max(length, region)
        sure = words.word(index) in ("university", "bank", "college", "church")
        return start + named if named and sure else None

    def _capitals(self, start: int) -> int | None:
        end = start
        while self.tokens.capital(end) and (
            end == start or not self.tokens[end - 1].ends
        ):
            end += 1
            if self.tokens.word(end) in ("and", "of") and self.tokens.capital(end + 1):
                end += 1
        return end if end > start else None
