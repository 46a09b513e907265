"""Fills templates with values: the part of the corpus that a seed decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from . import amounts, contacts, identifiers, names
from .cases import Sentence
from .templates import COMBINED, TEMPLATES
from .values import Value
from .vocabulary import TERMS, term

Maker = Callable[[Random], Value]
_PLACES: dict[str, tuple[str, Maker]] = {
    "full_name": ("person_name", names.full_name),
    "surname": ("person_name", names.surname),
    "street_address": ("location", names.street_address),
    "location": ("location", names.place),
}
#: Sentences of a policy, and of one that is named by words of its own.
OFTEN, SELDOM = 18, 7
ROUNDS_COMBINED = 3
#: How numbers are said, in turn: at a stretch, with a filler, over two turns, over many.
#: All but the first name a method of `Value`.
MANNERS = ("plain", "plain", "hesitant", "plain", "interrupted", "plain", "dictated")
#: Long enough that people pause in them.
NUMBERS = frozenset(
    {
        "account_number", "banking_information", "credit_card_number",
        "drivers_license", "healthcare_number", "number_sequence", "passport_number",
        "phone_number", "us_social_security_number", "vehicle_id",
    }
)  # fmt: skip
#: Their words are listed, so that more sentences would only say the same again.
FEW = frozenset(TERMS) | {"date_interval", "duration", "statistics", "time"}


def maker(kind: str) -> tuple[str, Maker]:
    """The policy that a place in a template stands for, and what makes its values."""
    if kind in _PLACES:
        return _PLACES[kind]
    if kind in TERMS:
        return kind, lambda pick: term(kind, pick)
    for module in (identifiers, contacts, names, amounts):
        if hasattr(module, kind):
            return kind, getattr(module, kind)
    raise ValueError(f"nothing makes values of {kind!r}")


def fill(template: str, default: str, pick: Random, manner: str = "plain") -> str:
    """The template in the notation, its places filled; `{}` stands for `default`."""

    def value(match: re.Match[str]) -> str:
        policy, make = maker(match[1] or default)
        made = make(pick)
        if policy in NUMBERS and manner != "plain":
            return getattr(made, manner)(policy, pick)
        return made.marked(policy)

    return re.sub(r"\{([a-z_]*)\}", value, template)


def sentences(seed: int) -> Iterator[Sentence]:
    """The same ones for the same seed, each policy's apart from those of the others."""
    for policy, templates in TEMPLATES.items():
        pick = Random(f"{seed} {policy}")
        for number in range(SELDOM if policy in FEW else OFTEN):
            template = templates[number % len(templates)]
            yield Sentence(
                fill(template, policy, pick, MANNERS[number % len(MANNERS)]),
                "generated",
            )
    pick = Random(f"{seed} combined")
    for number in range(ROUNDS_COMBINED * len(COMBINED)):
        template = COMBINED[number % len(COMBINED)]
        yield Sentence(
            fill(template, "", pick, MANNERS[number % len(MANNERS)]), "generated"
        )
