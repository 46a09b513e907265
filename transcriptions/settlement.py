"""What a job is charged too much, once its audio is decoded."""

from __future__ import annotations

from decimal import Decimal

from billing import pricing
from transcriptions.models import Transcription


def overcharged(job: Transcription, decoded_seconds: float) -> int:
    """Synapses paid for audio that was declared but is not there.

    The milliseconds that encoders pad are no refund.
    """
    declared, decoded = job.duration_seconds, Decimal(str(decoded_seconds))
    if decoded >= declared * Decimal("0.99") - 1:
        return 0
    due = pricing.prorated(job.synapses_charged, decoded / declared)
    return job.synapses_charged - due
