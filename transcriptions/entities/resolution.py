"""Which of overlapping entities stand, so that no word belongs to two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transcriptions.entities.base import Entity

#: The more a type says, the earlier it stands; types that are not named stand between.
_SPECIFIC = (
    "email_address",
    "url",
    "filename",
    "credit_card_expiration",
    "credit_card_number",
    "us_social_security_number",
    "credit_card_cvv",
    "ip_address",
    "vehicle_id",
    "banking_information",
    "passport_number",
    "drivers_license",
    "healthcare_number",
    "date_of_birth",
    "phone_number",
    "account_number",
    "password",
    "username",
)
_GENERAL = ("statistics", "number_sequence")
_PLACES = {kind: place for place, kind in enumerate(_SPECIFIC)} | {
    kind: 1000 + place for place, kind in enumerate(_GENERAL)
}


def _strength(entity: Entity) -> tuple[float, int, int, int, str]:
    """Sorts the entity that stands before those that yield to it."""
    length = entity.end - entity.first
    place = _PLACES.get(entity.type, 500)
    return (-round(entity.score, 2), place, -length, entity.first, entity.type)


def resolve(entities: Iterable[Entity]) -> list[Entity]:
    """The entities that stand, by their place; always the same for the same entities.

    The surer one stands, of two equally sure ones the more specific, then the longer. Of
    one that yields, the words that nothing else covers stay: better too much is hidden
    than a part of a number is left.
    """
    standing: list[Entity] = []
    taken: set[int] = set()
    for entity in sorted(entities, key=_strength):
        words = range(entity.first, entity.end)
        for first, end in _free(words, taken):
            standing.append(Entity(entity.type, first, end, entity.score))
        taken.update(words)
    return sorted(standing, key=lambda entity: (entity.first, entity.end))


def _free(words: range, taken: set[int]) -> Sequence[tuple[int, int]]:
    """The runs of words that are not taken."""
    runs: list[tuple[int, int]] = []
    for index in words:
        if index in taken:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
