"""What both steps of signing in do with a try: put it on record, or refuse it."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations import audit
from organizations.models import Organization
from organizations.models_audit import Action
from organizations.rate_limits import State


def note(action: Action, email: str) -> None:
    """Record it once for each organization of the person; without one, for none."""
    mine = Organization.objects.filter(memberships__user__email=email)
    found: list[Organization | None] = [*mine]
    for organization in found or [None]:
        audit.record(action, organization=organization, actor=email)


def too_many(request: HttpRequest, state: State) -> HttpResponse:
    seconds = max(1, math.ceil(state.wait.total_seconds()))
    shown = {"seconds": seconds}
    answer = render(request, "organizations/too_many_tries.html", shown, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
