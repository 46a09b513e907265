"""E-mail: whether it leaves this machine, and whether its server takes it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, skipped, warning

TIMEOUT_S = 5
MEND = "Set EMAIL_URL=smtp+tls://user:password@host:587."


def check(asked: Asked) -> Iterator[Finding]:
    kind = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    if kind != "smtp":
        text = f"E-mail goes nowhere (backend “{kind}”)"
        if settings.PRODUCTION:
            yield warning(f"{text}: invitations reach nobody.", MEND)
        else:
            yield ok(f"{text}, which is fine for development.")
        return
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield warning(
            f"E-mail is sent as {settings.DEFAULT_FROM_EMAIL}; servers refuse that.",
            "Set DEFAULT_FROM_EMAIL to an address of yours.",
        )
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if asked.offline:
        yield skipped(f"The mail server {server} was not asked: offline.")
        return
    yield _server(server)


def _server(server: str) -> Finding:
    """Connect and sign in; nothing is sent."""
    connection = get_connection(timeout=TIMEOUT_S)
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:
        return failure(
            f"The mail server {server} refuses the user name or the password.",
            "Correct them in EMAIL_URL; special characters must be percent-encoded.",
        )
    except (OSError, smtplib.SMTPException) as error:
        return failure(
            f"The mail server {server} can't be used: {error}",
            f"Check its name, port and encryption. {MEND}",
        )
    finally:
        connection.close()
    return ok(f"The mail server {server} lets this service in.")
