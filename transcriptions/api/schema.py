"""What the views are in the API's description: one decorator for each operation.

The envelope, the common errors and the common headers are added to all of them by
DRF's schema class; here stands what is an operation's own.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import append_meta
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, inline_serializer
from rest_framework import serializers

from aitronos_site.lib.api_description import PageQuery, answer, header, operation
from transcriptions import idempotency
from transcriptions.api import answers, published_examples
from transcriptions.api.lists import ListQuery
from transcriptions.api.once import REPLAYED_HEADER
from transcriptions.api.serializers import CreateTranscription, ReadQuery, UploadFile

TRANSCRIPTIONS, FILES = "Transcriptions", "Files"
#: The codes of an order that is checked but can't be carried out.
AUDIO = ("INVALID_AUDIO_URL", "UNSUPPORTED_AUDIO", "CORRUPT_AUDIO")


class StrictSerializerSchema(OpenApiSerializerExtension):
    """Unknown fields are refused, and null is the same as absence."""

    target_class = "transcriptions.api.strict.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        if direction == "request":
            schema["additionalProperties"] = False
            for name in set(schema["properties"]) - set(schema.get("required", [])):
                schema["properties"][name] = _or_null(schema["properties"][name])
        return schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if None not in schema.get("enum", [None]):
        schema = {**schema, "enum": [*schema["enum"], None]}
    return append_meta(schema, {"nullable": True})


#: Absolute addresses of what can be done next, by name.
ACTIONS = serializers.DictField(child=serializers.URLField())
UNCHANGED: dict[Any, Any] = {304: OpenApiResponse(description="It has not changed.")}
CACHING = [
    header("If-None-Match", "The `ETag` of an answer that the client holds."),
    header("ETag", "The version of the answer.", 200, 304),
    header("Last-Modified", "When the transcription last changed.", 200, 304),
    header("Cache-Control", "For how long it may be kept, privately.", 200, 304),
]

list_transcriptions = operation(
    "list_transcriptions",
    "List transcriptions",
    tag=TRANSCRIPTIONS,
    description="The organization's transcriptions, the newest first; with `q` those "
    "whose transcript has these words, the best match first.",
    parameters=[ListQuery, PageQuery],
    responses={200: answer("ListTranscriptions", answers.TranscriptionPage())},
)

create_transcription = operation(
    "create_transcription",
    "Create a transcription",
    tag=TRANSCRIPTIONS,
    description="Checks the audio and its length, charges the organization and queues "
    "the job. `transcription_options.audio_url` is a public HTTPS address, or the "
    "`file_url` of an upload. `transcription_options.vocabulary` names terms that are "
    "likely to be said, the most important first, for the engines that can use them; "
    "the organization's own terms follow. With `privacy_settings.pii_redaction_enabled` "
    "the kinds of personal data in `pii_policies` (all without a list) are taken out of "
    "everything that is kept, and recognized where they are spoken, too.",
    request=CreateTranscription,
    parameters=[
        header(
            idempotency.HEADER,
            "1 to 255 printable characters. The same key with the same body has its "
            "effect once, and the same answer for a day.",
            pattern="^[ -~]{1,255}$",
        ),
        header(REPLAYED_HEADER, "`true`, if it is the answer to an earlier call.", 201),
    ],
    responses={
        201: answer(
            "CreateTranscription",
            answers.CreatedTranscription(),
            billing=answers.Charge(),
            actions=ACTIONS,
        )
    },
    errors=(
        *AUDIO,
        "INSUFFICIENT_SYNAPSES",
        "ORGANIZATION_ACCESS_DENIED",
        "IDEMPOTENCY_CONFLICT",
        "IDEMPOTENCY_KEY_REUSED",
    ),
    examples=published_examples.CREATE,
)

quote_transcription = operation(
    "quote_transcription",
    "Get the price of a transcription",
    tag=TRANSCRIPTIONS,
    description="Checks the same as the creation, and charges nothing.",
    request=CreateTranscription,
    responses={200: answer("QuoteTranscription", answers.Quote())},
    errors=(*AUDIO, "ORGANIZATION_ACCESS_DENIED"),
)

get_transcription = operation(
    "get_transcription",
    "Read a transcription",
    tag=TRANSCRIPTIONS,
    description="The job, and its transcript once there is one. With `wait`, the "
    "answer comes when the status changes, or after that many seconds.",
    parameters=[ReadQuery, *CACHING],
    responses={
        **UNCHANGED,
        200: answer(
            "GetTranscription",
            answers.ReadTranscription(),
            billing=answers.Spent(),
            metadata=inline_serializer(
                "UpstreamMetadata", {"upstream_refreshed": serializers.BooleanField()}
            ),
            actions=ACTIONS,
        ),
    },
)

delete_transcription = operation(
    "delete_transcription",
    "Delete a transcription",
    tag=TRANSCRIPTIONS,
    description="Erases the audio, the transcript and all that came of it at once. A "
    "job that has not ended is cancelled first, with its refund.",
    responses={200: answer("DeleteTranscription", answers.Deleted())},
)

cancel_transcription = operation(
    "cancel_transcription",
    "Cancel a transcription",
    tag=TRANSCRIPTIONS,
    description="Refunds the share of the audio that is not transcribed yet.",
    request=None,
    responses={
        200: answer(
            "CancelTranscription",
            answers.Transcription(),
            billing=answers.Spent(),
            actions=ACTIONS,
        )
    },
    errors=("INVALID_STATE",),
)

retry_transcription = operation(
    "retry_transcription",
    "Retry a failed transcription",
    tag=TRANSCRIPTIONS,
    description="Charged like a new one; the id stays.",
    request=None,
    responses={
        200: answer(
            "RetryTranscription",
            answers.CreatedTranscription(),
            billing=answers.Charge(),
            actions=ACTIONS,
        )
    },
    errors=("INVALID_STATE", "INSUFFICIENT_SYNAPSES"),
)

get_redacted_audio = operation(
    "get_redacted_audio",
    "Get the redacted audio",
    description="`pending` until it is made and verified; what can't be verified stays "
    "`pending`, with the warning `REDACTED_AUDIO_UNVERIFIED` in the result.",
    tag=TRANSCRIPTIONS,
    responses={200: answer("GetRedactedAudio", answers.RedactedAudio())},
)

get_signed_audio = operation(
    "get_signed_audio",
    "Download redacted audio",
    description="The address that `redacted_audio_url` gives; it needs no credentials "
    "and serves for an hour.",
    tag=TRANSCRIPTIONS,
    parameters=[header("Range", "`bytes=0-99`")],
    responses={
        (status, "*/*"): OpenApiResponse(OpenApiTypes.BINARY) for status in (200, 206)
    }
    | {416: OpenApiResponse(description="There is nothing in this range.")},
)

upload_file = operation(
    "upload_file",
    "Upload an audio file",
    description="MP3, WAV, M4A, FLAC, OGG, WebM, MP4, MOV, AAC, Opus or WMA, judged by "
    "content. The `file_url` is the `audio_url` of a transcription; an upload that is "
    "not used is removed after a day.",
    request={"multipart/form-data": UploadFile},
    responses={201: answer("UploadFile", answers.UploadedFile())},
    errors=("UNSUPPORTED_AUDIO", "CORRUPT_AUDIO", "ORGANIZATION_ACCESS_DENIED"),
    tag=FILES,
)

get_file = operation(
    "get_file",
    "Download an uploaded file",
    parameters=[header("Range", "`bytes=0-99`")],
    responses={
        (status, "*/*"): OpenApiResponse(OpenApiTypes.BINARY) for status in (200, 206)
    }
    | {416: OpenApiResponse(description="There is nothing in this range.")},
    tag=FILES,
)
