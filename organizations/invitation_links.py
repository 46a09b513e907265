"""The address that an invitation's e-mail leads to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse


def links(request: HttpRequest) -> Callable[[str], str]:
    """Makes a token's address on the host by which `request` came."""

    def link_to(token: str) -> str:
        page = reverse("organizations:invitation", args=[token])
        return request.build_absolute_uri(page)

    return link_to
