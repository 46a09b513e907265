"""The shape of what clients send. No rules and no queries here."""

from __future__ import annotations

import json
from typing import Any

from rest_framework import serializers

from organizations import vocabulary
from transcriptions import options, pii_policies
from transcriptions.api.strict import (
    StrictBoolean,
    StrictChoice,
    StrictInteger,
    StrictSerializer,
    StrictString,
)
from transcriptions.models_webhooks import JOB_EVENTS, WebhookEvent
from transcriptions.states import Priority

WEBHOOK_EVENTS = [event.value for event in JOB_EVENTS]
DEFAULT_WEBHOOK_EVENTS = [WebhookEvent.COMPLETED.value, WebhookEvent.FAILED.value]
MAX_METADATA_PAIRS = 16
MAX_METADATA_BYTES = 4096


class Vocabulary(serializers.ListField):
    """Terms that are likely to be said, trimmed, each once."""

    child = StrictString(max_length=vocabulary.MAX_TERM_LENGTH)

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=vocabulary.MAX_TERMS, **options)

    def to_internal_value(self, data: Any) -> list[str]:
        try:
            return vocabulary.cleaned(super().to_internal_value(data))
        except vocabulary.InvalidVocabulary as error:
            raise serializers.ValidationError(error.message) from error


class TranscriptionOptions(StrictSerializer):
    audio_url = StrictString(max_length=2048)
    language = StrictString(max_length=20)
    vocabulary = Vocabulary(required=False)


class SpeakerAnalysis(StrictSerializer):
    diarization_enabled = StrictBoolean(default=False)
    speakers_expected_count = StrictInteger(
        min_value=1, max_value=options.MOST_SPEAKERS, required=False
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "speakers_expected_count" in attrs and not attrs["diarization_enabled"]:
            raise serializers.ValidationError(
                {"speakers_expected_count": ["Needs diarization_enabled: true."]}
            )
        return attrs


class IntelligenceFeatures(StrictSerializer):
    sentiment_analysis_enabled = StrictBoolean(default=False)
    entity_detection_enabled = StrictBoolean(default=False)
    auto_highlights_enabled = StrictBoolean(default=False)
    summarization_enabled = StrictBoolean(default=False)


class PrivacySettings(StrictSerializer):
    pii_redaction_enabled = StrictBoolean(default=False)
    pii_policies = serializers.ListField(
        child=StrictString(max_length=60), required=False, max_length=100
    )
    pii_substitution = StrictChoice(
        [each.value for each in options.Substitution], required=False
    )
    redacted_audio_method = StrictChoice(
        [each.value for each in options.Method], required=False
    )
    redacted_audio_format = StrictChoice(
        [each.value for each in options.Format], required=False
    )

    def validate_pii_policies(self, names: list[str]) -> list[str]:
        known = pii_policies.known_names()
        unknown = sorted(set(names) - set(known))
        if unknown:
            raise serializers.ValidationError(
                f"Unknown: {', '.join(unknown)}. Known: {', '.join(known)}."
            )
        return sorted({p for name in names for p in pii_policies.canonical(name)})

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        for name in sorted(set(attrs) - {"pii_redaction_enabled"}):
            if attrs[name] and not attrs["pii_redaction_enabled"]:
                raise serializers.ValidationError(
                    {name: ["Needs pii_redaction_enabled: true."]}
                )
        if attrs["pii_redaction_enabled"] and not attrs.get("pii_policies"):
            attrs["pii_policies"] = sorted(pii_policies.POLICIES)
        return attrs


class Webhook(StrictSerializer):
    url = StrictString(max_length=2048)
    events = serializers.ListField(
        child=StrictChoice(WEBHOOK_EVENTS),
        default=list(DEFAULT_WEBHOOK_EVENTS),
        allow_empty=False,
    )


class Pairs(serializers.DictField):
    """Text by name, kept to the letter; the names are checked like the values."""

    child = StrictString(allow_blank=True, trim_whitespace=False)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        pairs: dict[str, str] = super().to_internal_value(data)
        for name in pairs:
            self.child.run_validation(name)
        return pairs


class CreateTranscription(StrictSerializer):
    organization_id = StrictString(max_length=60)
    transcription_options = TranscriptionOptions()
    speaker_analysis = SpeakerAnalysis(required=False)
    intelligence_features = IntelligenceFeatures(required=False)
    privacy_settings = PrivacySettings(required=False)
    webhook = Webhook(required=False)
    priority = StrictChoice(Priority.choices, default=Priority.NORMAL)
    metadata = Pairs(default=dict)

    def validate_metadata(self, metadata: dict[str, str]) -> dict[str, str]:
        size = len(json.dumps(metadata).encode())
        if len(metadata) > MAX_METADATA_PAIRS or size > MAX_METADATA_BYTES:
            raise serializers.ValidationError(
                f"At most {MAX_METADATA_PAIRS} pairs and {MAX_METADATA_BYTES} bytes."
            )
        return metadata


#: The parts of a request that are kept with the job as its options.
OPTION_GROUPS = (
    "speaker_analysis",
    "intelligence_features",
    "privacy_settings",
    "webhook",
)


class ReadQuery(serializers.Serializer[Any]):
    """Query parameters of reading one job."""

    include = serializers.CharField(default="", allow_blank=True)
    wait = serializers.FloatField(min_value=0, max_value=60, required=False)


class UploadFile(StrictSerializer):
    file = serializers.FileField(allow_empty_file=True, max_length=1000)
    organization_id = StrictString(max_length=60, required=False)
