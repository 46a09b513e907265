from __future__ import annotations

import numpy as np
import pytest
import torch

from tests.transcriptions.diarization.dialogues import lines
from transcriptions.diarization import voice_encoder
from transcriptions.diarization.base import DiarizerUnavailable
from transcriptions.diarization.mel_bank import mel_bank
from transcriptions.diarization.voice_encoder import VoiceEncoder

# What Resemblyzer 0.1.4 itself (with librosa 0.11) gives for the tone below: the values
# of its embedding that exceed 0.15, by place.
REFERENCE = {
    42: 0.1854,
    78: 0.1686,
    113: 0.1553,
    119: 0.1605,
    127: 0.2274,
    146: 0.1712,
    158: 0.2556,
    168: 0.1662,
    180: 0.2422,
    218: 0.1687,
    235: 0.1872,
    236: 0.1689,
    246: 0.1698,
}


@pytest.fixture(scope="module")
def encoder():
    return VoiceEncoder()


def tone():
    """Two seconds of a wavering voice-like tone."""
    t = np.arange(32_000) / 16_000
    wavering = t * (1 + 0.1 * np.sin(2 * np.pi * 3 * t))
    tones = (np.sin(2 * np.pi * 110 * h * wavering) / h for h in range(1, 20))
    return (sum(tones) * 0.05).astype(np.float32)


def embedded(encoder, samples):
    spectrum = encoder.spectrum(samples)
    return encoder.embed(spectrum, [np.arange(len(samples) // 160)])[0]


def test_it_gives_the_values_that_resemblyzer_gives(encoder):
    spectrum = encoder.spectrum(tone())

    (found,) = encoder.embed(spectrum, [np.arange(160)])

    above = np.flatnonzero(found > 0.15).tolist()
    assert above == list(REFERENCE)
    assert found[above] == pytest.approx(list(REFERENCE.values()), abs=2e-4)


def test_one_voice_is_nearer_to_itself_than_to_another(encoder):
    slt, rms = (
        [embedded(encoder, line) for line in lines(voice)[:2]]
        for voice in ("slt", "rms")
    )

    assert slt[0] @ slt[1] > 0.8 > 0.7 > max(slt[0] @ rms[0], slt[1] @ rms[1])


def test_embeddings_have_length_one_and_no_negative_values(encoder):
    spectrum = encoder.spectrum(tone())

    found = encoder.embed(spectrum, [np.arange(30), np.arange(200), np.arange(160)])

    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    assert found.min() >= 0
    assert encoder.embed(spectrum, []).shape == (0, 256)


def test_the_volume_of_quiet_speech_does_not_matter(encoder):
    line = lines("awb")[0]

    quiet, quieter = embedded(encoder, line * 0.05), embedded(encoder, line * 0.01)

    assert quiet @ quieter > 0.999


def test_mel_bands_peak_in_rising_order_and_have_equal_area():
    bank = mel_bank(16_000, 400, 40)

    assert bank.shape == (40, 201)
    assert (np.diff(bank.argmax(axis=1)) >= 0).all()
    assert bank[20:].sum(axis=1) * 40 == pytest.approx(1, abs=0.05)  # 40 Hz a bin


def test_missing_weights_are_named(monkeypatch):
    monkeypatch.setattr(voice_encoder, "find_spec", lambda _name: None)

    with pytest.raises(DiarizerUnavailable, match="Resemblyzer"):
        VoiceEncoder()


def test_broken_weights_are_named(monkeypatch, tmp_path):
    class Spec:
        submodule_search_locations = [str(tmp_path)]

    torch.save({"other": 1}, tmp_path / "pretrained.pt")
    monkeypatch.setattr(voice_encoder, "find_spec", lambda _name: Spec)

    with pytest.raises(DiarizerUnavailable, match=r"pretrained\.pt"):
        VoiceEncoder()
