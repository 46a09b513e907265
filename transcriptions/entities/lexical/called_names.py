"""Names in lower case that are words, or that no list has, where only a name can stand."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.lexical.name_lexicon import NameLexicon
from transcriptions.entities.lexical.name_words import RELATIONS
from transcriptions.entities.lexicons import places
from transcriptions.entities.phrases import Leads
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: Right before a usual given name, whatever word that is.
_LEADS = Leads(
    "goodbye to;hello to;hi to;ask for;asked for;asking for;i met;we met;met with;spoke to;spoken to;speak to;"
    "speak with;spoke with;talk to;talked to;talking to;talked with;talk with;tell;told;i told;thank;married;"
    "marry;marrying;named;call her;call him;called her;called him;this is;i am;i'm;it's;that's;"
    "dear;regards;from;invited;hugged;kissed;love you;sorry;thanks;text;texted;ring;rang;email;emailed;"
    "her name was;his name was;introduce;introduced;engaged to;dating;with;to;by;about;hired;fired"
)
#: Of those, the ones before which other things than persons stand as often.
_WEAK = word_set("from with to by about it's that's i'm am sorry is thanks love")
_CALLED = Leads(
    "call me;calls me;called me;call him;call her;calls him;calls her;nicknamed;known as"
)
_NOT_CALLED = word_set(
    "back later tomorrow again now today tonight crazy please if when at on in after before a an the about any "
    "immediately soon asap first anytime sir madam ma'am yesterday names and but so for to or this that from "
    "out over up stupid it every once twice old lazy fat boring selfish maybe weekly daily often"
)
#: What people do, right behind a name.
_DOES = word_set(
    "said says told asked died called came went lives works wrote signed texted emailed phoned rang left "
    "thinks wants wanted replied answered aged was has had is who won knows knew met married retired joined "
    "passed visited helped explained agreed insisted admitted claimed wondered laughed cried arrived paid "
    "from here speaking calling and will"
)
_SAID = word_set(
    "said says told asked died aged who speaking calling wrote replied wants won admitted claimed explained"
)
_GIVING = word_set(
    "gave give given giving send sent sending spoke talk talked signed handled seen treated passed handed "
    "reported introduced married written met live lives lived work works worked stayed belongs owed speak "
    "went came dinner lunch drinks coffee"
)
_SURE_TITLES = word_set("mr mister mrs missus missis ms monsieur señor")
_STATED = Leads(
    "surname is;surname was;last name is;last name was;maiden name is;maiden name was;"
    "family name is;family name was;first name is;first name was;middle name is"
)
_NO_NAMES = word_set(
    "the and not spelled spelt with that this really very also still now actually his her their your different "
    "wrong right correct missing required unknown here there common rare too like from for who but has was are"
)
#: Between a given name and what a person says, these are no family name.
_ADVERBS = word_set(
    "also always just never once only even then later still already who and often finally really has had is "
    "was will would could may might recently first suddenly sadly quickly simply actually usually soon or"
)
_MODALS = word_set("will may")
_OF_MODALS = word_set("is was has said had came likes went wants told says")


class CalledNameRecognizer(LexicalRecognizer):
    """Yields names that `PersonNameRecognizer` is too careful for."""

    types = frozenset({"person_name"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        finder = _CalledNames(reading, tokens)
        for index in range(len(tokens)):
            end = finder.end(index)
            if end is not None:
                yield Found("person_name", index, end, 0.5)


class _CalledNames:
    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        self.lexicon = NameLexicon(tokens, reading.language)
        self._cities = places().cities

    def end(self, index: int) -> int | None:
        """The token past the name that begins here."""
        word = self.tokens.word(index)
        if len(word) < 2 or not word.isalpha():
            return None
        if self._is_modal_name(index):
            return index + 1
        if self.tokens.cased(index):
            return None
        if self._is_titled(index) or self._is_stated(index):
            return index + 1
        if self._is_nickname(index) or self._is_given_to(index):
            return index + 1
        if self._is_led(index) or self._is_related(index):
            return index + 1
        return self._paired(index) or self._full(index)

    def _is_modal_name(self, index: int) -> bool:
        """Will is late again"""
        word, after = self.tokens.word(index), self.tokens.word(index + 1)
        if (word == "may" and after not in _SAID) or after not in _OF_MODALS:
            return False
        if word not in _MODALS:
            return False
        capital = self.tokens.capital(index) or not self.tokens.cased(index)
        return capital and not self.tokens[index].ends

    def _is_titled(self, index: int) -> bool:
        """mister quill; missus plum"""
        return self.tokens.word(index - 1) in _SURE_TITLES and self._is_any_name(index)

    def _is_stated(self, index: int) -> bool:
        """her surname is cash"""
        return self.lexicon.led(index, _STATED) and self._is_any_name(index)

    def _is_any_name(self, index: int) -> bool:
        return (
            len(self.tokens.word(index)) > 2
            and self.tokens.word(index) not in _NO_NAMES
        )

    def _is_nickname(self, index: int) -> bool:
        """they call me buddy"""
        if (
            not self.lexicon.led(index, _CALLED)
            or self.tokens.word(index) in _NOT_CALLED
        ):
            return False
        return self.tokens.closed(index + 1)

    def _is_given_to(self, index: int) -> bool:
        """I gave it to olu: what no list has, behind what is done with people"""
        before = self.tokens.at(index - 1)
        if before.lower not in ("to", "by", "with") or before.ends:
            return self._is_spouse(index)
        near = self.tokens.lower[max(index - 4, 0) : index - 1]
        known = self.tokens.word(index) in self._cities
        done = not _GIVING.isdisjoint(near) or self.tokens.word(index + 1) == "on"
        return done and not known and self.lexicon.unknown(index)

    def _is_spouse(self, index: int) -> bool:
        wed = self.tokens.word(index - 1) in ("married", "marry", "marrying", "dating")
        return wed and self.lexicon.unknown(index)

    def _is_led(self, index: int) -> bool:
        """ask for art; I met dawn at work; the account is under bell"""
        if self.tokens.word(index - 1) == "under":
            return self.lexicon.common_family(index) and self.tokens.closed(index + 1)
        if not self.lexicon.common_given(index) or not self.lexicon.led(index, _LEADS):
            return False
        if self.tokens.word(index - 1) in _WEAK:
            return self.tokens.closed(index + 1) and self._is_said_to(index)
        after = self.tokens.word(index + 1)
        return self.tokens.closed(index + 1) or after in _AFTER_NAMES

    def _is_said_to(self, index: int) -> bool:
        """Whether before a weak "to" or "with" stands what is done with people."""
        if self.tokens.word(index - 1) in ("i'm", "am"):
            return self.tokens.word(index) not in _FEELINGS
        near = self.tokens.lower[max(index - 3, 0) : index - 1]
        return not (_GIVING | {"goodbye", "hello", "hi"}).isdisjoint(near)

    def _is_related(self, index: int) -> bool:
        """my brother rocky is here; my manager is hope"""
        back = 1 + (self.tokens.word(index - 1) in ("is", "was"))
        related = self.tokens.word(index - back) in RELATIONS
        owned = self.tokens.word(index - back - 1) in _OWNERS
        if not related or not owned or self.tokens.at(index - back).ends:
            return False
        given = (
            self.lexicon.common_given(index) or self.tokens.word(index) in _NICKNAMES
        )
        if back == 2:
            return (
                given
                and self.tokens.closed(index + 1)
                and self.tokens.word(index) != "will"
            )
        return (
            given
            and self.tokens.word(index + 1) in _DOES - {"will"}
            and self.tokens.word(index) not in _MODALS
        )

    def _paired(self, index: int) -> int | None:
        """mark and rose came: two usual names, and what they do"""
        tokens, second = self.tokens, index + 2
        if tokens.word(index + 1) != "and" or tokens[index].ends:
            return None
        both = self.lexicon.common_given(index) and self.lexicon.common_given(second)
        acts = tokens.word(second + 1) in _PAIR_DOES
        return second + 1 if both and acts and not tokens.at(second).ends else None

    def _full(self, index: int) -> int | None:
        """vera lindholm aged 88; ama serwaa; donald trump said: two words, and what one does"""
        end = index + 1
        family = self.tokens.word(end)
        if self.tokens[index].ends or not family.isalpha() or len(family) < 3:
            return None
        given = self.lexicon.given(index) and not self.lexicon.usually_ordinary(index)
        acts = not self.tokens[end].ends and self.tokens.word(end + 1)
        if self.lexicon.ordinary(end):
            named = given and acts in _SAID and family not in _ADVERBS
            return end + 1 if named else None
        if family in self._cities and not self.lexicon.family(end):
            return None
        led = given or (self.lexicon.unknown(index) and acts in _DOES)
        return end + 1 if led else None


_AFTER_NAMES = word_set(
    "at in on from and i we he she about that to who yesterday today tomorrow last for when if said again "
    "because through with before after not"
)
_FEELINGS = word_set(
    "young frank sunny happy rich grant christian german max guy may will earnest dusty art gay"
)
_PAIR_DOES = word_set(
    "came went are were have said live told got moved left work will can want called married both know "
    "met arrived bought just"
)
_OWNERS = word_set("my his her our their your")
_NICKNAMES = word_set(
    "buddy rocky sunny bear duke ace chip red slim tiger buster champ sparky lucky princess peanut pumpkin"
)
