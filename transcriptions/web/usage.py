"""The page about an organization's usage, and its figures as JSON and CSV."""

from __future__ import annotations

import csv
from dataclasses import asdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from billing.usage import PERIODS, Period
from organizations.web import workspace
from organizations.web.workspace import Workspace
from transcriptions import usage

#: Table → its columns.
COLUMNS = {
    "days": ("date", "hours", "synapses", "refunded", "added", "balance"),
    "languages": ("name", "hours", "synapses"),
    "priorities": ("name", "hours", "synapses"),
    "actors": ("actor", "synapses"),
    "jobs": ("job", "filename", "synapses"),
    "refunds": ("at", "job", "filename", "synapses", "reason"),
}
#: A spreadsheet takes a text that starts with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@login_required
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    here, period = _asked(request)
    found = usage.of(here.organization, period)
    context = {
        "workspace": here,
        "usage": found,
        "period": period,
        "periods": PERIODS,
        "tables": COLUMNS,
        "chart": {
            "dates": [day.date for day in found.days],
            "balances": [day.balance for day in found.days],
            "synapses": [day.synapses for day in found.days],
        },
    }
    return render(request, "transcriptions/usage.html", context)


@require_safe
@login_required
@never_cache
def as_json(request: HttpRequest) -> HttpResponse:
    here, period = _asked(request)
    return JsonResponse(usage.of(here.organization, period).as_json())


@require_safe
@login_required
@never_cache
def as_csv(request: HttpRequest) -> HttpResponse:
    here, period = _asked(request)
    table = request.GET.get("table", "days")
    if table not in COLUMNS:
        raise Http404
    name = f"usage-{table}-{period.dates[0]}-{period.last}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    sheet = csv.writer(response)
    sheet.writerow(COLUMNS[table])
    for row in getattr(usage.of(here.organization, period), table):
        cells = asdict(row)
        sheet.writerow([_safe(cells[column]) for column in COLUMNS[table]])
    return response


def _asked(request: HttpRequest) -> tuple[Workspace, Period]:
    here = workspace.of(request)
    refusal = "Only owners and admins of the organization see its usage."
    workspace.require_manager(request, here.organization, refusal=refusal)
    return here, Period.of(request.GET.get("days", ""))


def _safe(cell: Any) -> Any:
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
