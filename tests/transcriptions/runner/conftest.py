"""The real engine, kept for a module, in a worker that looks at nothing else."""

from __future__ import annotations

import pytest

from transcriptions import lease_keeper, resident


@pytest.fixture(autouse=True)
def embedded_engine(settings):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"


@pytest.fixture(autouse=True)
def the_keeper_does_not_look(monkeypatch, settings):
    """Its thread's connection does not see what the test's transaction has written."""
    settings.HEARTBEAT_S = 3600.0
    monkeypatch.setattr(lease_keeper, "LOOK_EVERY_S", 3600.0)


@pytest.fixture(scope="module", autouse=True)
def engine_ends_with_the_module():
    yield
    resident.close()
