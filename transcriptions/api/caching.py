"""HTTP caching of what is read of a job: ETag, Last-Modified, Cache-Control and 304.

A job's version grows with every change, so it identifies every answer about the job
together with the address and whatever else the answer depends on. The views call it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags
from rest_framework.request import Request

from transcriptions import playback
from transcriptions.models import Transcription
from transcriptions.playback import Audible
from transcriptions.states import Status

MOVING_SECONDS = 5
FINAL_SECONDS = 86_400
#: A failed job is none of them: it may be tried again.
FINAL = frozenset({Status.COMPLETED, Status.CANCELLED})


def cached(
    request: Request,
    job: Transcription,
    build: Callable[[], HttpResponseBase],
    *variant: object,
) -> HttpResponseBase:
    """What `build` answers, or 304 without building it if the client holds it already.

    `variant` is what the answer depends on beside the job's row and the address, such
    as the place in the queue.
    """
    etag = _etag(request, job, variant)
    response = _not_modified() if _holds(request, etag) else build()
    seconds = FINAL_SECONDS if _is_final(job) else MOVING_SECONDS
    response["ETag"] = etag
    response["Last-Modified"] = http_date(job.updated_at.timestamp())
    response["Cache-Control"] = f"private, max-age={seconds}"
    # Another caller at the same browser must not be shown what this one may see.
    patch_vary_headers(response, ["Authorization", "X-API-Key", "Cookie"])
    return response


def _is_final(job: Transcription) -> bool:
    """Not while redacted audio is made: if that fails, the result will say so."""
    return job.status in FINAL and playback.of(job).audible != Audible.PENDING


def _not_modified() -> HttpResponse:
    response = HttpResponse(status=304)
    del response["Content-Type"]
    return response


def _etag(request: Request, job: Transcription, variant: tuple[object, ...]) -> str:
    """Weak: the metadata of two equal answers differ in their request id and time."""
    address = request._request.build_absolute_uri()
    parts = (job.public_id, job.version, job.updated_at.timestamp(), address, *variant)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _holds(request: Request, etag: str) -> bool:
    """If-None-Match, by weak comparison.

    If-Modified-Since is left aside: a job may change several times in one second.
    """
    given = parse_etags(request._request.headers.get("If-None-Match", ""))
    return "*" in given or etag.removeprefix("W/") in {
        tag.removeprefix("W/") for tag in given
    }
