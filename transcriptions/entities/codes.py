"""Codes: digits and letters that were said, or written, as one number.

A code goes on over commas, pauses, the ends of sentences, "dash" and what the other
side says while it listens; what breaks it are words that mean something.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcriptions.entities.interludes import before_interlude, behind_interlude
from transcriptions.entities.pieces import Piece
from transcriptions.entities.word_sets import word_set

_DIGITS = re.compile(r"\d+(?:[-–]\d+)*[-–]?")
_MIXED = re.compile(r"(?=[a-z\-/]*\d)[a-z0-9]+(?:[-/][a-z0-9]+)*-?")
#: What stands for itself although it has digits: "3rd", "1980s", "5pm", "20kg".
_UNITS = re.compile(
    r"\d+(?:st|nd|rd|th|s|am|pm|k|m|b|bn|km|kg|g|mg|ml|l|cm|mm|ft|in|lb|lbs|mph|gb|mb|tb|"
    r"h|hr|hrs|min|x|p|i|fps|hz|khz|mhz|ghz|w|kw|v|mah|er|º|ª|eme|ème|e)"
)
_CLOCK = re.compile(r"\d{1,2}(?:am|pm|st|nd|rd|th)")
_DOTTED = re.compile(r"\+?\d{2,4}(?:\.\d{2,4}){2,4}")
_QUANTITY = re.compile(r"\d+(?:[.,:/]\d+)+")
_BESIDE = word_set(
    """
    am pm usd eur gbp ok tv us uk a i vat gmt est pst cst utc ssn vin iban nhs mrn
    pin cvv cvc id dob bic swift no dl po mac ip zip faq ceo aba eu un usa nr ph
    ext mbi cv
    """
)

#: Words behind a number that make it a quantity.
_COUNTED = word_set(
    """
    units unit dollars dollar bucks euros euro pounds pound cents pence yen francs
    people persons employees users customers years year months month weeks week
    days day hours hour minutes minute seconds second percent miles mile
    kilometers kilometres meters metres feet foot inches square degrees degree
    times calories steps words pages kilos kilograms grams tons tonnes liters
    litres gallons watts volts megabytes gigabytes items pieces copies seats votes
    points members students rows lines million thousand billion hundred grand
    tickets orders calls emails subscribers followers views downloads visitors
    patients cases homes houses cars boxes pallets bc ad bce ce kilometer hectares
    acres barrels shares participants attendees euro prozent jahre jahr tage
    stunden minuten stück leute menschen personen kilometer personas años días
    horas minutos kilómetros euros por personnes ans jours heures kilomètres
    persone anni giorni ore minuti chilometri pessoas anos dias mensen jaar dagen
    uur kilometers
    """
)
_COUNTING = word_set(
    """
    by iso din ieee rfc form article section paragraph line figure table step
    question about around over nearly almost approximately roughly version release chapter
    page pages room since year until before after during than exactly only least most up
    some sold bought every another build windows office python java route highway
    flight january february march april may june july august september october
    november december summer winter spring autumn fall early late mid year model
    etwa ungefähr rund über fast seit jahr version environ presque depuis unos
    casi desde circa quasi dal cerca quase desde ongeveer bijna sinds
    """
)
_IN_YEAR = frozenset({"in", "of", "from", "to", "im", "en", "nel", "em", "von", "bis"})
_NUMBERED = frozenset({"flight", "room", "suite", "gate", "apartment", "channel"})
_IS = frozenset({"is", "was", "number", "no"})
_YEAR = re.compile(r"1\d{3}|20\d\d")
#: So many groups of capitals may follow each other in a code.
_MOST_CAPITALS = 5
_PLUS = frozenset({"plus", "più", "más", "mais"})


_LETTERS = string.ascii_letters


@dataclass(frozen=True, slots=True)
class Code:
    """`text` in capitals without what parts it, as it stands in the words first to end.

    `groups` are its parts as they were said; `plus` says that a plus begins it, `quantity`
    that it is written, or counted, as a quantity, `cardinal` that it was said as one number
    with hundreds or thousands; `spans` tells which words each character stands for.
    """

    text: str
    first: int
    end: int
    groups: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    plus: bool = False
    quantity: bool = False
    cardinal: bool = False

    @property
    def digits(self) -> str:
        return "".join(char for char in self.text if char.isdecimal())

    def words(self, begin: int, end: int) -> tuple[int, int]:
        return self.spans[begin][0], self.spans[end - 1][1]

    def bare(self) -> Code | None:
        """Its figures without letters beside them, which may be misheard words.

        None if there are no such letters, or letters within.
        """
        begin = len(self.text) - len(self.text.lstrip(_LETTERS))
        end = len(self.text.rstrip(_LETTERS))
        figures = self.text[begin:end]
        if figures == self.text or not figures.isdecimal():
            return None
        first, last = self.words(begin, end)
        groups = tuple(filter(None, (g.strip(_LETTERS) for g in self.groups)))
        return replace(
            self,
            text=figures,
            first=first,
            end=last,
            groups=groups,
            spans=self.spans[begin:end],
        )


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    piece: Piece
    plus: bool = False
    #: How many words before the piece say "plus".
    plus_word: int = 0


def codes_of(pieces: Sequence[Piece]) -> list[Code]:
    """In their order."""
    codes: list[Code] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.number and _QUANTITY.fullmatch(piece.core) and not _dotted(piece):
            codes.append(_code([_Part(piece.core, piece)], quantity=True))
            index += 1
            continue
        parts, index = _parts(pieces, index)
        if any(char.isdecimal() for part in parts for char in part.text) or (
            len(parts) > 1 and parts[0].piece.letter
        ):
            counted = len(parts) == 1 and _counted(pieces, index - 1, index)
            codes.append(_code(parts, counted))
    return codes


def _counted(pieces: Sequence[Piece], at: int, after: int) -> bool:
    """Whether the number at a piece counts something, or is one in a row of such."""
    piece = pieces[at]
    if piece.cardinal and piece.core[-2:] == "00":
        return True
    behind = pieces[after].core if after < len(pieces) and not piece.tail else ""
    before = pieces[at - 1].core if at else ""
    earlier = pieces[at - 2].core if at > 1 else ""
    if earlier in _NUMBERED and (before in _IS or _is_capitals(pieces[at - 1])):
        return True
    if before in _IN_YEAR and _YEAR.fullmatch(piece.core):
        return True
    plural = len(behind) > 3 and behind.endswith("s") and behind not in _NO_PLURALS
    counts = plural or behind in _COUNTED or before in _COUNTING
    return counts and len(piece.core) <= 6


_NO_PLURALS = frozenset({"thanks", "this", "please", "does", "goes", "says", "as"})


def _parts(pieces: Sequence[Piece], begin: int) -> tuple[list[_Part], int]:
    """The parts of a code that begins at a piece, and the piece behind it."""
    parts: list[_Part] = []
    index = after = begin
    while index < len(pieces):
        part = _part(pieces, index, bool(parts))
        if part is None:
            break
        parts.append(part)
        after = index + 1
        if "%" in part.piece.tail:
            break
        index = after
        if index < len(pieces) and _part(pieces, index, True) is None:
            index = behind_interlude(pieces, after)
    return parts, max(after, begin + 1)


def _part(pieces: Sequence[Piece], index: int, inside: bool) -> _Part | None:
    piece = pieces[index]
    core = piece.core.lstrip("+#")
    plus = piece.core.startswith("+") or (index > 0 and pieces[index - 1].core in _PLUS)
    if piece.letter:
        return _Part(core.upper(), piece)
    if _DIGITS.fullmatch(core):
        said = (
            piece.first - pieces[index - 1].first if plus and core == piece.core else 0
        )
        return _Part(re.sub(r"\D", "", core), piece, plus, said)
    if _dotted(piece):
        return _Part(re.sub(r"\D", "", core), piece, plus)
    inside = inside or (piece.text[-1:].isupper() and _goes_on(pieces, index))
    if _MIXED.fullmatch(core) and not (_UNITS if not inside else _CLOCK).fullmatch(
        core
    ):
        return _Part(re.sub(r"[-/]", "", core).upper(), piece)
    if _capitals(pieces, index):
        return _Part(core.replace("-", "").upper(), piece)
    return None


def _goes_on(pieces: Sequence[Piece], index: int) -> bool:
    following = pieces[index + 1].core if index + 1 < len(pieces) else ""
    return not pieces[index].tail and _DIGITS.fullmatch(following) is not None


def _dotted(piece: Piece) -> bool:
    """Whether dots part the groups of a telephone number."""
    digits = sum(map(str.isdecimal, piece.core))
    if digits < 8 or piece.core.count(".") == 3:
        return False
    return _DOTTED.fullmatch(piece.core) is not None


def _capitals(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a few capitals stand beside figures: "AB 12 34 56 C"."""
    if not _is_capitals(pieces[index]):
        return False
    after, before = index, index
    for _ in range(_MOST_CAPITALS):
        after = behind_interlude(pieces, after + 1)
        if after >= len(pieces) or not _is_capitals(pieces[after]):
            break
    for _ in range(_MOST_CAPITALS):
        before = before_interlude(pieces, before - 1)
        if before < 0 or not _is_capitals(pieces[before]):
            break
    beside = [
        at for at in (before, after) if 0 <= at < len(pieces) and _figures(pieces[at])
    ]
    alone = pieces[index].core in {"a", "i"}
    return len(beside) > alone


def _is_capitals(piece: Piece) -> bool:
    text = piece.text.strip(".,-;:!?").replace("-", "")
    if not (text.isascii() and text.isalpha() and text.isupper() and len(text) <= 6):
        return False
    return len(text) == 1 or piece.core not in _BESIDE


def _figures(piece: Piece) -> bool:
    core = piece.core
    return any(map(str.isdecimal, core)) and not _QUANTITY.fullmatch(core)


def _code(parts: Sequence[_Part], quantity: bool = False) -> Code:
    spans = tuple(
        (part.piece.first, part.piece.end) for part in parts for _ in part.text
    )
    return Code(
        "".join(part.text for part in parts),
        parts[0].piece.first - parts[0].plus_word,
        parts[-1].piece.end,
        tuple(part.text for part in parts),
        spans,
        parts[0].plus,
        quantity or "%" in parts[-1].piece.tail,
        all(part.piece.cardinal for part in parts),
    )
