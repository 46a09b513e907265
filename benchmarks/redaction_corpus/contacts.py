"""Ways to reach somebody: telephone, e-mail, pages, addresses in networks, log-ins."""

from __future__ import annotations

import re
from random import Random

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from . import spoken_forms
from .identifiers import DIGITS, LETTERS, some
from .listing import listed
from .names import FAMILY, GIVEN
from .values import Value

REGIONS = ["US", "US", "US", "GB", "GB", "DE", "FR", "CH", "IN", "AU", "IE", "ES", "ZA"]
_AREAS = ["212", "415", "312", "617", "702", "206", "305", "512", "404", "646"]
DOMAINS = [
    "gmail.com", "yahoo.com", "outlook.com", "hotmail.co.uk", "icloud.com", "web.de",
    "proton.me", "example.com", "acme-group.org", "riverside.edu", "nordwind.net",
    "bluewin.ch", "maplehealth.org",
]  # fmt: skip
_NOUNS = listed("river tiger maple copper falcon harbor summer cookie violet rocket")


def phone(pick: Random, region: str) -> PhoneNumber:
    """A number that the numbering plan of the region knows as valid."""
    kind = pick.choice([PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE])
    example = phonenumbers.example_number_for_type(region, kind)
    while True:
        text = str(example.national_number)
        head = pick.choice(_AREAS) if region == "US" else text[:-6]
        kept = len(text) - len(head)
        body = str(pick.randint(2, 9)) + some(kept - 1, pick)
        number = PhoneNumber(example.country_code, int(head + body))
        if phonenumbers.is_valid_number(number):
            return number


def phone_number(pick: Random) -> Value:
    region = pick.choice(REGIONS)
    international = region != "US" and pick.random() < 0.4
    style = (
        PhoneNumberFormat.INTERNATIONAL if international else PhoneNumberFormat.NATIONAL
    )
    text = phonenumbers.format_number(phone(pick, region), style)
    if region == "US" and pick.random() < 0.6:
        text = re.sub(r"\((\d+)\) ", pick.choice([r"\1-", r"\1 "]), text)
    parts = tuple(re.findall(r"\+?\d+", text))
    return Value(text, spoken_forms.groups(text, pick), parts)


def _local(pick: Random) -> str:
    given, family = (_ascii(pick.choice(names)) for names in (GIVEN, FAMILY))
    number = some(pick.choice([2, 2, 4]), pick, "123456789")
    return pick.choice([
        f"{given}.{family}", f"{given}_{family}", f"{given[0]}{family}",
        f"{given}{number}", f"{given[0]}.{family}{number}", f"{pick.choice(_NOUNS)}.{given}",
    ])  # fmt: skip


def _ascii(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def email_address(pick: Random) -> Value:
    local, domain = _local(pick), pick.choice(DOMAINS)
    said = spoken_forms.address(local, pick)
    if re.fullmatch(r"[a-z]\w+", local) and pick.random() < 0.2:
        said = spoken_forms.spell(local.replace("_", ""), pick)
        local = local.replace("_", "")
    if local[1:].isalpha() and local[1:] in map(_ascii, FAMILY):
        said = f"{local[0]} {local[1:]}"
    return Value(f"{local}@{domain}", (said, "at", spoken_forms.address(domain, pick)))


def url(pick: Random) -> Value:
    host = f"{pick.choice(_NOUNS)}{pick.choice(['', 'shop', '-care', 'bank'])}"
    path = pick.choice(["", "", "/help", "/reset", "/invoices/2291", "/my-account"])
    lead = pick.choice(["www.", "", "https://"])
    ending = pick.choice(["com", "org", "net", "co.uk", "io"])
    text = f"{lead}{host}.{ending}{path}"
    said = spoken_forms.address(text, pick).replace("slash slash", "slash slash")
    return Value(text, tuple(said.split()))


def ip_address(pick: Random) -> Value:
    first = pick.choice([10, 172, 192, 81, 203, 46])
    rest = [pick.randint(0, 255) for _ in range(3)]
    text = ".".join(map(str, [first, *rest]))
    return Value(text, tuple(spoken_forms.ip(text, pick).split(" ")))


def username(pick: Random) -> Value:
    text = pick.choice([
        _local(pick).replace(".", "_"),
        f"{pick.choice(_NOUNS)}_{pick.choice(_NOUNS)}",
        f"{pick.choice(_NOUNS)}{some(2, pick, DIGITS[1:])}",
        f"{pick.choice(_NOUNS)}-{pick.choice(_NOUNS)}{some(1, pick, DIGITS[1:])}",
    ])  # fmt: skip
    return Value(text, (spoken_forms.address(text, pick),))


def password(pick: Random) -> Value:
    first, second = (pick.choice(_NOUNS).capitalize() for _ in range(2))
    number = some(pick.choice([2, 4]), pick)
    text = pick.choice([
        f"{first}{number}!", f"{first}{second}{number}", f"{first.lower()}-{number}",
        f"{some(3, pick, LETTERS.lower())}{number}{some(2, pick, LETTERS.lower())}",
        f"{first}#{number}", f"{first.lower()}{second.lower()}",
    ])  # fmt: skip
    return Value(text, (spoken_forms.password(text, pick),))
