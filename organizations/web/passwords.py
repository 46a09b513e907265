"""The page on which a person changes the own password."""

from __future__ import annotations

from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse_lazy


class PasswordPage(PasswordChangeView):
    """Ends the person's other sessions, because their hash is of the old password."""

    template_name = "organizations/password.html"
    success_url = reverse_lazy("transcriptions:dashboard")
