"""The second factor of a person: an authenticator's codes, and back-up codes.

The sole user of django-otp's tables. A code is good once, and each wrong one makes the
device wait longer (django-otp's throttling), beside the limit on signing in.
"""

from __future__ import annotations

import secrets
from base64 import b32encode

import segno
from django.db import transaction
from django_otp import devices_for_user, match_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations import audit
from organizations.models import Organization, User
from organizations.models_audit import Action

BACKUP_CODES = 10


def is_on(user: User) -> bool:
    return any(devices_for_user(user))


def begin(user: User) -> TOTPDevice:
    """The device that is being set up; it counts from `confirm` on."""
    draft, _ = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "Authenticator"}
    )
    return draft


def picture(device: TOTPDevice) -> str:
    """What the authenticator scans, as the address of an image."""
    address: str = segno.make(device.config_url).svg_data_uri(scale=5)
    return address


def secret(device: TOTPDevice) -> str:
    """What is typed where nothing can be scanned, in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@transaction.atomic
def confirm(user: User, code: str) -> tuple[Device, list[str]] | None:
    """Turn the second factor on; return its device and the back-up codes.

    None if it is on already, or if the code is not of the device that `begin` made.
    """
    User.objects.select_for_update().get(pk=user.pk)
    draft = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    if draft is None or is_on(user) or not draft.verify_token(code):
        return None
    draft.confirmed = True
    draft.save(update_fields=["confirmed"])
    codes = [secrets.token_hex(5) for _ in range(BACKUP_CODES)]
    backup = StaticDevice.objects.create(user=user, name="Back-up codes")
    StaticToken.objects.bulk_create(
        StaticToken(device=backup, token=code) for code in codes
    )
    _note(user, "on")
    return draft, codes


def verify(user: User, code: str) -> Device | None:
    """The device whose code it is, which is used up by that."""
    found: Device | None = match_token(user, code)
    return found


@transaction.atomic
def turn_off(user: User, code: str) -> bool:
    """False, and nothing is changed, for a wrong code."""
    if verify(user, code) is None:
        return False
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _note(user, "off")
    return True


def _note(user: User, state: str) -> None:
    mine: list[Organization | None] = [*user.organizations.all()]
    for organization in mine or [None]:
        audit.record(
            Action.SECOND_FACTOR_CHANGED,
            organization=organization,
            actor=user,
            target=user,
            state=state,
        )
