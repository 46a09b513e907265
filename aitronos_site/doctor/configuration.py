"""The settings, by Django's system checks and ours."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, warning


def check(asked: Asked) -> Iterator[Finding]:
    found = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    told = [message for message in found if not message.is_silenced()]
    for message in told:
        say = failure if message.is_serious() else warning
        hint = message.hint or "See docs/production.md."
        yield say(f"{message.msg} ({message.id})", str(hint))
    if not told:
        kind = "production" if settings.PRODUCTION else "development"
        yield ok(f"No setting contradicts another; they are for {kind}.")
