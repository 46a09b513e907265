"""One job's analysis in a worker: claim, analyse, complete, and the error policy.

Only an analysis worker imports this. Whatever goes wrong costs the analysis, never the
transcript.
"""

from __future__ import annotations

import logging

from aitronos_site.lib.draining import draining
from transcriptions import (
    analysis_results,
    lease_keeper,
    lifecycle,
    presence,
    resident_analysts,
    stored,
)
from transcriptions.analysis.analyser import Analysis, analyse
from transcriptions.errors import LeaseLost
from transcriptions.lease_keeper import Draining, LeaseKeeper
from transcriptions.lifecycle import Lease
from transcriptions.options import wanted_features
from transcriptions.transcript import Sentence

log = logging.getLogger(__name__)


def run_next() -> bool:
    """Analyse the most urgent job that waits for it; False if none does."""
    if draining.is_set():
        return False
    lease = lifecycle.claim_analysis(presence.name())
    if lease is None:
        return False
    log.info("%s: its analysis is claimed", lease.transcription.public_id)
    try:
        _run(lease)
    except LeaseLost:
        log.warning("%s: the lease is lost.", lease.transcription.public_id)
    return True


def _run(lease: Lease) -> None:
    sentences = stored.sentences_of(lease.transcription)
    try:
        with lease_keeper.of_job(lease) as keeper:
            analysis = _analysis(lease, sentences, keeper)
    except LeaseLost:
        raise
    except Draining:
        lifecycle.put_back_analysis(lease, "The worker was stopped.", counts=False)
    except Exception as error:
        # By its type alone: what was said must not get into a log.
        log.error("The analysis failed: %s", type(error).__name__)
        lifecycle.complete_analysed(lease, {}, [lifecycle.ANALYSIS_LOST])
    else:
        lifecycle.complete_analysed(
            lease,
            analysis_results.fields(sentences, analysis),
            analysis_results.warnings(analysis),
        )


def _analysis(lease: Lease, sentences: list[Sentence], keeper: LeaseKeeper) -> Analysis:
    job = lease.transcription
    return analyse(
        sentences,
        language=stored.language_of(job),
        wanted=wanted_features(job.options),
        analysers=resident_analysts.analysers(),
        names=stored.speaker_names(job),
        on_progress=lambda share: keeper.check(),
    )
