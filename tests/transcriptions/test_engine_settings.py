"""The engine's configuration out of the settings."""

from __future__ import annotations

from transcriptions.engine_settings import diarizer_config, engine_config
from transcriptions.model_files import catalogue


def test_the_settings_arrive(settings, tmp_path):
    settings.WHISPERX_MODEL, settings.WHISPERX_DEVICE = "small", "cuda"
    settings.MODELS_DIR, settings.HF_HUB_OFFLINE = tmp_path, True
    settings.WHISPERX_ALIGN_MODELS = {}

    config = engine_config()

    assert (config.model, config.device) == ("small", "cuda")
    assert (config.download_root, config.offline) == (tmp_path, True)
    assert config.align_models == {}


def test_an_aligner_on_the_hub_is_the_directory_that_it_was_fetched_to(
    settings, tmp_path
):
    settings.MODELS_DIR = tmp_path
    settings.WHISPERX_ALIGN_MODELS = {
        "is": "owner/icelandic",
        "de": "owner/not-fetched",
        "fr": str(tmp_path / "french"),
    }
    snapshot = tmp_path / "models--owner--icelandic" / "snapshots" / "abc"
    for folder in (snapshot, tmp_path / "french"):
        folder.mkdir(parents=True)
        for name in ("config.json", "vocab.json", "model.safetensors"):
            (folder / name).write_text("{}")

    assert engine_config().align_models == {
        "is": str(snapshot),
        "de": "owner/not-fetched",
        "fr": str(tmp_path / "french"),
    }


def test_an_aligner_that_is_named_like_a_bundle_is_a_directory_of_that_name():
    named = catalogue.aligner("en", "WAV2VEC2_ASR_BASE_960H")

    assert named.url == ""
    assert named.path is not None


def test_a_diarizer_that_was_fetched_is_its_directory(settings, tmp_path):
    settings.MODELS_DIR, settings.PYANNOTE_MODEL = tmp_path, "owner/pipeline"
    settings.HF_TOKEN, settings.WHISPERX_DEVICE = "hf_mine", "cpu"
    assert diarizer_config().pyannote_model == "owner/pipeline"
    snapshot = tmp_path / "models--owner--pipeline" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "config.yaml").write_text("{}")

    config = diarizer_config()

    assert config.pyannote_model == str(snapshot)
    assert (config.token, config.device) == ("hf_mine", "cpu")
