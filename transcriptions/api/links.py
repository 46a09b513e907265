"""Absolute addresses of what can be read of a job, as the `actions` of answers."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from rest_framework.request import Request

from transcriptions.models import Transcription

FORMATS = ("srt", "vtt", "txt")
PAGE = 1000  # the most a page can have


def texts(request: Request, job: Transcription, *, without: str = "") -> dict[str, str]:
    """The forms of a completed job's transcript, but for the one at hand."""
    names = {
        "get_paragraphs": address(request, job, "paragraphs"),
        "get_sentences": address(request, job, "sentences"),
        **{
            f"get_subtitles_{fmt}": address(request, job, "subtitles", fmt)
            for fmt in FORMATS
        },
        "search": address(request, job, "search"),
    }
    return {name: address for name, address in names.items() if name != without}


def pages(
    request: Request, *, limit: int | None, offset: int, total: int
) -> dict[str, str]:
    """The next and the previous page of a list, where there is one."""
    links = {}
    if limit is not None and offset + limit < total:
        links["next"] = _page(request, limit=limit, offset=offset + limit)
    if offset:
        size = limit or min(offset, PAGE)
        links["previous"] = _page(request, limit=size, offset=max(0, offset - size))
    return links


def _page(request: Request, *, limit: int, offset: int) -> str:
    query = urlencode({"limit": limit, "offset": offset})
    return request.build_absolute_uri(f"{request.path}?{query}")


def address(request: Request, job: Transcription, name: str, *args: str) -> str:
    path = reverse(f"transcriptions_api:{name}", args=[job.public_id, *args])
    return request.build_absolute_uri(path)
