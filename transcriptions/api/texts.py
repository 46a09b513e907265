"""The transcript as paragraphs, sentences and subtitles, and the search inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from transcriptions import checkpoints, exports, phrase_search, stored
from transcriptions.api import links, queries, schema_texts
from transcriptions.api.caching import cached
from transcriptions.api.views import find
from transcriptions.cue_cutting import Layout
from transcriptions.errors import UnsupportedFormat
from transcriptions.models import Sentence, Transcription
from transcriptions.options import redaction_policies
from transcriptions.paragraphs import Paragraph, build_paragraphs
from transcriptions.states import ENDED


class Paragraphs(APIView):
    @schema_texts.get_paragraphs
    def get(self, request: Request, transcription_id: str) -> HttpResponseBase:
        job = find(request, transcription_id)
        page = queries.parameters(request, queries.Page)
        stored.require_result(job)

        def build() -> HttpResponseBase:
            sentences = stored.sentences_of(job, words=False)
            paragraphs = list(build_paragraphs(sentences))
            items = [_item(paragraph) for paragraph in paragraphs[_slice(page)]]
            total = len(paragraphs)
            return _listing(
                request, job, "paragraphs", page=page, items=items, total=total
            )

        return cached(request, job, build)


class Sentences(APIView):
    @schema_texts.get_sentences
    def get(self, request: Request, transcription_id: str) -> HttpResponseBase:
        job = find(request, transcription_id)
        page = queries.parameters(request, queries.Page)
        stored.require_result(job)

        def build() -> HttpResponseBase:
            rows = job.sentences.defer("words").order_by("position")
            items = [
                {**_item(row), "sentiment": _sentiment(job, row), "flags": row.flags}
                for row in rows[_slice(page)]
            ]
            total = rows.count()
            return _listing(
                request, job, "sentences", page=page, items=items, total=total
            )

        return cached(request, job, build)


class AnyAccept(BaseContentNegotiation):
    """The address names the format, so the Accept header has no say in it."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: Any = None
    ) -> Any:
        return renderers[0], renderers[0].media_type


class Subtitles(APIView):
    content_negotiation_class = AnyAccept

    @schema_texts.get_subtitles
    def get(
        self, request: Request, transcription_id: str, fmt: str
    ) -> HttpResponseBase:
        job = find(request, transcription_id)
        if fmt not in links.FORMATS:
            raise UnsupportedFormat(
                details={"format": fmt, "supported_formats": list(links.FORMATS)}
            )
        asked = queries.parameters(request, queries.SubtitleLayout)
        stored.require_result(job)
        names = stored.speaker_names(job) if asked.pop("speaker_labels") else None
        layout = Layout(**asked, language=stored.language_of(job))

        def build() -> HttpResponseBase:
            text = exports.subtitles(fmt, stored.sentences_of(job), layout, names)
            content_type = exports.CONTENT_TYPES[fmt]
            return _marked(HttpResponse(text, content_type=content_type), job)

        return cached(request, job, build)


class Search(APIView):
    """Also while the job is processed, in what there is of it."""

    @schema_texts.search_transcript
    def get(self, request: Request, transcription_id: str) -> HttpResponseBase:
        job = find(request, transcription_id)
        query = queries.parameters(request, queries.Phrase)["query"]
        done = job.status in ENDED
        if done:
            stored.require_result(job)

        def build() -> HttpResponseBase:
            read = stored.sentences_of if done else checkpoints.partial_sentences
            sentences = read(job)
            matches = phrase_search.find(sentences, phrase_search.terms(query))
            found = [_match(match) for match in matches]
            data = {
                "transcription_id": job.public_id,
                "query": query,
                "matches": found,
                "total_count": len(found),
            }
            body: dict[str, Any] = {"data": data}
            if done:
                body["actions"] = links.texts(request, job, without="search")
            return _marked(Response(body), job)

        return cached(request, job, build)


def _listing(
    request: Request,
    job: Transcription,
    name: str,
    *,
    page: Mapping[str, Any],
    items: list[dict[str, Any]],
    total: int,
) -> HttpResponseBase:
    siblings = links.texts(request, job, without=f"get_{name}")
    body = {
        "data": {
            "transcription_id": job.public_id,
            "audio_duration_seconds": float(job.duration_seconds),
            name: items,
        },
        "metadata": {
            "upstream_latency_ms": 0,
            "retry_attempts": 0,
            "cache_hit": False,
            "total_count": total,
            "returned_count": len(items),
        },
        "actions": {**siblings, **links.pages(request, **page, total=total)},
    }
    return _marked(Response(body), job)


def _slice(page: Mapping[str, Any]) -> slice:
    begin = page["offset"]
    return slice(begin, None if page["limit"] is None else begin + page["limit"])


def _item(text: Paragraph | Sentence) -> dict[str, Any]:
    return {
        "text": text.text,
        "start": round(text.start, 3),
        "end": round(text.end, 3),
        "speaker": text.speaker or None,
        "confidence": _rounded(text.confidence),
    }


def _sentiment(job: Transcription, sentence: Sentence) -> str | None:
    """POSITIVE, NEUTRAL or NEGATIVE; null where it was not asked for or can't be told."""
    told = (job.result or {}).get("sentiment_analysis")
    return told[sentence.position]["sentiment"] if told else None


def _match(match: phrase_search.Match) -> dict[str, Any]:
    return {
        "text": match.text,
        "start": round(match.start, 3),
        "end": round(match.end, 3),
        "confidence": _rounded(match.confidence),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _marked(response: HttpResponseBase, job: Transcription) -> HttpResponseBase:
    """Say in the headers what was redacted of the text, once anything was."""
    if (job.result or {}).get("redaction"):
        response["X-PII-Redacted"] = "true"
        response["X-PII-Policies"] = ",".join(redaction_policies(job.options))
    return response
