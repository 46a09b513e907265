"""Firms that no list has, by what people have with them: work, an account, an order, a lawyer."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.lexical.organization_words import NOT_NAMES
from transcriptions.entities.lexicons import Names, names, ordinary_words, places
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_PREPOSITIONS = word_set("at for with by from through via to")
_DEALINGS = word_set(
    "work worked works working job applied interview interviewed employed hired contract account "
    "accounts mortgage insured bank banks banked policy order ordered bought booked manager started intern "
    "interned internship position shift resigned quit invoice letter delivery parcel refund deal signed "
    "calling insurance pension loan engineer developer director consultant analyst nurse teacher "
    "apprentice apprenticeship placement role career degree studied studies enrolled graduated registered "
    "subscription membership employee apprenticed switched switch freelance cashier treated accepted "
    "driver drives receptionist subscribed appointment reservation flew rented rent"
)
#: What follows "to" only where one goes over to another firm.
_CHANGING = word_set("switched switch applied accepted")
_PRACTICES = word_set(
    "solicitor solicitors lawyer lawyers attorney accountant accountants partner partners broker surveyor "
    "architect advisor adviser barrister auditor firm practice notary agent agents dentist optician"
)
_REACH = 4


class EmployerRecognizer(LexicalRecognizer):
    """Yields `organization`, surer the less else it could be."""

    types = frozenset({"organization"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = _Employers(tokens)
        for index in range(1, len(tokens)):
            if tokens.word(index - 1) not in _PREPOSITIONS or tokens[index - 1].ends:
                continue
            pair = finder.partners(index)
            end = pair or finder.firm(index)
            if end is not None:
                yield Found("organization", index, end, 0.8 if pair else 0.5)


class _Employers:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._names: Names = names()
        self._cities = places().cities
        self._ordinary = ordinary_words()

    def partners(self, index: int) -> int | None:
        """my solicitor is with Wardle and Crane"""
        tokens, joint = self.tokens, index + 1
        if tokens.word(joint) not in ("and", "&") or tokens[index].ends:
            return None
        near = tokens.lower[max(index - _REACH, 0) : index]
        if _PRACTICES.isdisjoint(near):
            return None
        both = self._may_name_partner(index) and self._may_name_partner(index + 2)
        return index + 3 if both else None

    def _may_name_partner(self, index: int) -> bool:
        word = self.tokens.word(index)
        if not word.isalpha() or len(word) < 3 or word in NOT_NAMES:
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index)
        return word in self._names.family or word not in self._ordinary.sure

    def firm(self, index: int) -> int | None:
        """I applied at Kestrix; she got a job with Ovaline"""
        near = self.tokens.lower[max(index - _REACH, 0) : index - 1]
        dealings = _CHANGING if self.tokens.word(index - 1) == "to" else _DEALINGS
        if dealings.isdisjoint(near) or not self._is_unknown(index):
            return None
        end = index + 1
        while end < index + 3 and self._continues(end):
            end += 1
        return end

    def _is_unknown(self, index: int) -> bool:
        word = self.tokens.word(index)
        if not word[:1].isalpha() or len(word) < 3 or word in NOT_NAMES:
            return False
        if self.tokens.cased(index) and not self.tokens.capital(index):
            return False
        known = word in self._names.given or word in self._cities
        return not known and word not in self._ordinary

    def _continues(self, index: int) -> bool:
        if self.tokens.at(index - 1).ends:
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index)
        return self._is_unknown(index)
