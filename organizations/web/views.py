"""Signing in and out, and the choice of an organization."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organizations.errors import OrganizationAccessDenied
from organizations.web import workspace
from organizations.web.signing_in import SignIn

sign_in = SignIn.as_view()
sign_out = LogoutView.as_view()


@require_POST
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    try:
        workspace.choose(request, request.POST.get("organization", ""))
    except OrganizationAccessDenied as denied:
        raise Http404 from denied
    return redirect("transcriptions:dashboard")
