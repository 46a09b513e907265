"""The page about webhooks, for owners and admins: secret, endpoints, deliveries."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organizations import access
from organizations.models import Organization
from organizations.web import workspace
from organizations.web.workspace import Workspace
from transcriptions import webhook_secrets
from transcriptions import webhooks as domain
from transcriptions.errors import InvalidField, WebhookErased
from transcriptions.models_webhooks import WebhookDelivery
from transcriptions.web import webhook_pages


@require_safe
@login_required
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, _managed(request))


@require_POST
@login_required
@never_cache
def reveal(request: HttpRequest) -> HttpResponse:
    """Shows the current secret, if nobody has seen it yet."""
    here = _managed(request)
    return _page(request, here, secret=webhook_secrets.reveal(here.organization))


@require_POST
@login_required
@never_cache
def rotate(request: HttpRequest) -> HttpResponse:
    here = _managed(request)
    secret = webhook_secrets.rotate(here.organization, actor=request.user)
    return _page(request, here, secret=secret)


@require_POST
@login_required
def test(request: HttpRequest) -> HttpResponse:
    here = _managed(request)
    url = request.POST.get("url", "").strip()
    try:
        domain.send_test(here.organization, url)
    except InvalidField as wrong:
        (reason,) = wrong.details["fields"]["url"]
        return _page(request, here, status=422, test_url=url, test_error=reason)
    return _back(here.organization)


@require_POST
@login_required
def resume(request: HttpRequest) -> HttpResponse:
    here = _managed(request)
    domain.resume(here.organization, request.POST.get("url", ""))
    return _back(here.organization)


@require_POST
@login_required
def replay(request: HttpRequest, public_id: str) -> HttpResponse:
    caller = access.caller(request.user)
    mine = access.visible(caller, WebhookDelivery.objects.all())
    delivery = get_object_or_404(
        mine.select_related("organization", "endpoint"), public_id=public_id
    )
    _require_manager(request, delivery.organization)
    try:
        domain.replay(delivery)
    except WebhookErased as erased:
        here = workspace.around(request, delivery.organization)
        return _page(request, here, status=409, replay_error=erased.message)
    return _back(delivery.organization)


def _managed(request: HttpRequest) -> Workspace:
    here = workspace.of(request)
    _require_manager(request, here.organization)
    return here


def _require_manager(request: HttpRequest, organization: Organization) -> None:
    refusal = "Only owners and admins of the organization see its webhooks."
    workspace.require_manager(request, organization, refusal=refusal)


def _page(
    request: HttpRequest, here: Workspace, *, status: int = 200, **shown: Any
) -> HttpResponse:
    page = webhook_pages.page(here.organization, request.GET.get("page", ""))
    context = {"workspace": here, "page": page, **shown}
    return render(request, "transcriptions/webhooks.html", context, status=status)


def _back(organization: Organization) -> HttpResponse:
    address = reverse("transcriptions:webhooks")
    return redirect(f"{address}?organization={organization.public_id}#deliveries")
