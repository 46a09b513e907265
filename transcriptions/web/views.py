"""The pages about transcriptions: access, one read, one template."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from aitronos_site.lib.ranged_file import RangedFile
from billing import ledger, low_balance
from organizations import access
from organizations.errors import ResourceNotFound
from organizations.web import workspace
from transcriptions import events, playback, speaker_names
from transcriptions.errors import InvalidField
from transcriptions.forecast import Forecast
from transcriptions.models import Transcription
from transcriptions.speakers import shown_name
from transcriptions.web import choices, downloads, pages, reading

PLAIN = "text/plain; charset=utf-8"


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    here = workspace.of(request)
    held = low_balance.row(here.organization)
    context = {
        "workspace": here,
        "balance": held.synapses,
        "low_below": here.manages and held.low_since and held.low_threshold,
        "listing": pages.listing(here.organization, request.GET.get("page", "")),
        "unknown_job": pages.unknown_job(),
    }
    return render(request, "transcriptions/dashboard.html", context)


@require_safe
@login_required
def balance(request: HttpRequest) -> HttpResponse:
    here = workspace.of(request)
    synapses = ledger.balance(here.organization)
    return HttpResponse(str(synapses), content_type=PLAIN)


@require_safe
@login_required
def new(request: HttpRequest) -> HttpResponse:
    here = workspace.of(request)
    context = {
        "workspace": here,
        "balance": ledger.balance(here.organization),
        "choices": choices.current(),
        "unknown_job": pages.unknown_job(),
    }
    return render(request, "transcriptions/new.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    job = _visible(request, public_id)
    context = {
        "workspace": workspace.around(request, job.organization),
        "job": job,
        "progress": events.progress(job, Forecast()),
        "steps": pages.steps(job),
        "rows": reading.so_far(job),
        "outcome": reading.outcome(job),
    }
    return render(request, "transcriptions/detail.html", context)


@require_safe
@login_required
def transcript(request: HttpRequest, public_id: str) -> HttpResponse:
    """The part of the page that appears when a job has ended."""
    job = _visible(request, public_id)
    context = {"job": job, "outcome": reading.outcome(job)}
    return render(request, "transcriptions/_outcome.html", context)


@require_safe
@login_required
def partial(request: HttpRequest, public_id: str) -> HttpResponse:
    """The part of the page that grows while a job is worked on."""
    job = _visible(request, public_id)
    context = {"job": job, "rows": reading.so_far(job)}
    return render(request, "transcriptions/_so_far.html", context)


@require_POST
@login_required
def name_speaker(request: HttpRequest, public_id: str, label: str) -> HttpResponse:
    """The speaker's name as text, or 422 with what is wrong with it."""
    job = _visible(request, public_id)
    try:
        name = speaker_names.rename(job, label, request.POST.get("name", ""))
    except InvalidField as wrong:
        (reason,) = wrong.details["fields"]["name"]
        return HttpResponse(reason, status=422, content_type=PLAIN)
    except ResourceNotFound as missing:
        raise Http404 from missing
    return HttpResponse(shown_name(label, name), content_type=PLAIN)


@require_safe
@login_required
def audio(request: HttpRequest, public_id: str) -> HttpResponseBase:
    job = _visible(request, public_id)
    heard = playback.of(job)
    try:
        file = heard.open()
    except FileNotFoundError as missing:
        raise Http404 from missing
    etag = f'"{job.public_id}-{heard.audible}"'
    return RangedFile(request, file, content_type=heard.content_type, etag=etag)


@require_safe
@login_required
def export(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    job = _visible(request, public_id)
    try:
        download = downloads.of(job, fmt)
    except LookupError as missing:
        raise Http404 from missing
    disposition = content_disposition_header(True, download.filename)
    return HttpResponse(
        download.content,
        content_type=download.content_type,
        headers={"Content-Disposition": disposition},
    )


def _visible(request: HttpRequest, public_id: str) -> Transcription:
    mine = access.visible(access.caller(request.user), pages.jobs())
    return get_object_or_404(mine, public_id=public_id)
