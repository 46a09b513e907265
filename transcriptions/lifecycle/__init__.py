"""The sole writer of a transcription's status, and of its events.

Every move is one conditional UPDATE that names the status it leaves; a worker's moves
also name its lease token, so that a worker that lost its lease writes nothing. Money,
event and doorbell go with the move in the same transaction.
"""

from __future__ import annotations

from transcriptions.lifecycle.analysing import (
    claim_analysis,
    complete_analysed,
    hand_on,
    put_back_analysis,
    waiting_for_analysis,
)
from transcriptions.lifecycle.customer import cancel, delete, retry, submit
from transcriptions.lifecycle.moves import Lease
from transcriptions.lifecycle.redacting import (
    redacted_audio_failed,
    redacted_audio_ready,
)
from transcriptions.lifecycle.sweeping import ANALYSIS_LOST, sweep
from transcriptions.lifecycle.worker import (
    advance,
    checkpoint,
    claim,
    complete,
    fail,
    hand_back,
    heartbeat,
    keep_audio,
    require,
)

__all__ = [
    "ANALYSIS_LOST",
    "Lease",
    "advance",
    "cancel",
    "checkpoint",
    "claim",
    "claim_analysis",
    "complete",
    "complete_analysed",
    "delete",
    "fail",
    "hand_back",
    "hand_on",
    "heartbeat",
    "keep_audio",
    "put_back_analysis",
    "redacted_audio_failed",
    "redacted_audio_ready",
    "require",
    "retry",
    "submit",
    "sweep",
    "waiting_for_analysis",
]
