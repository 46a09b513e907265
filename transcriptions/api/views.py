"""The API's views: access, shape, one call of the domain, answer."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.urls import reverse
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aitronos_site.lib.ranged_file import RangedFile
from organizations import access
from organizations.authentication import caller_of
from organizations.errors import ResourceNotFound
from transcriptions import events, submission, uploads
from transcriptions.api import serializers
from transcriptions.api.once import Keep, once
from transcriptions.intake import Order
from transcriptions.models import Transcription, Upload
from transcriptions.submission import Submitted


class Transcriptions(APIView):
    @once
    def post(self, request: Request, keep: Keep) -> HttpResponseBase:
        return submission.submit_and(
            order_of(request), lambda submitted: keep(_created(request, submitted))
        )


class QuoteView(APIView):
    only_reads = True

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
    def get(self, request: Request, transcription_id: str) -> Response:
        job = find(request, transcription_id)
        words = "words" in request.query_params.get("include", "").split(",")
        data = events.job(job)
        data["result"] = events.result(job, words=words)
        return Response(
            {
                "data": data,
                "billing": events.billing(job),
                "metadata": {"upstream_refreshed": False},
                "actions": {"check_status": _address(request, job)},
            }
        )


class Uploads(APIView):
    parser_classes = [MultiPartParser]

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

    def get(self, request: Request, file_id: str) -> HttpResponseBase:
        mine = access.visible(caller_of(request), Upload.objects.all())
        upload = mine.filter(public_id=file_id).first()
        if upload is None:
            raise ResourceNotFound
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
        own_origin=request.build_absolute_uri("/").rstrip("/"),
        priority=asked["priority"],
        options={g: asked[g] for g in serializers.OPTION_GROUPS if g in asked},
        metadata=asked["metadata"],
        request_id=getattr(request._request, "request_id", ""),
    )


def find(request: Request, transcription_id: str) -> Transcription:
    """The caller's job of that id; unknown and another organization's are the same."""
    mine = access.visible(caller_of(request), Transcription.objects.all())
    job = mine.filter(public_id=transcription_id).first()
    if job is None:
        raise ResourceNotFound
    return job


def _created(request: Request, submitted: Submitted) -> Response:
    job = submitted.transcription
    return Response(
        {
            "data": events.created(job),
            "billing": {
                "synapses_consumed": submitted.quote.synapses,
                "synapses_refunded": 0,
                "transaction_id": submitted.transaction_id,
                "currency": events.CURRENCY,
                "multipliers": submitted.quote.multipliers.as_json(),
            },
            "actions": {"check_status": _address(request, job)},
        },
        status=201,
    )


def _address(request: Request, job: Transcription) -> str:
    path = reverse("transcriptions_api:transcription", args=[job.public_id])
    return request.build_absolute_uri(path)


def _upload(request: Request, upload: Upload) -> dict[str, Any]:
    path = reverse("transcriptions_api:file", args=[upload.public_id])
    return {
        "file_id": upload.public_id,
        "file_url": request.build_absolute_uri(path),
        "filename": upload.filename,
        "size_bytes": upload.size_bytes,
        "content_type": upload.content_type,
        "duration_seconds": float(upload.duration_seconds),
        "expires_at": events.instant(upload.expires_at),
    }
