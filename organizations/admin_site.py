"""The admin's door: platform staff, and owners and admins of organizations.

A manager needs no flag on the account: the membership opens the admin, and only what
`organizations.scoped_admin` shows. There is one page for signing in.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations import access


class HouseAdminSite(AdminSite):
    site_header = site_title = "Aitronos Transcribe"
    index_title = "Administration"
    site_url = None  # the header links to the dashboard itself
    enable_nav_sidebar = False  # its room is needed by the lists' columns

    def has_permission(self, request: HttpRequest) -> bool:
        return self._belongs_here(request) and not _lacks_second_factor(request)

    def _belongs_here(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and (user.is_superuser or access.managed(user).exists())

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the page where everybody signs in; refuse who already has.

        Who only lacks the second factor is sent to where it is turned on.
        """
        if self._belongs_here(request) and _lacks_second_factor(request):
            return redirect("organizations:security")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))


def _lacks_second_factor(request: HttpRequest) -> bool:
    verified: bool = request.user.is_verified()  # type: ignore[union-attr]
    return settings.REQUIRE_STAFF_TOTP and not verified
