"""The shapes of what the API answers, for its description alone.

`transcriptions.events` and the views build the answers themselves; the tests hold them
to these shapes.
"""

from __future__ import annotations

from rest_framework import serializers

from aitronos_site.lib.api_description import (
    Multipliers,
    Pagination,
    Shape,
    public_id,
)
from billing.pricing import CURRENCY
from transcriptions import events
from transcriptions.api.serializers import (
    IntelligenceFeatures,
    PrivacySettings,
    SpeakerAnalysis,
    Vocabulary,
    Webhook,
)
from transcriptions.options import Substitution
from transcriptions.pii_policies import POLICIES
from transcriptions.states import Priority, Stage, Status


class Confidence(serializers.FloatField):
    """From 0 to 1; null where the engine gives none."""

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=1, allow_null=True)


class AudioMetadata(Shape):
    url = serializers.CharField()
    duration_seconds = serializers.FloatField(min_value=0)
    language_code = serializers.CharField()


class Created(Shape):
    created_at = serializers.DateTimeField()


class Timestamps(Created):
    updated_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    processing_time_seconds = serializers.FloatField(allow_null=True)


class AskedOptions(Shape):
    vocabulary = Vocabulary(required=False)


class Options(Shape):
    transcription_options = AskedOptions(required=False)
    speaker_analysis = SpeakerAnalysis(required=False)
    intelligence_features = IntelligenceFeatures(required=False)
    privacy_settings = PrivacySettings(required=False)
    webhook = Webhook(required=False)


class Progress(Shape):
    stage = serializers.ChoiceField(Stage.choices)
    percent = serializers.IntegerField(min_value=0, max_value=100)
    queue_position = serializers.IntegerField(
        min_value=1,
        allow_null=True,
        help_text="1 for the job that is next. Organizations take turns, so a place "
        "may move back as well. Null while it is worked on, or waits for its next try.",
    )
    eta_seconds = serializers.FloatField(
        min_value=0,
        allow_null=True,
        help_text="Until it is done, by the speed that was measured of the workers "
        "that run now. Null as long as there is none.",
    )
    waiting_reason = serializers.CharField(
        allow_null=True,
        help_text="A sentence that says why it waits. Null while it is worked on.",
    )


class Reason(Shape):
    code = serializers.CharField()
    message = serializers.CharField()


class CreatedTranscription(Shape):
    transcription_id = public_id("trans")
    status = serializers.ChoiceField(Status.choices)
    model_key = serializers.ChoiceField([events.MODEL_KEY])
    audio_metadata = AudioMetadata()
    timestamps = Created()
    priority = serializers.ChoiceField(Priority.choices, required=False)
    options = Options(required=False)
    metadata = serializers.DictField(child=serializers.CharField(), required=False)


class Transcription(CreatedTranscription):
    timestamps = Timestamps()
    progress = Progress(required=False, help_text="While queued or processing.")
    failure = Reason(required=False, help_text="When failed.")


class Span(Shape):
    """Seconds from the start of the audio."""

    start = serializers.FloatField(min_value=0)
    end = serializers.FloatField(min_value=0)


class SpokenWord(Span):
    text = serializers.CharField()
    confidence = Confidence()
    speaker = serializers.CharField(allow_null=True)


class Speaker(Shape):
    speaker = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    talk_seconds = serializers.FloatField()
    words = serializers.IntegerField()


class SpokenSentiment(Span):
    text = serializers.CharField()
    sentiment = serializers.ChoiceField(["POSITIVE", "NEUTRAL", "NEGATIVE"])
    confidence = Confidence()
    speaker = serializers.CharField(allow_null=True)


class Entity(Span):
    entity_type = serializers.CharField()
    text = serializers.CharField()


class Highlight(Shape):
    text = serializers.CharField()
    count = serializers.IntegerField()
    rank = serializers.FloatField(min_value=0, max_value=1)
    timestamps = Span(many=True)


class Quality(Shape):
    speech_seconds = serializers.FloatField()
    coverage = serializers.FloatField()
    mean_confidence = Confidence()
    suspect_seconds = serializers.FloatField()
    warnings = Reason(many=True)


