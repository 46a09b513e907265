"""Why a job could not be done: what the customer is told, and whether to try again."""

from __future__ import annotations

from dataclasses import dataclass

from aitronos_site.lib import safe_http
from aitronos_site.lib.errors import DomainError
from transcriptions.audio import source
from transcriptions.engines.base import EngineError
from transcriptions.redaction.redactor import RedactionFailed


@dataclass(frozen=True)
class Failure:
    """`may_pass`: a later try may succeed. `is_ours`: the engineers should look."""

    code: str
    message: str
    may_pass: bool = False
    is_ours: bool = False


def failure_of(error: Exception) -> Failure:
    if isinstance(error, safe_http.BodyTooLarge):
        return Failure("UNSUPPORTED_AUDIO", source.too_large(error).message)
    if isinstance(error, safe_http.FetchError):
        may_pass = _is_the_networks_trouble(error)
        return Failure("INVALID_AUDIO_URL", source.reason(error), may_pass)
    if isinstance(error, RedactionFailed):
        return Failure(error.code, error.message, is_ours=True)
    if isinstance(error, EngineError):
        return Failure(error.code, error.message, not error.permanent, is_ours=True)
    if isinstance(error, DomainError):
        return Failure(error.code, error.message)
    message = "An internal error occurred."
    return Failure("INTERNAL_ERROR", message, may_pass=True, is_ours=True)


def _is_the_networks_trouble(error: safe_http.FetchError) -> bool:
    """Whether the same URL may be read later; what is refused by rule stays refused."""
    if isinstance(error, safe_http.FetchRefused):
        return False
    status = getattr(error, "status", None)
    return status is None or status >= 500 or status in (408, 429)
