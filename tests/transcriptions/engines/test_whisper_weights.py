from __future__ import annotations

import importlib.util
import socket
import time
from pathlib import Path

import pytest

from transcriptions.engines import whisper_weights
from transcriptions.engines.base import EngineUnavailable


def place(root, repository, *, revision="abc"):
    folder = root / f"models--{repository.replace('/', '--')}" / "snapshots" / revision
    folder.mkdir(parents=True)
    (folder / "model.bin").touch()
    return folder


def test_a_directory_is_taken_as_it_is(tmp_path):
    (tmp_path / "model.bin").touch()

    assert whisper_weights.locate(str(tmp_path), None) == tmp_path


@pytest.mark.parametrize("model", ["tiny", "Systran/faster-whisper-tiny"])
def test_a_hub_model_is_found_in_the_download_root(tmp_path, model):
    folder = place(tmp_path, "Systran/faster-whisper-tiny")

    assert whisper_weights.require(model, tmp_path, offline=True) == folder


def test_a_hub_model_is_found_in_the_cache_of_the_hub(tmp_path, monkeypatch):
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.delenv("HUGGINGFACE_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    folder = place(tmp_path / "hub", "someone/whisper-of-hers")

    assert whisper_weights.locate("someone/whisper-of-hers", None) == folder


def test_an_interrupted_download_is_no_model(tmp_path):
    place(tmp_path, "Systran/faster-whisper-tiny").joinpath("model.bin").unlink()

    assert whisper_weights.locate("tiny", tmp_path) is None


@pytest.mark.parametrize("model", ["/no/such/directory", "./nowhere", "enormous"])
def test_what_is_neither_directory_nor_model_name_is_never_asked_of_the_hub(model):
    with pytest.raises(EngineUnavailable, match="neither a directory") as caught:
        whisper_weights.require(model, None, offline=False)

    assert model in caught.value.message


def test_the_message_says_where_the_weights_were_looked_for(tmp_path):
    with pytest.raises(EngineUnavailable, match="downloads are switched off") as caught:
        whisper_weights.require("tiny", tmp_path, offline=True)

    assert str(tmp_path) in caught.value.message
    assert not caught.value.permanent


def test_a_hub_that_never_answers_is_given_up_in_a_bounded_time(tmp_path, monkeypatch):
    from huggingface_hub import constants
    from huggingface_hub.utils import reset_sessions

    reset_sessions()  # one is kept by thread id, from tests that were offline too
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        endpoint = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        monkeypatch.setattr(constants, "ENDPOINT", endpoint)
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(whisper_weights, "PROBE_SECONDS", 1.0)
        begun = time.monotonic()
        with pytest.raises(EngineUnavailable, match="the hub did not give it"):
            whisper_weights.require("tiny", tmp_path, offline=False)

    assert time.monotonic() - begun < 5


def test_short_names_match_those_of_faster_whisper():
    package = importlib.util.find_spec("faster_whisper").submodule_search_locations[0]
    source = (Path(package) / "utils.py").read_text()
    namespace = {}
    table = source[source.index("_MODELS = {") :]
    exec(table[: table.index("}") + 1], namespace)

    assert namespace["_MODELS"] == whisper_weights.REPOSITORIES
