"""What a token may be in a name, by the lists, its capital, and where it stands."""

from __future__ import annotations

from transcriptions.entities.lexical.name_words import (
    NEVER_ALONE,
    PARTICLES,
    PROPER_NOT_PERSON,
    TITLES,
)
from transcriptions.entities.lexical.organization_words import KINDS, LEGAL_FORMS
from transcriptions.entities.lexicons import (
    names,
    ordinary_words,
    phrase_book,
    unaccented,
)
from transcriptions.entities.phrases import Leads
from transcriptions.entities.tokens import Tokens

_CONTRACTED = ("'re", "'ll", "'ve", "'d", "n't", "'m", "'s")


_GAELIC = ("o'", "mc")


class NameLexicon:
    """Looks at the tokens of one reading."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self.tokens = tokens
        self.names = names()
        self._ordinary = ordinary_words()
        self._english = language == "en"
        self._peoples = phrase_book("nationalities", language)
        self._languages = phrase_book("languages", language)

    def led(self, index: int, leads: Leads) -> bool:
        """Whether one of them stands right before; a comma may stand between."""
        return not self.tokens.at(index - 1).stops and leads.end_at(self.tokens, index)

    def ordinary(self, index: int) -> bool:
        """An English word, contractions too."""
        word = self.tokens.word(index)
        return word in self._ordinary or word.endswith(_CONTRACTED)

    def usually_ordinary(self, index: int) -> bool:
        word = self.tokens.word(index)
        return word in self._ordinary.sure or word.endswith(_CONTRACTED)

    def listed(self, index: int) -> bool:
        return self.given(index) or self.family(index)

    def given(self, index: int) -> bool:
        word = self.tokens.word(index)
        return word in self.names.given or unaccented(word) in self.names.given

    def family(self, index: int) -> bool:
        word = self.tokens.word(index)
        if word in self.names.family or unaccented(word) in self.names.family:
            return True
        return len(word) > 5 and word.startswith(_GAELIC)

    def common_given(self, index: int) -> bool:
        return self.tokens.word(index) in self.names.common_given

    def common_family(self, index: int) -> bool:
        return self.tokens.word(index) in self.names.common_family

    def household(self, index: int) -> bool:
        """the Jacksons"""
        word = self.tokens.word(index)
        return (
            self.tokens.word(index - 1) == "the"
            and word.endswith("s")
            and word[:-1] in self.names.family
            and (word[:-1] in self.names.common_family or word not in self._ordinary)
        )

    def unknown(self, index: int) -> bool:
        """Of an English transcript, a word that no list has."""
        return self._english and not self.listed(index) and not self.ordinary(index)

    def alphabetic(self, index: int) -> bool:
        text = self.tokens.word(index).replace("'", "").replace(".", "")
        return text.isalpha()

    def known_otherwise(self, index: int) -> bool:
        """A weekday, nationality and the like, which have capitals without being persons."""
        word = self.tokens.word(index)
        if word in PROPER_NOT_PERSON or word in TITLES:
            return True
        return word != "" and (word in self._peoples or word in self._languages)

    def initial(self, index: int) -> bool:
        word = self.tokens.word(index)
        return len(word) == 1 and word.isalpha() and word not in ("a", "i")

    def may_begin(self, index: int) -> bool:
        """Whether, behind an introduction, a name may begin here."""
        if not self.alphabetic(index) or self.tokens.word(index) in ("", "not", "on"):
            return False
        if self.tokens.cased(index):
            return self.tokens.capital(index) and not self.known_otherwise(index)
        if self.tokens.word(index) in TITLES:
            return False
        return self._may_be_name(index) or self._particle(index)

    def _may_be_name(self, index: int) -> bool:
        """In lower case: listed, or not an English word at all."""
        word = self.tokens.word(index)
        if len(word) < 2 or word in NEVER_ALONE:
            return False
        if self.listed(index):
            return not self.usually_ordinary(index) or (
                self.common_given(index) or self.common_family(index)
            )
        return not self.ordinary(index) and self._english

    def may_be_introduced(self, index: int) -> bool:
        """As `may_begin`; a usual given name counts whatever word it is too."""
        return self.may_begin(index) or (
            self.common_given(index) and not self.tokens.cased(index)
        )

    def continues(self, index: int) -> bool:
        """Whether a name that began before goes on with this token."""
        if not self.alphabetic(index) or self.tokens.word(index) in KINDS | LEGAL_FORMS:
            return False
        if self._particle(index) or (self.initial(index) and self._links(index)):
            return True
        if self.tokens.cased(index):
            return self.tokens.capital(index) and not self.known_otherwise(index)
        return self._may_be_name(index)

    def _particle(self, index: int) -> bool:
        """ "van" before another name; "von der Leyen" has two of them."""
        if self.tokens.word(index) not in PARTICLES:
            return False
        after = index + 1 + (self.tokens.word(index + 1) in PARTICLES)
        if self.tokens.cased(index):
            return self.tokens.capital(after)
        return self._may_be_name(after) and not self.usually_ordinary(after)

    def _links(self, index: int) -> bool:
        """An initial stands between names: John F. Kennedy."""
        after = index + 1
        if self.tokens.cased(index):
            return self.tokens.capital(index) and self.tokens.capital(after)
        return self._may_be_name(after) and not self.initial(after)

    def run(self, index: int, most: int = 4) -> int:
        """The token past the name that begins at `index`."""
        end = index + 1
        while end < len(self.tokens) and end - index < most:
            last = self.tokens[end - 1]
            if last.ends and not (self.initial(end - 1) and last.tail == "."):
                break
            if last.possessive or not self.continues(end):
                break
            end += 1
        while end - 1 > index and self.tokens.word(end - 1) in PARTICLES:
            end -= 1
        return end
