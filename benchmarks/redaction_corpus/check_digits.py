"""The check digits that real numbers carry."""

from __future__ import annotations

_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_LETTERS = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True)
)


def luhn(digits: str) -> int:
    """The digit to put after `digits`."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def iban(country: str, account: str) -> str:
    """The two check digits of an IBAN."""
    return f"{98 - _number(account + country + '00') % 97:02d}"


def iban_is_valid(text: str) -> bool:
    return _number(text[4:] + text[:4]) % 97 == 1


def _number(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text))


def vin(text: str) -> str:
    """What belongs in the ninth place of a vehicle identification number."""
    values = (int(_VIN_LETTERS.get(c, c)) for c in text)
    left = sum(v * w for v, w in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return "X" if left == 10 else str(left)


def routing(digits: str) -> int:
    """The ninth digit of an American bank's routing number."""
    return -sum(int(d) * (3, 7, 1)[i % 3] for i, d in enumerate(digits)) % 10


def nhs(digits: str) -> int | None:
    """The tenth digit of a British health number; None where there is none."""
    check = -sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
    return None if check == 10 else check