class Engine(Shape):
    name = serializers.CharField()
    model = serializers.CharField()
    version = serializers.CharField()
    device = serializers.CharField(required=False, help_text="`cpu` or `cuda`")


class Analyser(Shape):
    name = serializers.CharField()
    model = serializers.CharField(allow_blank=True)
    version = serializers.CharField()


class Analysis(Shape):
    sentiment_analysis = Analyser(required=False)
    entities = Analyser(required=False)
    auto_highlights = Analyser(required=False)
    summary = Analyser(required=False)


class RedactedSpan(Span):
    policy = serializers.ChoiceField(sorted(POLICIES))


class Redaction(Shape):
    """What was taken out of text and audio; null where that was not asked for."""

    substitution = serializers.ChoiceField([each.value for each in Substitution])
    policies = serializers.ListField(child=serializers.CharField())
    counts = serializers.DictField(child=serializers.IntegerField(min_value=1))
    spans = RedactedSpan(many=True)


class Result(Shape):
    """A feature that was not asked for, or that is not possible, is null."""

    text = serializers.CharField()
    confidence = Confidence()
    language_code = serializers.CharField()
    language_confidence = Confidence()
    words_count = serializers.IntegerField()
    speakers = Speaker(many=True, allow_null=True)
    utterances = SpokenWord(many=True, allow_null=True)
    sentiment_analysis = SpokenSentiment(many=True, allow_null=True)
    entities = Entity(many=True, allow_null=True)
    auto_highlights = Highlight(many=True, allow_null=True)
    summary = serializers.CharField(allow_null=True)
    analysis = Analysis(
        required=False, help_text="What made each of the four, where it was made."
    )
    redaction = Redaction(allow_null=True, required=False)
    quality = Quality()
    engine = Engine()
    words = SpokenWord(many=True, required=False, help_text="With `include=words`.")


class ReadTranscription(Transcription):
    result = Result(allow_null=True, help_text="Null until completed.")


class Spent(Shape):
    synapses_consumed = serializers.IntegerField(min_value=0)
    synapses_refunded = serializers.IntegerField(min_value=0)
    currency = serializers.ChoiceField([CURRENCY])


class Charge(Spent):
    transaction_id = public_id("txn")
    multipliers = Multipliers()


class Quote(Shape):
    filename = serializers.CharField()
    duration_seconds = serializers.FloatField()
    synapses_required = serializers.IntegerField(min_value=1)
    multipliers = Multipliers()
    available_synapses = serializers.IntegerField()
    sufficient = serializers.BooleanField()


class ListedTranscription(Shape):
    transcription_id = public_id("trans")
    status = serializers.ChoiceField(Status.choices)
    model_key = serializers.ChoiceField([events.MODEL_KEY])
    synapses_consumed = serializers.IntegerField(min_value=0)
    audio_duration_seconds = serializers.FloatField()
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(required=False)
    filename = serializers.CharField()
    language_code = serializers.CharField()
    priority = serializers.ChoiceField(Priority.choices)


class TranscriptionPage(Shape):
    transcriptions = ListedTranscription(many=True)
    pagination = Pagination()


class Deleted(Shape):
    deleted = serializers.BooleanField()
    transcription_id = public_id("trans")
    deleted_at = serializers.DateTimeField()
    deleted_upstream = serializers.BooleanField(
        help_text="Whether every stored file is gone already."
    )


class RedactedAudio(Shape):
    transcription_id = public_id("trans")
    status = serializers.ChoiceField(["available", "pending", "not_enabled"])
    redacted_audio_url = serializers.URLField(required=False)
    expires_at = serializers.DateTimeField(required=False)


class UploadedFile(Shape):
    file_id = public_id("file")
    file_url = serializers.URLField()
    filename = serializers.CharField()
    size_bytes = serializers.IntegerField(min_value=0)
    content_type = serializers.CharField()
    duration_seconds = serializers.FloatField()
    expires_at = serializers.DateTimeField()
