"""Signed headers as Standard Webhooks wants them; the only importer of its library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook


def signed_headers(
    webhook_id: str, at: datetime, body: str, secrets: Iterable[str]
) -> dict[str, str]:
    """The headers of a try made `at` (UTC), with one signature for each secret."""
    signatures = [Webhook(secret).sign(webhook_id, at, body) for secret in secrets]
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
