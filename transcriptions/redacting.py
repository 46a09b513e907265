"""The gate of a job, by its options: what is redacted of it, by which recognizers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.crypto import salted_hmac

from transcriptions.entities import recognition, registry
from transcriptions.entities.base import Entity, Recognizer
from transcriptions.entities.known_names import KnownNames
from transcriptions.options import (
    Options,
    redaction_policies,
    substitution,
    wants_redaction,
)
from transcriptions.pii_policies import POLICIES
from transcriptions.redaction.redactor import Find, Gate, OpenGate, Redactor, Terms
from transcriptions.transcript import Notice

PATTERNS_ONLY = Notice(
    "REDACTION_BY_PATTERNS_ONLY",
    "In this language only numbers, addresses and the like are recognized as personal "
    "data: names and other words may have been left in.",
)


def gate(options: Options, job_id: str) -> Gate:
    """A new one, for one run of a job."""
    if not wants_redaction(options):
        return OpenGate()
    policies = tuple(redaction_policies(options) or sorted(POLICIES))
    terms = Terms(policies, substitution(options))
    names = KnownNames(_key(job_id))
    return Redactor(_finder(policies, names), terms, _notice_of, names)


def _key(job_id: str) -> bytes:
    """Of the digests of a job's names, which stand in the database while it runs."""
    return salted_hmac(__name__, job_id, algorithm="sha256").digest()


def _finder(policies: Sequence[str], names: KnownNames) -> Find:
    """Who was named in a window is known in the later ones."""

    def find(words: Sequence[str], language: str) -> Iterable[Entity]:
        return recognition.recognize(
            words, language, policies, _recognizers(), names=names
        )

    return find


def _notice_of(language: str) -> Notice | None:
    known = recognition.served(language, _recognizers())
    return None if known else PATTERNS_ONLY


def _recognizers() -> tuple[Recognizer, ...]:
    return registry.recognizers(settings.SPACY_MODEL)
