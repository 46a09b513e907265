"""A job that is done window by window: put aside, interrupted, resumed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.speech import SPEECH, repeated
from tests.transcriptions.runner.jobs import job_of, movements, run
from transcriptions import lifecycle, resident, runner
from transcriptions.engines.base import EngineError
from transcriptions.models import Transcription


@pytest.fixture
def windows(settings, tmp_path):
    """Eight seconds of speech, to be done in windows of three."""
    settings.WINDOW_S = 3.0
    return repeated(tmp_path / "talk.wav", 3).read_bytes()


LONG = Decimal("7.8")


class Recorder:
    """Notes what the engine is given, and may be told to stop the work at a window."""

    def __init__(self, monkeypatch):
        self.stop_at = None
        self.heard = []
        self._real = resident.engine().transcribe
        monkeypatch.setattr(resident.engine(), "transcribe", self)

    def __call__(self, samples, **options):
        if len(self.heard) == self.stop_at:
            raise EngineError("The engine stumbled.")
        self.heard.append(len(samples))
        return self._real(samples, **options)


def shown(job):
    """All that a reader gets of a completed job."""
    rows = job.sentences.values_list("text", "start", "end", "words", "flags")
    return list(rows), job.result


def test_a_job_that_was_interrupted_goes_on_where_it_was(acme, windows, monkeypatch):
    whole = run(job_of(acme, windows, duration_seconds=LONG))
    engine = Recorder(monkeypatch)
    engine.stop_at = 2
    job = run(job_of(acme, windows, duration_seconds=LONG))
    assert job.status == "queued"
    assert 5 < job.transcribed_seconds < 6
    first = list(engine.heard)
    Transcription.objects.update(not_before=job.created_at)

    engine.stop_at = None
    engine.heard = []
    run(job)

    assert job.status == "completed"
    assert len(first) == 2
    assert sum(first + engine.heard) == pytest.approx(7.8 * 16_000, abs=1600)
    assert shown(job) == shown(whole)
    assert not job.checkpoints.exists()
    assert movements(job) == [("charge", -8)]


SPEAKERS = {"speaker_analysis": {"diarization_enabled": True}}


def test_speakers_are_told_from_what_two_workers_heard(acme, windows, monkeypatch):
    fields = {"duration_seconds": LONG, "options": SPEAKERS}
    whole = run(job_of(acme, windows, **fields))
    assert [s["speaker"] for s in whole.result["speakers"]] == ["S1"]
    assert "invoice" in whole.result["utterances"][0]["text"]
    engine = Recorder(monkeypatch)
    engine.stop_at = 2
    job = run(job_of(acme, windows, **fields))
    assert job.status == "queued"
    Transcription.objects.update(not_before=job.created_at)
    engine.stop_at, engine.heard = None, []

    run(job)

    assert sum(engine.heard) < 0.4 * 7.8 * 16_000
    assert shown(job) == shown(whole)


def test_without_a_diarizer_the_text_is_delivered_with_a_warning(acme, settings):
    resident.close()
    settings.DIARIZER = "none"

    job = run(job_of(acme, SPEECH.read_bytes(), options=SPEAKERS))

    assert job.status == "completed"
    assert job.sentences.exists()
    assert job.result["speakers"] is None
    warnings = job.result["quality"]["warnings"]
    assert [w["code"] for w in warnings] == ["DIARIZATION_FAILED"]


def test_windows_heard_under_other_circumstances_are_heard_again(
    acme, windows, monkeypatch, settings
):
    engine = Recorder(monkeypatch)
    engine.stop_at = 2
    job = run(job_of(acme, windows, duration_seconds=LONG))
    Transcription.objects.update(not_before=job.created_at)
    settings.WINDOW_S = 4.0
    engine.stop_at = None
    engine.heard = []

    run(job)

    assert job.status == "completed"
    assert sum(engine.heard) == pytest.approx(7.8 * 16_000, abs=1600)


def test_progress_does_not_fall_back_while_windows_are_recalled(
    acme, windows, monkeypatch
):
    monkeypatch.setattr(runner, "REPORT_EVERY_S", 0.0)
    engine = Recorder(monkeypatch)
    engine.stop_at = 2
    job = run(job_of(acme, windows, duration_seconds=LONG))
    reached = []
    real = lifecycle.advance

    def note(lease, stage, percent, **more):
        reached.append(percent)
        real(lease, stage, percent, **more)

    monkeypatch.setattr(lifecycle, "advance", note)
    Transcription.objects.update(not_before=job.created_at)
    before, engine.stop_at = job.percent, None

    run(job)

    assert job.status == "completed"
    assert reached == sorted(reached)
    assert reached[0] == before > 40


def urgent_of(cast):
    return job_of(cast, SPEECH.read_bytes(), priority="urgent", priority_rank=0)


def test_urgent_work_goes_first_at_the_edge_of_a_window(acme, windows, monkeypatch):
    job = job_of(acme, windows, duration_seconds=LONG)
    engine = Recorder(monkeypatch)
    real, urgent = lifecycle.checkpoint, []

    def submit_meanwhile(*args):
        real(*args)
        if not urgent:
            urgent.append(urgent_of(acme))

    monkeypatch.setattr(lifecycle, "checkpoint", submit_meanwhile)

    run(job)

    assert (job.status, job.claims, job.checkpoints.count()) == ("queued", 0, 1)
    assert "urgent" in job.events.get(type="requeued").detail
    assert run(urgent[0]).status == "completed"
    assert run(job).status == "completed"
    windows_of_both = (7.8 + 2.6) * 16_000
    assert sum(engine.heard) == pytest.approx(windows_of_both, abs=3200)


def test_a_job_is_not_put_aside_with_its_last_window_done(acme, monkeypatch):
    job = job_of(acme, SPEECH.read_bytes())
    real = lifecycle.checkpoint

    def submit_meanwhile(*args):
        real(*args)
        urgent_of(acme)

    monkeypatch.setattr(lifecycle, "checkpoint", submit_meanwhile)

    assert run(job).status == "completed"
