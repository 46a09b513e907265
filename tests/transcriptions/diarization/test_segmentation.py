from __future__ import annotations

import numpy as np
import pytest
import torch

from tests.transcriptions.diarization.dialogues import dialogue
from transcriptions.diarization import pyannet, segmentation
from transcriptions.diarization.base import DiarizerUnavailable
from transcriptions.diarization.segmentation import (
    CHUNK_SAMPLES,
    FIRST_FRAME,
    FRAME_SECONDS,
    Segmentation,
    bundled_model,
)


@pytest.fixture(scope="module")
def network():
    return Segmentation()


@pytest.mark.filterwarnings("ignore")
def test_the_network_scores_as_the_one_of_pyannote_does():
    from pyannote.audio import Model

    samples, _ = dialogue(["slt", "rms"], 4)
    batch = torch.from_numpy(samples[: 2 * CHUNK_SAMPLES].reshape(2, 1, -1))
    theirs = Model.from_pretrained(bundled_model()).eval()

    with torch.inference_mode():
        expected, found = theirs(batch), pyannet.load(bundled_model(), "cpu")(batch)

    assert found.shape == (2, 293, 3)
    assert found.max() > 0.9
    torch.testing.assert_close(found, expected)


def test_chunks_cover_the_audio_and_end_with_it(network):
    samples = np.zeros(round(7.3 * 16_000), np.float32)

    (chunks,) = network.chunks(samples, step=1.25)

    assert [chunk.at for chunk in chunks] == [0, 20_000, len(samples) - CHUNK_SAMPLES]


def test_long_audio_comes_in_batches(network):
    samples = np.zeros(30 * 16_000, np.float32)

    batches = list(network.chunks(samples, step=5.0))

    assert [chunk.at for batch in batches for chunk in batch] == [
        at * CHUNK_SAMPLES for at in range(6)
    ]


def test_a_voice_is_heard_when_it_speaks(network):
    samples, (turn,) = dialogue(["rms"], 1, gaps=(1.0,))

    ((chunk,),) = network.chunks(samples, step=1.25)

    frames = np.flatnonzero(chunk.heard.any(axis=1))
    times = FIRST_FRAME + frames * FRAME_SECONDS
    assert times[0] == pytest.approx(turn.start, abs=0.15)
    assert times[-1] == pytest.approx(turn.end, abs=0.15)


def test_nobody_is_heard_in_clean_silence_between_words(network):
    samples, truth = dialogue(["slt", "kal16"], 2, gaps=(0.2, 0.25))

    chunk = next(network.chunks(samples, step=1.25))[0]

    middle = (truth[0].end + truth[1].start) / 2
    assert not chunk.heard[round((middle - FIRST_FRAME) / FRAME_SECONDS)].any()


def test_a_checkpoint_runs_no_code(tmp_path):
    class Evil:
        def __reduce__(self):
            return (print, ("evil",))

    state = {"state_dict": {}, "extra": Evil()}
    torch.save(state, tmp_path / "model.bin")

    with pytest.raises(KeyError):
        pyannet.load(tmp_path / "model.bin", "cpu")


def test_a_missing_model_is_named(monkeypatch):
    monkeypatch.setattr(segmentation, "find_spec", lambda _name: None)

    with pytest.raises(DiarizerUnavailable, match="whisperx"):
        Segmentation()


def test_a_broken_model_is_named(monkeypatch, tmp_path):
    (tmp_path / "model.bin").write_bytes(b"not a model")
    monkeypatch.setattr(segmentation, "bundled_model", lambda: tmp_path / "model.bin")

    with pytest.raises(DiarizerUnavailable, match=r"model\.bin"):
        Segmentation()
