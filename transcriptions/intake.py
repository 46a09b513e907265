"""From what a customer asks to a job that is checked and priced.

All network work of a submission happens here, before any transaction: the duration is
read from a few ranges of the file; where the header can't be trusted for a price, the
file is fetched first and measured. Nothing is charged here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage

from aitronos_site.lib import safe_http
from billing import pricing, rates
from billing.pricing import Quote
from organizations.access import Caller
from organizations.models import Organization
from transcriptions import languages, uploads, vocabulary, webhooks, workers
from transcriptions.audio import source
from transcriptions.audio.acceptance import check_duration, examine
from transcriptions.audio.probe import probe
from transcriptions.errors import InvalidAudioUrl, InvalidField
from transcriptions.models import Transcription, Upload
from transcriptions.states import PRIORITY_RANK, Priority


@dataclass(frozen=True)
class Order:
    """What is asked, in the right shape. `own_origin` tells uploads' URLs from others'."""

    organization: Organization
    caller: Caller
    audio_url: str
    language: str
    own_origin: str = ""
    priority: str = Priority.NORMAL
    options: Mapping[str, Any] = field(default_factory=dict)
    vocabulary: Sequence[str] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    request_id: str = ""


@dataclass(frozen=True)
class Audio:
    """Audio whose length is known; `stored` is its name in the storage, if there."""

    duration_seconds: Decimal
    content_type: str
    filename: str
    stored: str = ""
    upload: Upload | None = None


def prepare(order: Order) -> tuple[Transcription, Quote]:
    """Check an order and price it; return the job, unsaved, and its price.

    Raises InvalidField, InvalidAudioUrl, UnsupportedAudio or AudioTooLarge.
    """
    check_language(order.language)
    check_webhook(order.options)
    audio = _audio(order)
    price = pricing.quote(
        audio.duration_seconds, order.priority, rates.current(order.organization)
    )
    return _job(order, audio), price


def discard(job: Transcription) -> None:
    """Remove what `prepare` fetched for a job that is not submitted after all."""
    if job.audio and job.upload is None:
        default_storage.delete(str(job.audio))


def check_language(language: str) -> None:
    """Raise InvalidField unless an engine that is at work knows the language."""
    engines = engines_at_work()
    if any(languages.accepts(engine, language) for engine in engines):
        return
    known = sorted(languages.of_any(engines))
    raise InvalidField(
        {
            "transcription_options.language": [
                f"“{language[:20]}” is not a language that can be transcribed here. "
                f"Known: {', '.join(known)}; or auto."
            ]
        }
    )


def check_webhook(options: Mapping[str, Any]) -> None:
    webhook = options.get("webhook")
    if webhook:
        webhooks.check_url(webhook["url"], field="webhook.url")


def engines_at_work() -> set[str]:
    """The configured engine; with `auto`, those that live workers report, or any."""
    if settings.TRANSCRIPTION_ENGINE != "auto":
        return {settings.TRANSCRIPTION_ENGINE}
    reported = workers.alive().exclude(engine=None).values_list("engine", flat=True)
    names = {engine["name"] for engine in reported if engine}
    return names or set(languages.ENGINE_LANGUAGES)


def _audio(order: Order) -> Audio:
    upload = uploads.find(order.organization, order.audio_url, order.own_origin)
    if upload is not None:
        return _uploaded(upload)
    try:
        return _remote(order)
    except safe_http.BodyTooLarge as error:
        raise source.too_large(error) from error
    except safe_http.FetchError as error:
        raise InvalidAudioUrl(order.audio_url, source.reason(error)) from error


def _uploaded(upload: Upload) -> Audio:
    return Audio(
        upload.duration_seconds,
        upload.content_type,
        upload.filename,
        stored=str(upload.file),
        upload=upload,
    )


def _remote(order: Order) -> Audio:
    policy = source.policy(settings.PROBE_TIMEOUT_S)
    try:
        with safe_http.open_ranges(order.audio_url, policy) as remote:
            found = probe(cast(BinaryIO, remote))
            filename = uploads.clean_filename(remote.filename)
    except safe_http.RangesUnsupported:
        return _fetched(order)
    if not found.exact:
        return _fetched(order)
    check_duration(found)
    return Audio(found.duration_seconds, found.content_type, filename)


def _fetched(order: Order) -> Audio:
    """Download first, then measure; a file that is refused is not kept."""
    name = source.fetch(
        order.audio_url,
        order.organization.public_id,
        total_timeout=settings.PROBE_DOWNLOAD_TIMEOUT_S,
    )
    try:
        with default_storage.open(name) as file:
            found = examine(cast(BinaryIO, file))
    except BaseException:
        default_storage.delete(name)
        raise
    filename = uploads.clean_filename(order.audio_url.split("?")[0])
    return Audio(found.duration_seconds, found.content_type, filename, stored=name)


def _job(order: Order, audio: Audio) -> Transcription:
    caller = order.caller
    return Transcription(
        organization=order.organization,
        created_by=caller.user,
        api_key=caller.api_key,
        request_id=order.request_id,
        audio_url=order.audio_url,
        upload=audio.upload,
        filename=audio.filename,
        language=order.language,
        priority=order.priority,
        priority_rank=PRIORITY_RANK[Priority(order.priority)],
        options={**vocabulary.as_options(order.vocabulary), **order.options},
        metadata=dict(order.metadata),
        audio=audio.stored,
        content_type=audio.content_type,
        duration_seconds=audio.duration_seconds,
    )
