"""The page of an organization's API keys, for its owners and admins.

A secret is in one answer only, the one to the form that made it: it is never stored,
so that it can't come by way of a redirect.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from organizations import access
from organizations import keys as api_keys
from organizations.errors import OrganizationAccessDenied
from organizations.models import ApiKey, Organization
from organizations.web import workspace
from organizations.web.forms import NewKeyForm
from organizations.web.workspace import Workspace


@method_decorator([login_required, never_cache], name="dispatch")
class Keys(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        here = workspace.of(request)
        workspace.require_manager(request, here.organization)
        return _page(request, here, form=NewKeyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a key, for the organization that the form's page was about."""
        organization = _named(request)
        user = workspace.require_manager(request, organization)
        here = workspace.around(request, organization)
        form = NewKeyForm(request.POST)
        if not form.is_valid():
            return _page(request, here, form=form, status=422)
        key, secret = api_keys.issue(
            organization,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=form.expires_at(),
            created_by=user,
        )
        return _page(request, here, form=NewKeyForm(), new_key=key, secret=secret)


@require_POST
@login_required
def revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    mine = access.visible(access.caller(request.user), ApiKey.objects.all())
    key = get_object_or_404(mine.select_related("organization"), public_id=key_id)
    user = workspace.require_manager(request, key.organization)
    api_keys.revoke(key, actor=user)
    page = reverse("organizations:keys")
    return redirect(f"{page}?organization={key.organization.public_id}")


def _named(request: HttpRequest) -> Organization:
    caller = access.caller(request.user)
    try:
        return access.organization(caller, request.POST.get("organization", ""))
    except OrganizationAccessDenied as denied:
        raise Http404 from denied


def _page(
    request: HttpRequest, here: Workspace, *, status: int = 200, **context: Any
) -> HttpResponse:
    keys = here.organization.api_keys.select_related("created_by").order_by("-pk")
    shown = {"workspace": here, "keys": keys, **context}
    return render(request, "organizations/keys.html", shown, status=status)
