"""The gate of a job, by its options: what is redacted of it, by which recognizers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings

from transcriptions.entities import recognition, registry
from transcriptions.entities.base import Entity, Recognizer
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


def gate(options: Options) -> Gate:
    """A new one, for one file."""
    if not wants_redaction(options):
        return OpenGate()
    policies = tuple(redaction_policies(options) or sorted(POLICIES))
    terms = Terms(policies, substitution(options))
    return Redactor(_finder(policies), terms, _notice_of)


def _finder(policies: Sequence[str]) -> Find:
    """For one file: who was named in a window is known in the later ones.

    The names are in this process's memory alone.
    """
    names: set[str] = set()

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
