"""Dates, times and amounts: what is measured or counted."""

from __future__ import annotations

from random import Random

from . import spoken_forms as said
from .listing import listed
from .values import Value

MONTHS = listed(
    "January February March April May June July August September October November "
    "December"
)
_UNITS = {
    "$": ("dollars", "cents"),
    "£": ("pounds", "pence"),
    "€": ("euros", "cents"),
}


def _day(pick: Random, first: int, last: int) -> Value:
    """A day of a year from `first` to `last`, in one of the ways to write and say it."""
    day, month, year = (
        pick.randint(1, 28),
        pick.randint(1, 12),
        pick.randint(first, last),
    )
    name, spoken_year = MONTHS[month - 1], said.year(year, pick)
    low = name.lower()
    shapes = [
        (f"{name} {day}, {year}", (f"{low} {said.ordinal(day)}", spoken_year)),
        (f"{day} {name} {year}", (f"<the> {said.ordinal(day)} of {low}", spoken_year)),
        (f"{name} {_nth(day)}, {year}", (f"{low} {said.cardinal(day)}", spoken_year)),
        (
            f"{month:02d}/{day:02d}/{year}",
            (said.cardinal(month), said.cardinal(day), spoken_year),
        ),
        (
            f"{month}/{day}/{year % 100:02d}",
            (
                said.cardinal(month),
                said.cardinal(day),
                said.pairs(f"{year % 100:02d}", pick),
            ),
        ),
    ]
    written, spoken = pick.choice(shapes)
    return Value(written, spoken)


def _nth(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 10 < day < 14 else endings.get(day % 10, 'th')}"


def date_of_birth(pick: Random) -> Value:
    return _day(pick, 1935, 2015)


def date(pick: Random) -> Value:
    if pick.random() < 0.6:
        return _day(pick, 2016, 2027)
    day, name = pick.randint(1, 28), pick.choice(MONTHS)
    if pick.random() < 0.5:
        return Value(f"{name} {_nth(day)}", (f"{name.lower()} {said.ordinal(day)}",))
    return Value(
        f"<the> {_nth(day)} of {name}",
        (f"<the> {said.ordinal(day)} of {name.lower()}",),
    )


def date_interval(pick: Random) -> Value:
    first, last = sorted(pick.sample(range(12), 2))
    low, high = pick.randint(1, 14), pick.randint(15, 28)
    name, year = MONTHS[first], pick.randint(1991, 2020)
    later = year + pick.randint(1, 6)
    written, spoken = pick.choice([
        (f"<from> {name} to {MONTHS[last]}", f"<from> {name} to {MONTHS[last]}"),
        (
            f"<from> {name} {_nth(low)} to {name} {_nth(high)}",
            f"<from> {name} {said.ordinal(low)} to {name} {said.ordinal(high)}",
        ),
        (
            f"<between> {year} and {later}",
            f"<between> {said.year(year, pick)} and {said.year(later, pick)}",
        ),
    ])  # fmt: skip
    return Value(written, (spoken.lower(),))


def time(pick: Random) -> Value:
    hour, minute = pick.randint(1, 12), pick.choice([0, 5, 15, 20, 30, 45, 50])
    half = pick.choice(["a.m.", "p.m."])
    low = {0: "", 5: " oh five"}.get(minute, f" {said.cardinal(minute)}")
    clock = f"{said.cardinal(hour)}{low}"
    if pick.random() < 0.2:
        return Value(
            f"half past {said.cardinal(hour)}", (f"half past {said.cardinal(hour)}",)
        )
    if minute == 0 and pick.random() < 0.4:
        return Value(f"{hour} o'clock", (f"{clock} o'clock",))
    written = f"{hour} {half}" if minute == 0 else f"{hour}:{minute:02d} {half}"
    return Value(written, (f"{clock} {half.replace('.', ' ').strip()}",))


def duration(pick: Random) -> Value:
    count, unit = (
        pick.randint(2, 24),
        pick.choice(["days", "weeks", "months", "years", "hours"]),
    )
    return Value(f"{count} {unit}", (f"{said.cardinal(count)} {unit}",))


def money_amount(pick: Random) -> Value:
    sign = pick.choice("$$£€")
    amount = pick.choice([
        pick.randint(3, 99), pick.randint(100, 999), pick.randint(10, 99) * 100,
        pick.randint(1000, 99_999), pick.randint(2, 900) * 1000,
    ])  # fmt: skip
    cents = pick.choice([0, 0, 50, 99, pick.randint(11, 98)]) if amount < 1000 else 0
    tail = f".{cents:02d}" if cents else ""
    spoken = said.money(amount, cents, _UNITS[sign], pick)
    if pick.random() < 0.25 and not cents:
        return Value(f"{amount:,} {_UNITS[sign][0]}", (spoken,))
    return Value(f"{sign}{amount:,}{tail}", (spoken,))


def person_age(pick: Random) -> Value:
    age = pick.randint(3, 97)
    return Value(str(age), (said.cardinal(age),))


def statistics(pick: Random) -> Value:
    whole, tenth = pick.randint(2, 98), pick.randint(1, 9)
    if pick.random() < 0.5:
        return Value(f"{whole}%", (f"{said.cardinal(whole)} percent",))
    spoken = f"{said.cardinal(whole)} point {said.cardinal(tenth)} percent"
    return Value(f"{whole}.{tenth}%", (spoken,))
