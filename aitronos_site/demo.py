"""A demo organization, so that a first run has someone to sign in and something to see."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from billing import ledger
from billing.models import Kind, Transaction
from organizations import keys, members
from organizations.access import Caller
from organizations.models import Organization, User
from transcriptions import submission, uploads
from transcriptions.intake import Order
from transcriptions.models import Transcription

EMAIL = "demo@example.com"
ORGANIZATION = "Demo organization"
SYNAPSES = 10_000
KEY_LIFETIME = timedelta(days=30)
#: What the sample shows; entities would need libraries that take long to load.
OPTIONS = {
    "speaker_analysis": {"diarization_enabled": True},
    "intelligence_features": {
        "sentiment_analysis_enabled": True,
        "auto_highlights_enabled": True,
        "summarization_enabled": True,
    },
}
DIALOGUE = Path(__file__).parent / "demo_audio" / "dialogue.mp3"


@dataclass(frozen=True)
class Demo:
    organization_id: str
    email: str
    password: str
    api_key: str


@transaction.atomic
def seed() -> Demo:
    """Make what is missing, give the synapses once, and issue a fresh API key."""
    user, _ = User.objects.get_or_create(email=EMAIL)
    if not user.check_password(password()):
        user.set_password(password())
        user.save(update_fields=["password"])
    organization = _organization(user)
    given = Transaction.objects.filter(organization=organization, kind=Kind.TOP_UP)
    if not given.exists():
        ledger.top_up(organization, SYNAPSES, cause=ledger.Cause("Demo"))
    _, secret = keys.issue(
        organization,
        name="Demo",
        created_by=user,
        expires_at=timezone.now() + KEY_LIFETIME,
    )
    return Demo(organization.public_id, EMAIL, password(), secret)


def submit_dialogue() -> None:
    """Submit the spoken sample, unless the demo organization has had a job."""
    user = User.objects.get(email=EMAIL)
    organization = _organization(user)
    if Transcription.objects.filter(organization=organization).exists():
        return
    upload = uploads.store_local(
        organization, DIALOGUE, filename="A call about a meeting.mp3", created_by=user
    )
    origin = "http://localhost"
    submission.submit(
        Order(
            organization=organization,
            caller=Caller(user=user),
            audio_url=uploads.address(upload, origin),
            own_origin=origin,
            language="en",
            options=OPTIONS,
        )
    )


def password() -> str:
    """The same at every call of one installation, and unknown to the others."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"demo password", hashlib.sha256)
    return "demo-" + digest.hex()[:12]


def _organization(user: User) -> Organization:
    membership = user.memberships.select_related("organization").first()
    if membership is not None:
        return membership.organization
    return members.found(ORGANIZATION, user)
