"""What the views of a transcript's text are in the API's description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from aitronos_site.lib.api_description import (
    Shape,
    answer,
    header,
    operation,
    public_id,
)
from transcriptions import quality
from transcriptions.api import answers, queries
from transcriptions.api.links import FORMATS
from transcriptions.api.schema import ACTIONS, CACHING, UNCHANGED

TEXTS = "Transcripts"
#: The codes of what only a completed transcription has.
RESULT = ("TRANSCRIPTION_NOT_READY", "TRANSCRIPTION_FAILED")


class TextItem(answers.Span):
    text = serializers.CharField()
    speaker = serializers.CharField(allow_null=True)
    confidence = answers.Confidence()


class SentenceItem(TextItem):
    sentiment = serializers.ChoiceField(
        ["POSITIVE", "NEUTRAL", "NEGATIVE"], allow_null=True
    )
    flags = serializers.ListField(
        child=serializers.CharField(),
        help_text="Why the sentence is suspect: "
        f"{', '.join(f'`{flag}`' for flag in quality.Flag)}.",
    )


class TextList(Shape):
    transcription_id = public_id("trans")
    audio_duration_seconds = serializers.FloatField()


class Paragraphs(TextList):
    paragraphs = TextItem(many=True)


class Sentences(TextList):
    sentences = SentenceItem(many=True)


class PageMetadata(Shape):
    upstream_latency_ms = serializers.IntegerField()
    retry_attempts = serializers.IntegerField()
    cache_hit = serializers.BooleanField()
    total_count = serializers.IntegerField(min_value=0)
    returned_count = serializers.IntegerField(min_value=0)


class Match(answers.Span):
    text = serializers.CharField()
    confidence = answers.Confidence()


class Matches(Shape):
    transcription_id = public_id("trans")
    query = serializers.CharField()
    matches = Match(many=True)
    total_count = serializers.IntegerField(min_value=0)


REDACTION = [
    header("X-PII-Redacted", "`true` if personal data was removed.", 200),
    header("X-PII-Policies", "The policies by which it was removed.", 200),
]


def _listing(name: str, shape: serializers.Serializer[Any]) -> dict[Any, Any]:
    found = answer(name, shape, metadata=PageMetadata(), actions=ACTIONS)
    return {200: found, **UNCHANGED}


get_paragraphs = operation(
    "get_paragraphs",
    "Read a transcript by paragraphs",
    parameters=[queries.Page, *CACHING, *REDACTION],
    responses=_listing("GetParagraphs", Paragraphs()),
    errors=RESULT,
    tag=TEXTS,
)

get_sentences = operation(
    "get_sentences",
    "Read a transcript by sentences",
    parameters=[queries.Page, *CACHING, *REDACTION],
    responses=_listing("GetSentences", Sentences()),
    errors=RESULT,
    tag=TEXTS,
)

get_subtitles = operation(
    "get_subtitles",
    "Read a transcript as subtitles",
    description="SRT, WebVTT or plain text, in UTF-8. `chars_per_caption` 0 sets no "
    "limit. With `speaker_labels`, captions name who speaks.",
    parameters=[
        OpenApiParameter(
            "fmt", location=OpenApiParameter.PATH, enum=FORMATS, description="Format"
        ),
        queries.SubtitleLayout,
        *CACHING,
        *REDACTION,
    ],
    responses={
        (200, "text/plain"): OpenApiTypes.STR,
        (200, "text/vtt"): OpenApiTypes.STR,
        **UNCHANGED,
    },
    errors=(*RESULT, "UNSUPPORTED_FORMAT"),
    tag=TEXTS,
)

search_transcript = operation(
    "search_transcript",
    "Search a transcript",
    description="For an exact phrase of at most five words; case and punctuation are "
    "ignored. While the job is processed, what is there is searched.",
    parameters=[queries.Phrase, *CACHING, *REDACTION],
    responses={
        200: answer(
            "SearchTranscript",
            Matches(),
            actions=serializers.DictField(child=serializers.URLField(), required=False),
        ),
        **UNCHANGED,
    },
    errors=("TRANSCRIPTION_FAILED",),
    tag=TEXTS,
)
