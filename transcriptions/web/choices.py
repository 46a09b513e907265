"""What the form of a new job offers: languages, priorities and limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from organizations import vocabulary
from transcriptions import intake, languages
from transcriptions.options import MOST_SPEAKERS
from transcriptions.states import Priority
from transcriptions.web import policy_names
from transcriptions.web.language_names import NAMES


@dataclass(frozen=True)
class Choices:
    languages: list[tuple[str, str]]  # code and name, by name
    priorities: list[tuple[str, str, str]]  # value, label and multiplier
    max_upload_bytes: int
    speaker_counts: range
    most_terms: int
    policy_groups: tuple[policy_names.Group, ...]
    policies: int  # in all groups
    keeps_originals: bool  # of redacted jobs


def current() -> Choices:
    known = languages.of_any(intake.engines_at_work())
    return Choices(
        languages=sorted(
            ((code, NAMES.get(code, code)) for code in known), key=lambda one: one[1]
        ),
        priorities=[
            (
                priority.value,
                str(priority.label),
                f"{Decimal(settings.PRIORITY_MULTIPLIERS[priority]).normalize():f}",
            )
            for priority in Priority
        ],
        max_upload_bytes=settings.MAX_UPLOAD_BYTES,
        speaker_counts=range(1, MOST_SPEAKERS + 1),
        most_terms=vocabulary.MAX_TERMS,
        policy_groups=policy_names.GROUPS,
        policies=len(policy_names.NAMES),
        keeps_originals=settings.KEEP_ORIGINAL_AUDIO,
    )
