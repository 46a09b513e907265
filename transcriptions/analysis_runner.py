"""One job's analysis in a worker: claim, analyse, complete, and the error policy.

Only an analysis worker imports this. Whatever goes wrong costs the analysis, never the
transcript; and no text of a transcript is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from aitronos_site.lib.draining import draining
from transcriptions import analysts, lease_keeper, lifecycle, presence, settlement, stored
from transcriptions.analysis.analyser import Analysis, analyse
from transcriptions.analysis.features import Feature
from transcriptions.errors import LeaseLost
from transcriptions.lease_keeper import Draining, LeaseKeeper
from transcriptions.lifecycle import Lease
from transcriptions.models import Transcription
from transcriptions.options import wanted_features

log = logging.getLogger(__name__)
