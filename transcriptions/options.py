"""What a job's options ask for, read from the form in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

Options = Mapping[str, Any]

MOST_SPEAKERS = 10  # that may be said to be expected


class Feature(StrEnum):
    """What can be asked of a transcript besides its words, by the names of the request."""

    SENTIMENT = "sentiment_analysis_enabled"
    ENTITIES = "entity_detection_enabled"
    HIGHLIGHTS = "auto_highlights_enabled"
    SUMMARY = "summarization_enabled"


class Substitution(StrEnum):
    """What personal data is replaced by: its kind's name, or signs that tell nothing."""

    ENTITY_NAME = "entity_name"
    HASH = "hash"


class Method(StrEnum):
    """How redacted sound is replaced."""

    TONE = "tone"
    SILENCE = "silence"


class Format(StrEnum):
    """The formats that redacted audio comes in."""

    MP3 = "mp3"
    WAV = "wav"

    @property
    def content_type(self) -> str:
        return {"mp3": "audio/mpeg", "wav": "audio/wav"}[self]


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


def substitution(options: Options) -> Substitution:
    asked = _group(options, "privacy_settings").get("pii_substitution")
    return Substitution(asked or Substitution.ENTITY_NAME)


def redacted_audio_method(options: Options) -> Method:
    asked = _group(options, "privacy_settings").get("redacted_audio_method")
    return Method(asked or Method.TONE)


def redacted_audio_format(options: Options) -> Format:
    asked = _group(options, "privacy_settings").get("redacted_audio_format")
    return Format(asked or Format.MP3)


def wanted_features(options: Options) -> list[Feature]:
    asked = _group(options, "intelligence_features")
    return [feature for feature in Feature if asked.get(feature)]


def _group(options: Options, name: str) -> Options:
    group: Options = options.get(name) or {}
    return group
