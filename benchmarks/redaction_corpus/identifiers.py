"""Numbers that name a person, an account or a car, valid where they carry a check."""

from __future__ import annotations

from random import Random

from . import check_digits, spoken_forms
from .amounts import MONTHS
from .values import Value, grouped

DIGITS = "0123456789"
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_CARDS = {
    "4": 16,
    "51": 16,
    "53": 16,
    "55": 16,
    "2221": 16,
    "34": 15,
    "37": 15,
    "6011": 16,
}
_IBANS = {"DE": "18", "GB": "A4 14", "CH": "17", "NL": "A4 10", "AT": "16", "BE": "12"}


def some(count: int, pick: Random, alphabet: str = DIGITS) -> str:
    return "".join(pick.choice(alphabet) for _ in range(count))


def _number(groups: list[str], joint: str, pick: Random) -> Value:
    """Groups of digits; all said with one manner of "zero"."""
    return grouped(groups, tuple(spoken_forms.group(g, pick) for g in groups), joint)


def credit_card_number(pick: Random) -> Value:
    prefix = pick.choice(list(_CARDS))
    body = prefix + some(_CARDS[prefix] - len(prefix) - 1, pick)
    number = body + str(check_digits.luhn(body))
    sizes = (4, 6, 5) if len(number) == 15 else (4, 4, 4, 4)
    return _number(_cut(number, sizes), pick.choice([" ", " ", "-", ""]), pick)


def _cut(text: str, sizes: tuple[int, ...]) -> list[str]:
    ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
    return [text[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def credit_card_cvv(pick: Random) -> Value:
    code = some(pick.choice([3, 3, 3, 4]), pick)
    return Value(code, tuple(spoken_forms.digits(code, pick).split()))


def credit_card_expiration(pick: Random) -> Value:
    month, year = pick.randint(1, 12), pick.randint(27, 33)
    later = spoken_forms.cardinal(year)
    if pick.random() < 0.3:
        name = MONTHS[month - 1]
        return Value(f"{name} 20{year}", (name.lower(), f"twenty {later}"))
    small = f"{pick.choice(['oh', 'zero'])} " if month < 10 else ""
    number = f"{small}{spoken_forms.cardinal(month)}"
    joint = pick.choice(["", " slash"])
    return Value(f"{month:02d}/{year}", (f"{number}{joint}", later))


def us_social_security_number(pick: Random) -> Value:
    area = pick.choice([n for n in range(1, 900) if n != 666])
    groups = [
        f"{area:03d}",
        f"{pick.randint(1, 99):02d}",
        f"{pick.randint(1, 9999):04d}",
    ]
    return _number(groups, pick.choice(["-", "-", " ", ""]), pick)


def banking_information(pick: Random) -> Value:
    return pick.choice([_iban, _iban, _routing, _bank_account, _sort_code])(pick)


def _iban(pick: Random) -> Value:
    country = pick.choice(list(_IBANS))
    account = "".join(
        some(int(part[1:]), pick, LETTERS) if part[0] == "A" else some(int(part), pick)
        for part in _IBANS[country].split()
    )
    text = country + check_digits.iban(country, account) + account
    groups = [text[at : at + 4] for at in range(0, len(text), 4)]
    spoken = tuple(
        " ".join(spoken_forms.spell(group, pick).split()) for group in groups
    )
    return grouped(groups, spoken, pick.choice([" ", " ", ""]))


def _routing(pick: Random) -> Value:
    body = f"0{pick.randint(1, 9)}{some(6, pick)}"
    return _number(_cut(body + str(check_digits.routing(body)), (3, 3, 3)), "", pick)


def _bank_account(pick: Random) -> Value:
    number = str(pick.randint(1, 9)) + some(pick.choice([7, 9]), pick)
    sizes = (4, 4) if len(number) == 8 else (3, 3, 4)
    return _number(_cut(number, sizes), "", pick)


def _sort_code(pick: Random) -> Value:
    return _number([some(2, pick) for _ in range(3)], "-", pick)


def account_number(pick: Random) -> Value:
    if pick.random() < 0.4:
        return _number(
            [some(4, pick), some(4, pick)], pick.choice(["-", " ", ""]), pick
        )
    groups = [some(2, pick, LETTERS), some(4, pick), some(pick.choice([3, 4]), pick)]
    return _mixed(groups, pick.choice(["-", ""]), pick)


def _mixed(groups: list[str], joint: str, pick: Random) -> Value:
    spoken = tuple(
        spoken_forms.group(g, pick) if g.isdigit() else spoken_forms.spell(g, pick)
        for g in groups
    )
    return grouped(groups, spoken, joint)


def number_sequence(pick: Random) -> Value:
    groups = [some(pick.choice([3, 4]), pick) for _ in range(pick.choice([2, 2, 3]))]
    if pick.random() < 0.3:
        groups.insert(0, some(1, pick, LETTERS))
    return _mixed(groups, "", pick)


def passport_number(pick: Random) -> Value:
    if pick.random() < 0.4:
        return _number([some(3, pick) for _ in range(3)], "", pick)
    letters = some(pick.choice([1, 2]), pick, LETTERS)
    return _mixed([letters, some(3, pick), some(4, pick)], "", pick)


def drivers_license(pick: Random) -> Value:
    kind = pick.randrange(3)
    if kind == 0:
        return _mixed([some(1, pick, LETTERS), some(3, pick), some(4, pick)], "", pick)
    if kind == 1:
        groups = [some(1, pick, LETTERS) + some(3, pick), some(4, pick), some(4, pick)]
        return _mixed(groups, "-", pick)
    return _number([some(3, pick) for _ in range(3)], pick.choice([" ", ""]), pick)


def vehicle_id(pick: Random) -> Value:
    if pick.random() < 0.5:
        return _plate(pick)
    alphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    text = pick.choice(["1HG", "WVW", "JTD", "5YJ", "WBA"]) + some(5, pick, alphabet)
    text += "0" + some(2, pick, alphabet) + some(6, pick)
    text = text[:8] + check_digits.vin(text) + text[9:]
    return _mixed(_cut(text, (3, 5, 3, 6)), "", pick)


def _plate(pick: Random) -> Value:
    american = [str(pick.randint(1, 9)), some(3, pick, LETTERS), some(3, pick)]
    british = [some(2, pick, LETTERS) + some(2, pick), some(3, pick, LETTERS)]
    groups = pick.choice([american, british, [some(3, pick, LETTERS), some(4, pick)]])
    return _mixed(groups, {3: "", 2: " "}[len(groups)], pick)


def healthcare_number(pick: Random) -> Value:
    if pick.random() < 0.4:
        return _number(_cut(_nhs(pick), (3, 3, 4)), " ", pick)
    if pick.random() < 0.5:
        groups = [some(3, pick, LETTERS), some(3, pick), some(4, pick)]
        return _mixed(groups, pick.choice(["", "-"]), pick)
    letters = "ACDEFGHJKMNPQRTUVWXY"  # a Medicare beneficiary's identifier
    first = f"{pick.randint(1, 9)}{some(1, pick, letters)}{some(2, pick)}"
    second = f"{some(1, pick, letters)}{some(1, pick, letters)}{some(1, pick)}"
    third = f"{some(2, pick, letters)}{some(2, pick)}"
    return _mixed([first, second, third], "-", pick)


def _nhs(pick: Random) -> str:
    while True:
        body = str(pick.randint(4, 7)) + some(8, pick)
        check = check_digits.nhs(body)
        if check is not None:
            return body + str(check)
