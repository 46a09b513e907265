from __future__ import annotations

import pytest

from tests.audio_files import make_audio
from transcriptions import pipeline
from transcriptions.engines.base import EngineInfo, Recognition
from transcriptions.transcript import Segment, Word


class Prepared:
    """An engine that has heard the same words in any audio."""

    info = EngineInfo("prepared", "none", "1")

    def __init__(self, text, language):
        words = tuple(
            Word(word, at / 10, at / 10 + 0.1, 1.0)
            for at, word in enumerate(text.split())
        )
        segment = Segment(text, 0.0, words[-1].end, words)
        self._heard = Recognition((segment,), language, 0.9, ((0.0, 1.0),))

    def transcribe(self, samples, *, language, on_progress):
        return self._heard

    def close(self):
        pass


@pytest.mark.parametrize(
    ("language", "sentences"),
    [("el", ["Τι κάνεις;", "Καλά."]), ("pt", ["Τι κάνεις; Καλά."])],  # noqa: RUF001
)
def test_sentences_end_as_the_language_that_was_heard_has_it(
    tmp_path, language, sentences
):
    path = make_audio(tmp_path / "talk.wav", "wav", seconds=1)

    with path.open("rb") as file:
        spoken = pipeline.transcribe(
            file,
            Prepared("Τι κάνεις; Καλά.", language),  # noqa: RUF001
            language="auto",
            declared_seconds=1.0,
            window_seconds=600.0,
            on_progress=lambda seconds: None,
        )

    assert spoken.language == language
    assert [sentence.text for sentence in spoken.sentences] == sentences
