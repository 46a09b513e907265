"""The API's views: access, shape, one call of the domain, answer."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aitronos_site.lib.instants import instant
from aitronos_site.lib.ranged_file import RangedFile
from billing import ledger
from billing.pricing import CURRENCY
from organizations import access
from organizations.authentication import caller_of
from organizations.errors import ResourceNotFound
from transcriptions import (
    audio_links,
    deletion,
    events,
    lifecycle,
    playback,
    queue,
    submission,
    uploads,
)
from transcriptions.api import actions, links, lists, queries, schema, serializers
from transcriptions.api.caching import cached
from transcriptions.api.once import Keep, once
from transcriptions.forecast import Forecast
from transcriptions.intake import Order
from transcriptions.models import Transcription, Upload
from transcriptions.playback import Audible
from transcriptions.submission import Submitted

#: What could not be verified stays pending: it is never given out.
STATUS_OF_AUDIO = {
    Audible.ORIGINAL: "not_enabled",
    Audible.REDACTED: "available",
    Audible.PENDING: "pending",
    Audible.UNVERIFIED: "pending",
    Audible.NONE: "not_enabled",
}


class Transcriptions(APIView):
    @schema.list_transcriptions
    def get(self, request: Request) -> Response:
        asked = queries.parameters(request, lists.ListQuery)
        mine = access.visible(caller_of(request), Transcription.objects.all())
        jobs = lists.selected(mine, asked)
        return Response({"data": lists.page(request, jobs)})

    @schema.create_transcription
    @once
    def post(self, request: Request, keep: Keep) -> HttpResponseBase:
        return submission.submit_and(
            order_of(request),
            lambda submitted: keep(_created(request, submitted, status=201)),
        )


class QuoteView(APIView):
    only_reads = True

    @schema.quote_transcription
    def post(self, request: Request) -> Response:
        offer = submission.offer(order_of(request))
        data = {
            "filename": offer.filename,
            "duration_seconds": float(offer.quote.duration_seconds),
            "synapses_required": offer.quote.synapses,
            "multipliers": offer.quote.multipliers.as_json(),
            "available_synapses": offer.available_synapses,
            "sufficient": offer.sufficient,
        }
        return Response({"data": data})


class TranscriptionView(APIView):
    @schema.get_transcription
    def get(self, request: Request, transcription_id: str) -> HttpResponseBase:
        asked = queries.parameters(request, serializers.ReadQuery)
        rows = queue.with_places(Transcription.objects.all())
        job = find(request, transcription_id, rows)
        forecast = Forecast()

        def build() -> Response:
            data = events.job(job, forecast)
            data["result"] = events.result(
                job, words="words" in asked["include"].split(",")
            )
            return Response(
                {
                    "data": data,
                    "billing": events.billing(job),
                    "metadata": {"upstream_refreshed": False},
                    "actions": actions.of(request, job),
                }
            )

        # Its prospects change without a change of the job.
        return cached(request, job, build, events.progress(job, forecast))

    @schema.delete_transcription
    def delete(self, request: Request, transcription_id: str) -> Response:
        job = find(request, transcription_id)
        erased = deletion.delete(job, cause=_cause(request, "Deleted"))
        data = {
            "deleted": True,
            "transcription_id": job.public_id,
            "deleted_at": instant(timezone.now()),
            "deleted_upstream": erased,
        }
        return Response({"data": data})


class CancelView(APIView):
    @schema.cancel_transcription
    def post(self, request: Request, transcription_id: str) -> Response:
        job = find(request, transcription_id)
        lifecycle.cancel(job, cause=_cause(request, "Cancelled"))
        job.refresh_from_db()
        return Response(
            {
                "data": events.job(job),
                "billing": events.billing(job),
                "actions": actions.of(request, job),
            }
        )


class RetryView(APIView):
    @schema.retry_transcription
    def post(self, request: Request, transcription_id: str) -> Response:
        job = find(request, transcription_id)
        submitted = submission.retry(job, cause=_cause(request, "Retried"))
        return _created(request, submitted, status=200)


class RedactedAudioView(APIView):
    @schema.get_redacted_audio
    def get(self, request: Request, transcription_id: str) -> Response:
        job = find(request, transcription_id)
        status, link = STATUS_OF_AUDIO[playback.of(job).audible], {}
        if status == "available":
            token, expires_at = audio_links.sign(job)
            path = reverse("transcriptions_api:signed_audio", args=[token])
            link = {
                "redacted_audio_url": request.build_absolute_uri(path),
                "expires_at": instant(expires_at),
            }
        data = {"transcription_id": job.public_id, "status": status, **link}
        return Response({"data": data})


class SignedAudioView(APIView):
    """Redacted audio for whoever has its address; the signature is the permission."""

    authentication_classes = ()
    permission_classes = ()

    @schema.get_signed_audio
    def get(self, request: Request, token: str) -> HttpResponseBase:
        heard = playback.of(audio_links.job_of(token))
        if heard.audible != Audible.REDACTED:
            raise ResourceNotFound
        return RangedFile(
            request._request, heard.open(), content_type=heard.content_type
        )


class Uploads(APIView):
    parser_classes = [MultiPartParser]

    @schema.upload_file
    def post(self, request: Request) -> Response:
        fields = serializers.UploadFile(data=request.data)
        fields.is_valid(raise_exception=True)
        caller = caller_of(request)
        organization = access.organization(
            caller, fields.validated_data.get("organization_id")
        )
        upload = uploads.store(
            organization, fields.validated_data["file"], created_by=caller.user
        )
        return Response({"data": _upload(request, upload)}, status=201)


class FileView(APIView):
    """What was uploaded, for whoever may use it."""

    @schema.get_file
    def get(self, request: Request, file_id: str) -> HttpResponseBase:
        mine = access.visible(caller_of(request), Upload.objects.all())
        upload = access.find(mine, file_id)
        return RangedFile(
            request._request,
            default_storage.open(str(upload.file)),
            content_type=upload.content_type,
        )


def order_of(request: Request) -> Order:
    """The order in a request's body, for an organization that the caller may bill."""
    fields = serializers.CreateTranscription(data=request.data)
    fields.is_valid(raise_exception=True)
    asked = fields.validated_data
    caller = caller_of(request)
    return Order(
        organization=access.organization(caller, asked["organization_id"]),
        caller=caller,
        audio_url=asked["transcription_options"]["audio_url"],
        language=asked["transcription_options"]["language"],
        vocabulary=asked["transcription_options"].get("vocabulary", ()),
        own_origin=request.build_absolute_uri("/").rstrip("/"),
        priority=asked["priority"],
        options={g: asked[g] for g in serializers.OPTION_GROUPS if g in asked},
        metadata=asked["metadata"],
        request_id=getattr(request._request, "request_id", ""),
    )


