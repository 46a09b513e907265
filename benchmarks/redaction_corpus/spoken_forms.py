"""Turns what is written with digits and signs into how people say it."""

from __future__ import annotations

import re
from itertools import groupby
from random import Random

from .listing import listed

ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = listed("_ ten twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
NATO = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        listed(
            "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike "
            "november oscar papa quebec romeo sierra tango uniform victor whiskey x-ray "
            "yankee zulu"
        ),
        strict=True,
    )
)
_SIGNS = {
    ".": "dot", "@": "at", "_": "underscore", "-": "dash", "/": "slash", ":": "colon",
    "!": "exclamation mark", "#": "hash", "$": "dollar sign", "+": "plus",
    "&": "ampersand", "?": "question mark", "*": "star", "=": "equals", "~": "tilde",
}  # fmt: skip


def cardinal(number: int, *, british: bool = False) -> str:
    """A number below a billion in words."""
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            head = f"{cardinal(number // size, british=british)} {name}"
            small = " and" if british and 0 < rest < 100 else ""
            return head + (f"{small} {cardinal(rest, british=british)}" if rest else "")
    if number >= 100:
        rest = number % 100
        joint = " and " if british else " "
        return f"{ONES[number // 100]} hundred" + (
            joint + cardinal(rest) if rest else ""
        )
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def ordinal(number: int) -> str:
    head, _, last = cardinal(number).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}".strip()


def year(number: int, pick: Random) -> str:
    if 2000 <= number < 2010:
        low = ONES[number % 100] if number % 100 else ""
        joints = ["two thousand", "two thousand and"] if low else ["two thousand"]
        return f"{pick.choice(joints)} {low}".strip()
    head, low = divmod(number, 100)
    if low == 0:
        return f"{cardinal(head)} hundred"
    return f"{cardinal(head)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def digits(text: str, pick: Random, *, zero: str | None = None) -> str:
    """Digit by digit, with runs sometimes as "double five"."""
    zero = zero or pick.choice(["oh", "zero"])
    doubling = pick.random() < 0.5
    said: list[str] = []
    for digit, run in groupby(text):
        word, count = zero if digit == "0" else ONES[int(digit)], len(list(run))
        if doubling and count in (2, 3):
            said.append(f"{('double', 'triple')[count - 2]} {word}")
        else:
            said.extend([word] * count)
    return " ".join(said)


def pairs(text: str, pick: Random) -> str:
    """Two digits at a time, as in "forty one, oh five"."""
    said = []
    for at in range(0, len(text), 2):
        pair = text[at : at + 2]
        small = len(pair) == 1 or pair.startswith("0")
        said.append(digits(pair, pick) if small else cardinal(int(pair)))
    return " ".join(said)


def group(text: str, pick: Random) -> str:
    """A group of a longer number: mostly digits, sometimes pairs or hundreds."""
    if len(text) == 3 and text[1:] == "00" and text[0] != "0":
        return pick.choice([f"{ONES[int(text[0])]} hundred", digits(text, pick)])
    if len(text) in (2, 4) and text[0] != "0" and pick.random() < 0.25:
        return pairs(text, pick)
    return digits(text, pick)


def groups(written: str, pick: Random) -> tuple[str, ...]:
    """Each group of digits and letters of a number as it is said; a "plus" gives nothing away."""
    said = []
    for plus, part in re.findall(r"(\+?)([A-Za-z0-9]+)", written):
        spoken = group(part, pick) if part.isdigit() else spell(part, pick)
        said.append(f"<plus> {spoken}" if plus else spoken)
    return tuple(said)


def spell(text: str, pick: Random) -> str:
    """Letters one by one, sometimes by the spelling alphabet, digits as digits."""
    naming = pick.choices(["letter", "nato", "as in"], [6, 2, 1])[0]
    return " ".join(
        digits(part, pick) if part.isdigit() else _letters(part, naming)
        for part in re.findall(r"\d+|[A-Za-z]+", text)
    )


def _letters(text: str, naming: str) -> str:
    if naming == "nato":
        return " ".join(NATO[letter] for letter in text.lower()).replace("-", " ")
    if naming == "as in":
        return " ".join(
            f"{letter} as in {NATO[letter]}" for letter in text.lower()
        ).replace("-", " ")
    return " ".join(text.lower())


def address(text: str, pick: Random) -> str:
    """An e-mail address, URL or name of an account, sign by sign."""
    said = []
    for part in re.findall(r"\d+|[A-Za-z]+|[^\w\s]|_", text):
        if part.isdigit():
            said.append(group(part, pick))
        elif part.isalpha():
            said.append(_syllables(part))
        else:
            said.append(_SIGNS[part])
    return " ".join(said)


def _syllables(part: str) -> str:
    """A word as a word; what can't be pronounced letter by letter."""
    if part in ("www", "http", "https", "html", "pdf") or not re.search(
        "[aeiouy]", part
    ):
        return " ".join(part)
    return part.lower() if part != "io" else "i o"


def password(text: str, pick: Random) -> str:
    """A password with its capitals: "capital b blue", or letter by letter."""
    said: list[str] = []
    for part in re.findall(r"\d+|[A-Z]?[a-z]+|[A-Z]+|[^\w\s]|_", text):
        if part.isdigit():
            said.append(digits(part, pick))
        elif part[0].isupper():
            said.append(f"capital {part.lower()}")
        elif part.isalpha():
            said.append(part if len(part) > 3 else " ".join(part))
        else:
            said.append(_SIGNS[part])
    return " ".join(said)


def ip(text: str, pick: Random) -> str:
    """An IPv4 address, its parts as numbers or as digits."""
    parts = []
    for part in text.split("."):
        number = int(part)
        if number > 99 and pick.random() < 0.5:
            low = part[1:]
            tail = digits(low, pick) if low[0] == "0" else cardinal(int(low))
            parts.append(f"{ONES[int(part[0])]} {tail}")
        elif pick.random() < 0.5:
            parts.append(cardinal(number))
        else:
            parts.append(digits(part, pick))
    return f" {pick.choice(['dot', 'dot', 'point'])} ".join(parts)


def money(amount: int, cents: int, unit: tuple[str, str], pick: Random) -> str:
    """An amount with its currency: `unit` names one whole and one hundredth of it."""
    whole, part = unit
    if 1000 < amount < 10_000 and amount % 1000 >= 100 and amount % 100 == 0:
        said = f"{cardinal(amount // 100)} hundred"
    else:
        said = cardinal(amount, british=pick.random() < 0.5)
    if not cents:
        return f"{said} {whole}"
    joint = pick.choice([" and ", " "])
    return f"{said} {whole}{joint}{cardinal(cents)}" + (
        f" {part}" if joint == " and " else ""
    )
