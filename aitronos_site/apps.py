"""The composition root as a Django app: its commands and its system checks."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "aitronos_site"
    verbose_name = "Aitronos Transcribe"

    def ready(self) -> None:
        from aitronos_site import checks  # noqa: F401  (registers the checks)
