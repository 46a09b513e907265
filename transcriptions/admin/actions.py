"""What can be done to jobs from the admin's list; each job's outcome is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from aitronos_site.lib.errors import DomainError
from billing.ledger import Cause
from transcriptions import deletion, lifecycle, submission
from transcriptions.models import Transcription


@admin.action(description="Cancel the selected transcriptions", permissions=["view"])
def cancel(
    page: admin.ModelAdmin[Any], request: HttpRequest, jobs: QuerySet[Transcription]
) -> None:
    def one(job: Transcription) -> None:
        lifecycle.cancel(job, cause=_cause(request, "Cancelled"))

    _each(page, request, jobs, one, "cancelled")


@admin.action(
    description="Retry the selected transcriptions, charging them anew",
    permissions=["view"],
)
def retry(
    page: admin.ModelAdmin[Any], request: HttpRequest, jobs: QuerySet[Transcription]
) -> None:
    def one(job: Transcription) -> None:
        submission.retry(job, cause=_cause(request, "Retried"))

    _each(page, request, jobs, one, "queued again")


@admin.action(description="Delete the selected transcriptions", permissions=["view"])
def delete(
    page: admin.ModelAdmin[Any], request: HttpRequest, jobs: QuerySet[Transcription]
) -> HttpResponse | None:
    """Ask first; `confirmed` comes from the page that asks."""
    if "confirmed" not in request.POST:
        context = {**page.admin_site.each_context(request), "jobs": jobs}
        context |= {"title": "Delete transcriptions?", "opts": page.opts}
        template = "admin/transcriptions/confirm_delete.html"
        return TemplateResponse(request, template, context)

    def one(job: Transcription) -> None:
        deletion.delete(job, cause=_cause(request, "Deleted"))

    _each(page, request, jobs, one, "deleted")
    return None


def _each(
    page: admin.ModelAdmin[Any],
    request: HttpRequest,
    jobs: QuerySet[Transcription],
    act: Callable[[Transcription], None],
    done: str,
) -> None:
    """Every job by itself: one that can't be is named, and the others are done."""
    for job in jobs.select_related("organization"):
        name = f"{job.public_id} ({job.filename})"
        try:
            act(job)
        except DomainError as error:
            text = f"Not {done}: {name}. {error.message}"
            page.message_user(request, text, messages.ERROR)
        else:
            page.message_user(
                request, f"{done.capitalize()}: {name}.", messages.SUCCESS
            )


def _cause(request: HttpRequest, reason: str) -> Cause:
    request_id = getattr(request, "request_id", "")
    return Cause(reason, request_id, actor=str(request.user))
