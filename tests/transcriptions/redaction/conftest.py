"""A real engine, and a short dialogue with two numbers, heard once."""

from __future__ import annotations

import pytest

from tests.transcriptions.redaction.planted import dialogue, kept_of, words_of


class Remembering:
    """An engine that is asked the same thing only once, as tests share their audio."""

    def __init__(self, engine):
        self._engine, self._known = engine, {}
        self.info = engine.info

    def transcribe(self, samples, *, language, on_progress, vocabulary=()):
        key = samples.tobytes()
        if key not in self._known:
            self._known[key] = self._engine.transcribe(
                samples, language=language, on_progress=lambda seconds: None
            )
        for share in (0.0, 0.5, 1.0):
            on_progress(share * len(samples) / 16_000)
        return self._known[key]


@pytest.fixture(scope="session")
def engine():
    from transcriptions.engines.pocketsphinx import PocketSphinxEngine

    engine = PocketSphinxEngine()
    yield Remembering(engine)
    engine.close()


@pytest.fixture(scope="session")
def planted():
    """Two voices, two numbers; short, as the engine is slow."""
    return dialogue([("slt", 7), ("rms", 7)])


@pytest.fixture(scope="session")
def spans(planted):
    """What is to be blanked: the numbers and a little of the pauses beside them."""
    return tuple((start - 0.08, end + 0.08) for start, end in planted.spans)


@pytest.fixture(scope="session")
def words(engine, planted):
    """What the engine hears in the whole dialogue."""
    return words_of(engine, planted.samples)


@pytest.fixture(scope="session")
def kept(words, planted):
    """The words of its transcript that are not redacted."""
    return kept_of(words, planted.spans)
