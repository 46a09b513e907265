"""Addresses of redacted audio that serve without credentials, for a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from organizations.errors import ResourceNotFound
from transcriptions.models import Transcription

SALT = "transcriptions.audio_links"


def sign(job: Transcription) -> tuple[str, datetime]:
    """The last part of the address, and when it ends to serve."""
    expires_at = timezone.now() + timedelta(seconds=settings.REDACTED_AUDIO_LINK_S)
    return _signer().sign(job.public_id), expires_at


def job_of(token: str) -> Transcription:
    """Raises ResourceNotFound for what is forged or expired, or of a job that is gone."""
    try:
        public_id = _signer().unsign(token, max_age=settings.REDACTED_AUDIO_LINK_S)
        return Transcription.objects.get(public_id=public_id)
    except (BadSignature, Transcription.DoesNotExist):
        raise ResourceNotFound from None


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)
