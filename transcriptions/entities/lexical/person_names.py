"""Names of persons, by lists of names, capitals, and the words about them."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.name_lexicon import NameLexicon
from transcriptions.entities.lexical.name_words import (
    ABSTRACT,
    APPROACHES,
    GREETINGS,
    INTRODUCTIONS,
    KIN,
    NEVER_ALONE,
    OFFICES,
    PARTICLES,
    PERSON_VERBS,
    RELATIONS,
    TITLES,
)
from transcriptions.entities.lexical.organization_words import KINDS, LEGAL_FORMS
from transcriptions.entities.lexical.spelled_names import spelled_after
from transcriptions.entities.lexicons import phrase_book, places, street_suffixes
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: From this score on a name is remembered, and found again where it returns alone.
_ESTABLISHED = 0.75
_CITY = 100_000
_TO_PLACES = word_set("in at from to near around into through of visit visiting via")
_DETERMINERS = word_set("the a an this that my your his her our their some any no")
_NOT_STREETS = word_set("way place run court park rose field dale glen")


class PersonNameRecognizer(LexicalRecognizer):
    """Yields names as long as they go, and their letters where they are spelled.

    A name that is introduced, or full, is found again where a part of it returns.
    """

    types = frozenset({"person_name"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = _NameFinder(reading, tokens)
        named = list(finder.all())
        taken = {place for found in named for place in range(found.first, found.end)}
        yield from named
        yield from finder.returning(named, taken)
        for found in named:
            letters = spelled_after(tokens, found.end)
            if letters is not None:
                yield Found("person_name", *letters, 0.8)


class _NameFinder:
    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        #: What earlier parts of the transcript established, and this one will.
        self._known = reading.names
        self.lexicon = NameLexicon(tokens, reading.language)
        #: Past the last name that was found.
        self._named_until = -1
        self._organizations = phrase_book("organizations", reading.language)
        self._places = places()
        self._streets = street_suffixes() - _NOT_STREETS

    def all(self) -> Iterator[Found]:
        index = 0
        while index < len(self.tokens):
            found = self._at(index)
            if found is not None:
                self._named_until = found.end
                yield found
            index = found.end if found else index + 1

    def _at(self, index: int) -> Found | None:
        score, most = self._evidence(index)
        if not score:
            return None
        end = self.lexicon.run(index, most)
        if self._is_other(index, end, score):
            return None
        return Found("person_name", index, end, score)

    def _evidence(self, index: int) -> tuple[float, int]:
        """How sure a name begins here, and how many tokens it may have."""
        if not self.lexicon.alphabetic(index):
            return 0, 0
        if self._titled(index):
            return 0.9, 4
        if self.lexicon.led(index, INTRODUCTIONS) and self._introduced(index):
            return 0.9, 4
        if self._approached(index):
            return 0.75, 5
        return self._alone(index), 4

    def _titled(self, index: int) -> bool:
        before = self.tokens.at(index - 1)
        if not before.lower or before.stops or "," in before.tail:
            return False
        if before.lower in TITLES:
            return self._follows_title(index)
        if before.lower in KIN and self.lexicon.common_given(index):
            return True
        named = self.lexicon.listed(index) and not self.lexicon.usually_ordinary(index)
        named = named or self.lexicon.unknown(index)
        if before.lower not in OFFICES or not self.lexicon.may_begin(index):
            return False
        return named or (self.tokens.capital(index) and before.capital)

    def _follows_title(self, index: int) -> bool:
        if not self.lexicon.may_begin(index):
            return False
        return self.tokens.cased(index) or self.tokens.word(index) not in NEVER_ALONE

    def _introduced(self, index: int) -> bool:
        if self.tokens.word(index) in PARTICLES and not self.lexicon.continues(index):
            return False
        return self.lexicon.may_be_introduced(index)

    def _approached(self, index: int) -> bool:
        """hi Jiahui; I spoke to Ngozi; my son Kai; this is Grace from billing."""
        before = self.tokens.at(index - 1)
        if not self.lexicon.may_begin(index):
            return False
        named_so = self.lexicon.common_given(index) and before.lower not in _TO_PLACES
        if self._is_place(index) and not named_so:
            return False
        related = (
            before.lower in RELATIONS and not before.ends and not before.possessive
        )
        greeted = self.lexicon.led(index, GREETINGS)
        if not (related or greeted or self.lexicon.led(index, APPROACHES)):
            return self._calling(index) or self._joined(index)
        if self.tokens.cased(index):
            return self._capital_counts(index, greeted)
        if not self.lexicon.ordinary(index):
            inflected = self.tokens.word(index).endswith(("ed", "ing", "ly"))
            return self.lexicon.listed(index) or not (related and inflected)
        return self._ordinary_approached(index, greeted)

    def _joined(self, index: int) -> bool:
        """Sarah and Jiahui: the second of two, behind the first."""
        if self.tokens.word(index - 1) not in ("and", "or", "&") or index < 2:
            return False
        if index - 1 != self._named_until or self.lexicon.usually_ordinary(index):
            return False
        return self.lexicon.listed(index) or self.lexicon.unknown(index)

    def _calling(self, index: int) -> bool:
        """Ngozi speaking; Sunita here, from the front desk"""
        end = self.lexicon.run(index)
        says = self.tokens.word(end) in ("speaking", "calling")
        here = self.tokens.word(end) == "here" and (
            self.tokens.at(end).ends or self.tokens.word(end + 1) in ("from", "calling")
        )
        return (says or here) and not self.lexicon.usually_ordinary(index)

    def _capital_counts(self, index: int, greeted: bool) -> bool:
        if not self.lexicon.usually_ordinary(index):
            return True
        return self.lexicon.given(index) and (greeted or not self.tokens[index].opens)

    def _ordinary_approached(self, index: int, greeted: bool) -> bool:
        """In lower case, a name that is a word: only usual ones, and where it fits."""
        if not self.lexicon.common_given(index):
            return False
        word, end = self.tokens.word(index), index + 1
        named_on = self.lexicon.continues(end) and self.lexicon.family(end)
        if named_on and not self.lexicon.usually_ordinary(end):
            return True
        if word in ABSTRACT and not greeted:
            return self.tokens.word(end) in ("from", "calling", "speaking")
        closed = self.tokens.closed(end)
        after = self.tokens.word(end) in ("from", "calling", "speaking", "here", "to", "about", "that", "if", "and", "for", "who", "with")  # fmt: skip
        return closed or after or greeted

    def _alone(self, index: int) -> float:
        """Without words that lead to it."""
        if self._is_place(index) or self.lexicon.known_otherwise(index):
            return self._pair(index)
        if self.tokens.cased(index):
            return self._alone_in_capitals(index)
        return self._alone_in_lower_case(index)

    def _pair(self, index: int) -> float:
        """Paris Hilton, June Carter: a listed family name follows what may be other things."""
        if not self.lexicon.given(index) or self.tokens.word(index) in TITLES:
            return 0
        if not self._goes_on(index):
            return 0
        end = index + 1
        follows = self.lexicon.family(end) and not self.lexicon.ordinary(end)
        place = (
            f"{self.tokens.word(index)} {self.tokens.word(end)}" in self._places.cities
        )
        return 0.75 if follows and not place and not self._is_place(end) else 0

    def _goes_on(self, index: int) -> bool:
        last = self.tokens[index]
        return (
            not last.ends and not last.possessive and self.lexicon.continues(index + 1)
        )

    def _alone_in_capitals(self, index: int) -> float:
        if not self.tokens.capital(index) or len(self.tokens.word(index)) < 2:
            return 0
        opens, ordinary = self.tokens[index].opens, self.lexicon.ordinary(index)
        goes_on = self._goes_on(index) and self.tokens.capital(index + 1)
        if self.lexicon.given(index):
            if goes_on and (
                not ordinary or not opens or self.lexicon.family(index + 1)
            ):
                return 0.85
            if not ordinary:
                return 0.7
            return 0.6 if self._is_person_word(index) else 0
        return self._unlisted(index, goes_on, opens)

    def _unlisted(self, index: int, goes_on: bool, opens: bool) -> float:
        """A family name, or two unknown words with capitals."""
        if self.lexicon.ordinary(index):
            return 0
        if opens and self.tokens[index].tail == "," and self.lexicon.unknown(index):
            return 0.5  # Sanjay, can you hear me?
        if goes_on and not self.lexicon.ordinary(index + 1):
            return 0.6
        if self.lexicon.common_family(index) or (
            self.lexicon.family(index) and not opens
        ):
            return 0.55
        return 0

    def _is_person_word(self, index: int) -> bool:
        """A name that is a word, with a capital: in the sentence, or with a person's verb."""
        if not self.lexicon.common_given(index):
            return False
        if not self.tokens[index].opens:
            return True
        return (
            self.tokens.word(index + 1) in PERSON_VERBS and not self.tokens[index].ends
        )

    def _alone_in_lower_case(self, index: int) -> float:
        word = self.tokens.word(index)
        if word in NEVER_ALONE or len(word) < 3:
            return self._ordinary_pair(index)
        if self.lexicon.ordinary(index):
            return self._ordinary_pair(index) or self._acting(index)
        if self.lexicon.household(index):
            return 0.5
        if self.lexicon.given(index):
            return 0.8 if self._goes_on(index) else 0.6
        if self.lexicon.common_family(index):
            return 0.5
        return self._rare(index)

    def _rare(self, index: int) -> float:
        """A family name of elsewhere, or a word that no list has and stands as a name does."""
        if self.lexicon.family(index) and len(self.tokens.word(index)) > 4:
            return 0.45
        if not self.lexicon.unknown(index):
            return 0
        if self._organizations.longest(self.tokens, index):
            return 0
        return 0.5 if self.tokens[index].possessive or self._before_family(index) else 0

    def _before_family(self, index: int) -> bool:
        """sandeep choi: a word that no list has, before a family name that is none else."""
        end = index + 1
        named = self._goes_on(index) and self.lexicon.family(end)
        return named and not self.lexicon.ordinary(end) and not self._is_place(end)

    def _acting(self, index: int) -> float:
        """mark said: a usual name that is a word, and does what only people do."""
        says = self.tokens.word(index + 1) in ("said", "told", "asked", "says")
        if not self.lexicon.common_given(index):
            return 0
        if self.tokens.word(index) in ABSTRACT and not says:
            return 0
        led = self.tokens.word(index - 1) in _DETERMINERS
        acts = (
            self.tokens.word(index + 1) in PERSON_VERBS and not self.tokens[index].ends
        )
        has = self.tokens[index].possessive and self.lexicon.given(index)
        return 0.55 if (acts or has) and not led else 0

    def _ordinary_pair(self, index: int) -> float:
        """will smith: a given name that is a word, before a family name that is none."""
        if not self.lexicon.common_given(index) or not self._goes_on(index):
            return 0
        end = index + 1
        named = self.lexicon.family(end) or self.lexicon.unknown(end)
        return 0.75 if named and not self.lexicon.ordinary(end) else 0

    def _is_place(self, index: int) -> bool:
        """A place, rather than a person, by its size or the word before."""
        word = self.tokens.word(index)
        if word in self._places.countries or word in self._places.regions:
            return True
        if self._places.city_book.longest(self.tokens, index) > 1:
            return True
        inhabitants = self._places.cities.get(word, 0)
        if not inhabitants or self.lexicon.ordinary(index):
            return False
        led = self.tokens.word(index - 1) in _TO_PLACES
        if self.lexicon.common_given(index) or self.lexicon.common_family(index):
            return led and inhabitants >= _CITY and self.tokens.word(index - 1) != "to"
        return (led and inhabitants >= _CITY) or inhabitants >= 3 * _CITY

    def _is_other(self, index: int, end: int, score: float) -> bool:
        """An organization, or a street that is called after somebody."""
        after = self.tokens.word(end)
        joined = not self.tokens[end - 1].ends
        if joined and after in LEGAL_FORMS | KINDS and self._same_case(index, end):
            return True
        if joined and after in self._streets and self._same_case(index, end):
            return True
        if score >= 0.9:
            return False
        longest = self._organizations.longest(self.tokens, index)
        return longest >= end - index

    def _same_case(self, index: int, end: int) -> bool:
        return self.tokens.capital(end) or not self.tokens.cased(end)

    def returning(self, named: list[Found], taken: set[int]) -> Iterator[Found]:
        """What was established as a name elsewhere in the transcript."""
        established = {
            self.tokens.word(place)
            for found in named
            if found.score >= _ESTABLISHED
            for place in range(found.first, found.end)
            if len(self.tokens.word(place)) > 2
        }
        self._known.add(established - PARTICLES)
        for index, token in enumerate(self.tokens):
            if index in taken or token.lower not in self._known:
                continue
            if self._returns(index):
                yield Found("person_name", index, index + 1, 0.7)

    def _returns(self, index: int) -> bool:
        if self._is_other(index, index + 1, 0.7) or self._is_place(index):
            return False
        if self.tokens.cased(index):
            sentence_word = self.tokens[index].opens and self.lexicon.usually_ordinary(
                index
            )
            return self.tokens.capital(index) and not sentence_word
        return not self.lexicon.ordinary(index)
