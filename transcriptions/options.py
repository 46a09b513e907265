"""What a job's options ask for, read from the form in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Options = Mapping[str, Any]

MOST_SPEAKERS = 10  # that may be said to be expected


def wants_speakers(options: Options) -> bool:
    return bool(_group(options, "speaker_analysis").get("diarization_enabled"))


def expected_speakers(options: Options) -> int | None:
    """How many speakers the customer said there are."""
    count: int | None = _group(options, "speaker_analysis").get(
        "speakers_expected_count"
    )
    return count


def wants_redaction(options: Options) -> bool:
    return bool(_group(options, "privacy_settings").get("pii_redaction_enabled"))


def redaction_policies(options: Options) -> list[str]:
    return list(_group(options, "privacy_settings").get("pii_policies") or [])


def _group(options: Options, name: str) -> Options:
    group: Options = options.get(name) or {}
    return group
