from __future__ import annotations

import socket
from itertools import pairwise

import numpy as np
import pytest

from tests.transcriptions.engines import untrained_aligner
from tests.transcriptions.engines.speech import INVOICE, load, silence
from transcriptions.engines import alignment, environment
from transcriptions.engines.alignment import Aligners
from transcriptions.engines.base import EngineUnavailable

pytestmark = pytest.mark.filterwarnings("ignore")

SPAN = (0.2, 2.5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    environment.prepare(None, offline=True)
    return untrained_aligner.build(tmp_path_factory.mktemp("aligner"))


@pytest.fixture(scope="module")
def aligners(folder):
    models = {"en": str(folder), "ja": str(folder), "tr": str(folder)}
    return Aligners(models, device="cpu", download_root=None, offline=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please send the invoice on Monday morning."),
        ("en", "In 1961, Dr. O’Neil paid $3.50 — didn't he? Yes! No. No. No. 100%"),
        ("en", "  double  spaces\nand\tlines  "),
        ("en", "the the the the"),
        ("en", "1961"),
        ("en", "привет 你好 hello"),
        ("tr", "İstanbul'da İ"),
        ("ja", "今日はOpenAIの話。はい!"),
    ],
)
def test_all_words_come_back_as_written_in_order_and_inside(aligners, language, text):
    words = aligners.get(language).words(load(INVOICE), text, SPAN)

    assert [word.text for word in words] == alignment.split_words(text)
    assert all(SPAN[0] <= word.start <= word.end <= SPAN[1] for word in words)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(words))
    assert all(type(word.start) is float for word in words)
    spoken = [word for word in words if any(map(str.isalnum, word.text))]
    assert all(0 <= word.confidence <= 1 for word in spoken)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("... — !", SPAN),  # nothing that is heard
        ("hello there", (3.0, 4.0)),  # after the end of the audio
        ("many more letters than there are frames in so short a time", (0.5, 0.6)),
        ("hello", (1.0, 1.0)),
    ],
)
def test_what_cannot_be_found_is_admitted(aligners, text, span):
    assert aligners.get("en").words(load(INVOICE), text, span) is None


def test_silence_still_gives_every_word_a_time(aligners):
    words = aligners.get("en").words(silence(5), "hello there", (0.0, 5.0))

    assert [word.text for word in words] == ["hello", "there"]
    assert all(word.end - word.start <= 3.0 for word in words)


def test_an_answer_with_other_words_is_not_believed(aligners, monkeypatch):
    def swapped(*args):
        return {"word_segments": [{"word": "there"}, {"word": "hello"}]}

    monkeypatch.setattr("whisperx.alignment.align", swapped)

    assert aligners.get("en").words(load(INVOICE), "hello there", SPAN) is None


def test_times_are_plain_numbers_and_missing_ones_are_shared(aligners, monkeypatch):
    def answer(*args):
        known = {"start": np.float64(0.5), "end": np.float64(0.9), "score": 0.8}
        return {"word_segments": [{"word": "hello", **known}, {"word": "there"}]}

    monkeypatch.setattr("whisperx.alignment.align", answer)

    first, second = aligners.get("en").words(load(INVOICE), "hello there", SPAN)

    assert (first.start, first.end, first.confidence) == (0.5, 0.9, 0.8)
    assert (second.start, second.confidence) == (0.9, None)
    assert type(first.start) is float


def test_running_out_of_memory_is_no_dead_end_of_the_algorithm(aligners, monkeypatch):
    def exhausted(*args):
        raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB")

    monkeypatch.setattr("whisperx.alignment.align", exhausted)

    with pytest.raises(RuntimeError, match="out of memory"):
        aligners.get("en").words(load(INVOICE), "hello there", SPAN)


def test_languages_without_a_model_have_no_aligner(aligners):
    assert aligners.get("sw") is None  # WhisperX knows none
    assert aligners.get("de") is None  # torchaudio's is not on this machine
    assert aligners.get("nl") is None  # nor is the hub's


def test_a_named_directory_must_exist(tmp_path):
    with pytest.raises(EngineUnavailable, match=r"model for 'de'.*no directory"):
        Aligners(
            {"de": str(tmp_path / "none")},
            device="cpu",
            download_root=None,
            offline=True,
        )


def test_a_model_that_does_not_load_is_tried_again_later(tmp_path, monkeypatch, caplog):
    aligners = Aligners(
        {"en": str(tmp_path)}, device="cpu", download_root=None, offline=True
    )

    assert aligners.get("en") is None
    assert "No alignment model for en could be loaded" in caplog.text
    caplog.clear()
    assert aligners.get("en") is None
    assert not caplog.records

    monkeypatch.setattr(aligners, "_failed", {"en": 0.0})
    untrained_aligner.build(tmp_path)
    assert aligners.get("en") is not None


def test_only_the_latest_models_are_kept(folder, monkeypatch):
    monkeypatch.setattr(alignment, "KEPT", 2)
    models = dict.fromkeys(["en", "fr", "de"], str(folder))
    aligners = Aligners(models, device="cpu", download_root=None, offline=True)

    english = aligners.get("en")
    aligners.get("fr")
    assert aligners.get("en") is english
    aligners.get("de")

    assert list(aligners._loaded) == ["en", "de"]


def test_torchaudios_model_is_taken_from_the_models_directory(tmp_path):
    aligners = Aligners({}, device="cpu", download_root=tmp_path, offline=True)
    assert not aligners._obtainable("en")

    (tmp_path / "wav2vec2_fairseq_base_ls960_asr_ls960.pth").touch()

    assert aligners._obtainable("en")
