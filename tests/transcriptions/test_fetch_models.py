"""`manage.py fetch_models`, the real client of the hub against a hub of this machine."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.servers import Resource
from tests.transcriptions.analysis.saying import ignore, said
from tests.transcriptions.analysis.tiny_models import save_classifier
from tests.transcriptions.hub_server import REVISION, Hub
from transcriptions.analysis.choice import Analysers
from transcriptions.analysis_settings import analysis_config
from transcriptions.engines import whisper_weights
from transcriptions.model_files import catalogue, hub

ROOT = Path(__file__).resolve().parents[2]
TINY = "Systran/faster-whisper-tiny"
JAPANESE = "jonatasgrosman/wav2vec2-large-xlsr-53-japanese"
WEIGHTS = bytes(range(256)) * 4096  # 1 MiB


@pytest.fixture
def models(settings, tmp_path):
    settings.MODELS_DIR = tmp_path / "models"
    settings.HF_HUB_OFFLINE = False
    settings.WHISPERX_MODEL = "tiny"
    settings.WHISPERX_ALIGN_MODELS = {}
    return settings.MODELS_DIR


@pytest.fixture
def the_hub(models, monkeypatch):
    from huggingface_hub import constants
    from huggingface_hub.utils import reset_sessions

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    reset_sessions()  # one is kept by thread id, from tests that were offline too
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with Hub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        running.repositories[TINY] = {
            "README.md": b"# tiny",
            "config.json": b"{}",
            "tokenizer.json": b"{}",
            "vocabulary.txt": b"a",
            "model.bin": WEIGHTS,
        }
        yield running


def fetch(*arguments):
    """Return what the command printed, and the reason for which it failed, if it did."""
    out = io.StringIO()
    try:
        call_command("fetch_models", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_a_speech_model_is_fetched_where_the_engine_looks_for_it(the_hub, models):
    told, failure = fetch("--model")

    assert failure == ""
    snapshot = models / "models--Systran--faster-whisper-tiny/snapshots" / REVISION
    assert told == f"speech model  tiny: fetched, 1.0 MB, {snapshot}\n"
    assert whisper_weights.require("tiny", models, offline=True) == snapshot
    assert (snapshot / "model.bin").read_bytes() == WEIGHTS
    assert not (snapshot / "README.md").exists()


def test_what_is_there_is_not_asked_for_again(the_hub, models):
    fetch("--model")
    the_hub.requests.clear()

    told, failure = fetch("--model")

    assert (failure, "tiny: was there, 1.0 MB" in told) == ("", True)
    assert the_hub.requests == []


def test_a_download_that_broke_off_goes_on_where_it_ended(the_hub, models, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 50_000)
    the_hub.hang_up_after = 100_000
    _, failure = fetch("--model")
    assert failure == "1 of 1 could not be fetched."
    assert fetch("--model", "--check")[1] == "1 of 1 are missing."
    the_hub.hang_up_after = None
    the_hub.requests.clear()

    told, failure = fetch("--model")

    assert failure == ""
    assert "fetched, 1.0 MB" in told
    [(file, offset)] = the_hub.files_asked()
    assert file == "model.bin"
    assert int(offset.removeprefix("bytes=").rstrip("-")) >= 100_000
    assert whisper_weights.locate("tiny", models).joinpath(
        "model.bin"
    ).read_bytes() == (WEIGHTS)


def test_a_gated_model_says_where_to_accept_and_what_to_set(the_hub, models):
    the_hub.repositories[catalogue.DIARIZER] = {"config.yaml": b"pipeline: {}"}
    the_hub.gated.add(catalogue.DIARIZER)

    told, failure = fetch("--diarizer")

    assert failure == "1 of 1 could not be fetched."
    assert f"https://huggingface.co/{catalogue.DIARIZER} and accept" in told
    assert "set HF_TOKEN to a token" in told
    assert "None is set." in told


def test_the_token_is_sent_and_one_that_is_refused_is_told(
    the_hub, models, monkeypatch
):
    monkeypatch.setenv("HF_TOKEN", "hf_mine")
    the_hub.repositories[catalogue.DIARIZER] = {"config.yaml": b"pipeline: {}"}
    the_hub.gated.add(catalogue.DIARIZER)

    told, _ = fetch("--diarizer")

    assert the_hub.tokens == {"Bearer hf_mine"}
    assert "The token in HF_TOKEN is not enough." in told


def test_a_diarizer_is_fetched_with_all_its_parts(the_hub, models):
    the_hub.repositories[catalogue.DIARIZER] = {
        "config.yaml": b"pipeline: {}",
        "README.md": b"",
        "segmentation/pytorch_model.bin": b"s",
        "embedding/pytorch_model.bin": b"e",
        "plda/plda.npz": b"p",
    }

    assert fetch("--diarizer")[1] == ""

    snapshot = next(models.glob("models--pyannote--*/snapshots/*"))
    found = {str(p.relative_to(snapshot)) for p in snapshot.rglob("*.*") if p.is_file()}
    assert found == set(the_hub.repositories[catalogue.DIARIZER]) - {"README.md"}


def test_a_sentiment_model_that_is_named_is_fetched_and_then_serves_offline(
    the_hub, models, settings, tmp_path
):
    folder = save_classifier(tmp_path / "made", ["negative", "neutral", "positive"])
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    the_hub.repositories["owner/moods"] = {**files, "pytorch_model.bin": b"spare"}
    settings.SENTIMENT_MODEL, settings.SENTIMENT_LANGUAGES = "owner/moods", []
    settings.WHISPERX_DEVICE = "cpu"

    assert fetch("--sentiment")[1] == ""

    assert "pytorch_model.bin" not in [name for name, _ in the_hub.files_asked()]
    settings.HF_HUB_OFFLINE = True
    analyser = Analysers(analysis_config()).sentiment("de")
    [one] = analyser.sentiments(said("we love the food"), "de", ignore)
    assert (one.label, analyser.info.model) == ("POSITIVE", "owner/moods")


def test_a_sentiment_model_that_nobody_named_is_not_fetched(models, settings):
    settings.SENTIMENT_MODEL = ""

    assert "Name a sentiment model by SENTIMENT_MODEL" in fetch("--sentiment")[1]


@pytest.mark.parametrize("name", ["nobody/nothing", "nobody/not a name"])
def test_a_model_that_the_hub_does_not_have_is_named(the_hub, models, name):
    told, failure = fetch("--model", name)

    assert failure == "1 of 1 could not be fetched."
    assert f"The hub has no model “{name}”" in told


def test_a_directory_that_is_not_there_is_not_asked_of_the_hub(the_hub, models):
    told, failure = fetch("--model", "/no/such/folder")

    assert failure
    assert (
        "“/no/such/folder” is neither a directory with model.bin, config.json" in told
    )
    assert the_hub.requests == []


def test_a_repository_of_another_kind_is_refused_before_it_is_fetched(the_hub, models):
    the_hub.repositories["some/bert"] = {"config.json": b"{}", "pytorch_model.bin": b""}

    told, failure = fetch("--model", "some/bert")

    assert failure
    assert "“some/bert” has no model.bin: it is no speech model" in told
    assert the_hub.files_asked() == []


@pytest.mark.parametrize("status", [500, 503])
def test_a_hub_that_is_broken_is_told_with_its_status(the_hub, models, status):
    the_hub.status = status

    told, failure = fetch("--model")

    assert failure
    assert f"The hub at {the_hub.url} did not give “{TINY}” (HTTP {status})" in told


def test_a_hub_that_never_answers_is_given_up_in_a_bounded_time(
    the_hub, models, monkeypatch
):
    monkeypatch.setattr(hub, "ANSWER_SECONDS", 0.5)
    the_hub.silent.set()
    begun = time.monotonic()

    told, failure = fetch("--model")

    assert failure
    assert f"The hub at {the_hub.url} did not give “{TINY}”" in told
    assert "copy its MODELS_DIR here" in told
    assert time.monotonic() - begun < 8


def test_nothing_listens_at_the_hub_s_address(models, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")

    told, failure = fetch("--model")

    assert failure
    assert "The hub at http://127.0.0.1:9 did not give" in told


def test_the_offline_switch_is_honoured_without_a_single_call(
    the_hub, models, settings
):
    settings.HF_HUB_OFFLINE = True

    told, failure = fetch("--all")

    assert failure == "3 of 3 could not be fetched."
    assert told.count("downloads are switched off. Unset HF_HUB_OFFLINE") == 3
    assert the_hub.requests == []


def test_a_model_larger_than_the_free_space_is_not_begun(the_hub, models):
    the_hub.announced = {"model.bin": 10**16}

    told, failure = fetch("--model")

    assert failure
    assert f"“{TINY}” needs 10000000.0 GB more, and the disk of {models} has" in told
    assert the_hub.files_asked() == []


def test_a_place_that_can_t_be_written_is_named(the_hub, models, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MODELS_DIR = tmp_path / "file" / "models"

    told, failure = fetch("--model")

    assert failure
    assert f"{settings.MODELS_DIR} can't be written to (Not a directory)" in told
    assert "name another by MODELS_DIR" in told


def test_of_an_aligner_s_weights_the_safe_form_alone_is_fetched(the_hub, models):
    the_hub.repositories[JAPANESE] = {
        name: name.encode()
        for name in (
            "config.json", "vocab.json", "preprocessor_config.json", "flax_model.msgpack",
            "pytorch_model.bin", "model.safetensors", "language_model/lm.bin",
        )
    }  # fmt: skip

    told, _ = fetch("--language", "ja")

    assert "aligner ja    jonatasgrosman" in told
    assert {file for file, _ in the_hub.files_asked()} == {
        "config.json",
        "vocab.json",
        "preprocessor_config.json",
        "model.safetensors",
    }


def test_an_aligner_without_the_safe_form_comes_as_it_is(the_hub, models, settings):
    settings.WHISPERX_ALIGN_MODELS = {"is": "someone/icelandic"}
    the_hub.repositories["someone/icelandic"] = dict.fromkeys(
        ("config.json", "vocab.json", "pytorch_model.bin"), b"{}"
    )

    told, _ = fetch("--language", "is")

    assert "aligner is    someone/icelandic: fetched" in told


def test_a_language_without_an_aligner_is_told_with_those_that_have_one(models):
    _, failure = fetch("--language", "is")

    assert "WhisperX has no aligner for “is”" in failure
    assert "WHISPERX_ALIGN_MODELS=is=owner/model" in failure
    assert "de, el, en" in failure


@pytest.fixture
def site(server, models, monkeypatch):
    """The site of PyTorch, for which this machine stands in."""
    server.add("/wav2vec2_voxpopuli_base_10k_asr_de.pt", b"weights")
    monkeypatch.setattr(catalogue, "TORCHAUDIO_URL", server.url("/"))
    return server


def test_torchaudio_s_aligner_comes_from_its_own_site(site, models):
    told, failure = fetch("--language", "de")

    assert failure == ""
    assert "aligner de    VOXPOPULI_ASR_BASE_10K_DE: fetched, 7 bytes" in told
    assert (models / "wav2vec2_voxpopuli_base_10k_asr_de.pt").read_bytes() == b"weights"
    assert not list(models.glob("**/.fetch-*"))
    site.requests.clear()
    assert fetch("--language", "de") == (told.replace("fetched", "was there"), "")
    assert site.requests == []


def test_half_a_file_is_no_aligner(site, models):
    path = "/wav2vec2_voxpopuli_base_10k_asr_de.pt"
    site.resources[path] = Resource(b"weights", close_after=3)

    told, failure = fetch("--language", "de")

    assert failure == "1 of 1 could not be fetched."
    assert f"copy it to {models}{path}." in told
    assert list(models.iterdir()) == []


def test_the_command_as_operators_run_it(the_hub, tmp_path):
    """In a process of its own, told everything by the environment."""
    environment = {
        **os.environ,
        "HF_ENDPOINT": the_hub.url,
        "MODELS_DIR": str(tmp_path / "mine"),
        "WHISPERX_MODEL": "tiny",
        "HF_HUB_OFFLINE": "0",
        "AITRONOS_HOME": str(tmp_path / "home"),
    }

    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "fetch_models", "--model"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "speech model  tiny: fetched, 1.0 MB" in done.stdout
