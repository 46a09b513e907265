"""What can be wrong with a transcription, before and after it is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from aitronos_site.lib.errors import DomainError


class InvalidAudioUrl(DomainError):
    """The provided audio URL is invalid or inaccessible."""

    code = "INVALID_AUDIO_URL"

    def __init__(self, audio_url: str, reason: str) -> None:
        super().__init__(
            system_message="Audio URL validation failed",
            details={"audio_url": audio_url, "reason": reason},
        )


class AudioTooLarge(DomainError):
    """The audio is larger or longer than is accepted."""

    code = "UNSUPPORTED_AUDIO"


class PayloadTooLarge(DomainError):
    """The uploaded file is larger than is accepted."""

    code = "PAYLOAD_TOO_LARGE"


class InvalidField(DomainError):
    """The request has a field that is not valid."""

    code = "VALIDATION_ERROR"

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        names = ", ".join(fields)
        super().__init__(
            system_message=f"Invalid: {names}", details={"fields": dict(fields)}
        )


class InvalidTransition(DomainError):
    """The transcription's status does not allow this."""

    code = "INVALID_STATE"


class LeaseLost(DomainError):
    """Another worker holds this job, or it has ended."""

    code = "LEASE_LOST"


class WebhookErased(DomainError):
    """The transcription was deleted, and what its webhooks said with it."""

    code = "INVALID_STATE"


class TranscriptionNotReady(DomainError):
    """The transcription is not completed yet."""

    code = "TRANSCRIPTION_NOT_READY"
    # The published SDK retries a 409; unasked, it waits for its whole rate limit.
    headers: ClassVar[dict[str, str]] = {"Retry-After": "2"}


class TranscriptionFailed(DomainError):
    """The transcription failed or was cancelled; it has no result."""

    code = "TRANSCRIPTION_FAILED"


class UnsupportedFormat(DomainError):
    """The transcript is not available in this format."""

    code = "UNSUPPORTED_FORMAT"


class IdempotencyConflict(DomainError):
    """A request with this Idempotency-Key is still being worked on. Try again."""

    code = "IDEMPOTENCY_CONFLICT"
    headers: ClassVar[dict[str, str]] = {"Retry-After": "2"}


class IdempotencyKeyReused(DomainError):
    """This Idempotency-Key was sent before, with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"
