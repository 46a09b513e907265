"""The sole writer of a transcription's status, and of its events.

Every move is one conditional UPDATE that names the status it leaves; a worker's moves
also name its lease token, so that a worker that lost its lease writes nothing. Money,
event and doorbell go with the move in the same transaction.
"""

from __future__ import annotations

from transcriptions.lifecycle.customer import cancel, delete, retry, submit
from transcriptions.lifecycle.moves import Lease
from transcriptions.lifecycle.sweeping import sweep
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
    "Lease",
    "advance",
    "cancel",
    "checkpoint",
    "claim",
    "complete",
    "delete",
    "fail",
    "hand_back",
    "heartbeat",
    "keep_audio",
    "require",
    "retry",
    "submit",
    "sweep",
]
