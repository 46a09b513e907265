"""What a job's options ask for, read from the form in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Options = Mapping[str, Any]

MOST_SPEAKERS = 10  # that may be said to be expected

#: Of intelligence, by the names of the request.
FEATURES = (
    "sentiment_analysis_enabled",
    "entity_detection_enabled",
    "auto_highlights_enabled",
    "summarization_enabled",
)

ENTITY_NAME, HASH = SUBSTITUTIONS = ("entity_name", "hash")
TONE, SILENCE = AUDIO_METHODS = ("tone", "silence")
MP3, WAV = AUDIO_FORMATS = ("mp3", "wav")


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


def substitution(options: Options) -> str:
    """By what personal data is replaced: the name of its kind, or signs."""
    return str(_group(options, "privacy_settings").get("pii_substitution", ENTITY_NAME))


def redacted_audio_method(options: Options) -> str:
    return str(_group(options, "privacy_settings").get("redacted_audio_method", TONE))


def redacted_audio_format(options: Options) -> str:
    return str(_group(options, "privacy_settings").get("redacted_audio_format", MP3))


def wanted_features(options: Options) -> list[str]:
    """The intelligence features that were asked for, by the names of the request."""
    asked = _group(options, "intelligence_features")
    return [name for name in FEATURES if asked.get(name)]


def _group(options: Options, name: str) -> Options:
    group: Options = options.get(name) or {}
    return group
