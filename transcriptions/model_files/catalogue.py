"""Which models there are, and of which files each one consists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transcriptions.engines.whisper_weights import REPOSITORIES, WEIGHTS_FILE
from transcriptions.model_files.aligners import BUNDLES, DEFAULT_ALIGNERS

TORCHAUDIO_URL = "https://download.pytorch.org/torchaudio/models/"
DIARIZER = "pyannote/speaker-diarization-community-1"

#: Weights in the order in which they are preferred; `*` stands for the parts.
WEIGHTS = ("model*.safetensors", "pytorch_model*.bin")


@dataclass(frozen=True)
class ModelFiles:
    """One model. It lies on the hub, at an address, or only in a directory.

    `needed` are patterns of files; of alternatives, joined by `|`, one must be there.
    `wanted` are the patterns of what is fetched from a repository.
    """

    kind: str
    name: str
    needed: tuple[str, ...]
    repository: str = ""
    wanted: tuple[str, ...] = ()
    url: str = ""
    path: Path | None = None  # absolute, or below the models' directory


def speech_model(name: str) -> ModelFiles:
    """A Whisper model in CTranslate2's form: a directory, or a name on the hub."""
    return _model(
        "speech model",
        name,
        needed=(WEIGHTS_FILE, "config.json"),
        wanted=("*.json", "vocabulary.*", WEIGHTS_FILE),
        repository=REPOSITORIES.get(name, name),
    )


def aligner(language: str, name: str | None = None) -> ModelFiles:
    """The wav2vec2 model that gives words their times; raises KeyError without one."""
    is_default, name = name is None, name or DEFAULT_ALIGNERS[language]
    kind = f"aligner {language}"
    if is_default and name in BUNDLES:
        file = BUNDLES[name]
        return ModelFiles(
            kind, name, (file,), url=TORCHAUDIO_URL + file, path=Path(file)
        )
    return _model(
        kind,
        name,
        needed=("config.json", "vocab.json", "|".join(WEIGHTS)),
        wanted=("*.json", *WEIGHTS),
        repository=name,
    )


def diarizer(name: str = DIARIZER) -> ModelFiles:
    """A pipeline of pyannote: a directory, or a name on the hub."""
    return _model(
        "diarizer",
        name,
        needed=("config.yaml",),
        wanted=("*.yaml", "*.bin", "*.npz", "*.safetensors", "*.ckpt"),
        repository=name,
    )


def sentiment_model(name: str) -> ModelFiles:
    """A text classification model of transformers: a directory, or a name on the hub."""
    return _model(
        "sentiment model",
        name,
        needed=("config.json", "|".join(WEIGHTS)),
        wanted=("*.json", "vocab.*", "merges.txt", "*.model", *WEIGHTS),
        repository=name,
    )


def _model(
    kind: str,
    name: str,
    *,
    needed: tuple[str, ...],
    wanted: tuple[str, ...],
    repository: str,
) -> ModelFiles:
    if _is_directory(name, repository):
        return ModelFiles(kind, name, needed, path=Path(name).expanduser().absolute())
    return ModelFiles(kind, name, needed, repository=repository, wanted=wanted)


def _is_directory(name: str, repository: str) -> bool:
    """Whether a name means a directory; `owner/name` is the hub's unless it is there."""
    return (
        Path(name).is_dir()
        or name.startswith((".", "/", "~"))
        or (repository.count("/") != 1)
    )
