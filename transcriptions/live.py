"""Telling the web processes that something has changed.

The event row is the truth; this is only a nudge to read it, which PostgreSQL delivers
when the transaction commits and drops when it rolls back. A lost one costs a second,
not an update: `transcriptions.pump` also looks by itself.
"""

from __future__ import annotations

from django.db import connection

CHANNEL = "transcription_events"


def publish() -> None:
    """Nudge every listener once the current transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def group_of(organization_id: int) -> str:
    """The Channels group of the sockets that watch an organization."""
    return f"organization-{organization_id}"