def find(
    request: Request,
    transcription_id: str,
    rows: QuerySet[Transcription] | None = None,
) -> Transcription:
    """The caller's job of that id, out of `rows` or all. Raises ResourceNotFound."""
    among = Transcription.objects.all() if rows is None else rows
    return access.find(access.visible(caller_of(request), among), transcription_id)


def _created(request: Request, submitted: Submitted, *, status: int) -> Response:
    job = submitted.transcription
    return Response(
        {
            "data": events.created(job),
            "billing": {
                "synapses_consumed": submitted.quote.synapses,
                "synapses_refunded": 0,
                "transaction_id": submitted.transaction_id,
                "currency": CURRENCY,
                "multipliers": submitted.quote.multipliers.as_json(),
            },
            "actions": {"check_status": links.address(request, job, "transcription")},
        },
        status=status,
    )


def _cause(request: Request, reason: str) -> ledger.Cause:
    request_id = getattr(request._request, "request_id", "")
    return ledger.Cause(reason, request_id, caller_of(request).name())


def _upload(request: Request, upload: Upload) -> dict[str, Any]:
    path = reverse("transcriptions_api:file", args=[upload.public_id])
    return {
        "file_id": upload.public_id,
        "file_url": request.build_absolute_uri(path),
        "filename": upload.filename,
        "size_bytes": upload.size_bytes,
        "content_type": upload.content_type,
        "duration_seconds": float(upload.duration_seconds),
        "expires_at": instant(upload.expires_at),
    }
