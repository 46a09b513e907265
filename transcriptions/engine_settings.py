"""What the settings say of engine and diarizer, for workers and for commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings

from transcriptions.diarization.choice import DiarizerConfig
from transcriptions.engines.choice import EngineConfig
from transcriptions.model_files import catalogue, places
from transcriptions.model_files.aligners import DEFAULT_ALIGNERS
from transcriptions.model_files.catalogue import ModelFiles
from transcriptions.model_files.errors import ModelUnavailable


def engine_config() -> EngineConfig:
    return EngineConfig(
        model=settings.WHISPERX_MODEL,
        device=settings.WHISPERX_DEVICE,
        compute_type=settings.WHISPERX_COMPUTE_TYPE,
        batch_size=settings.WHISPERX_BATCH_SIZE,
        threads=settings.WHISPERX_THREADS,
        download_root=settings.MODELS_DIR,
        offline=settings.HF_HUB_OFFLINE,
        align_models=_align_models(),
    )


def diarizer_config() -> DiarizerConfig:
    return DiarizerConfig(
        pyannote_model=_fetched(diarizer_files(), settings.PYANNOTE_MODEL),
        token=settings.HF_TOKEN,
        device=settings.WHISPERX_DEVICE,
        offline=settings.HF_HUB_OFFLINE,
    )


def diarizer_files() -> ModelFiles:
    return catalogue.diarizer(settings.PYANNOTE_MODEL)


def _align_models() -> dict[str, str]:
    """Directories by language; a name on the hub stays one until it is fetched."""
    found = {}
    for language, name in settings.WHISPERX_ALIGN_MODELS.items():
        [model] = aligners([language])
        found[language] = _fetched(model, name)
    return found


def _fetched(model: ModelFiles, name: str) -> str:
    """The directory of a model that is there, else its name."""
    if places.missing(model, settings.MODELS_DIR):
        return name
    return str(places.place_of(model, settings.MODELS_DIR))


def speech_model() -> ModelFiles:
    return catalogue.speech_model(settings.WHISPERX_MODEL)


def aligners(languages: Iterable[str]) -> Iterator[ModelFiles]:
    """The aligner of each language, as configured or else WhisperX's own choice.

    Raises ModelUnavailable for a language that has none.
    """
    for language in languages:
        try:
            named = settings.WHISPERX_ALIGN_MODELS.get(language)
            yield catalogue.aligner(language, named)
        except KeyError:
            raise ModelUnavailable(
                f"WhisperX has no aligner for “{language}”; its words get their times "
                "from their segment. Name a model by WHISPERX_ALIGN_MODELS="
                f"{language}=owner/model, or choose among: "
                f"{', '.join(sorted(DEFAULT_ALIGNERS))}."
            ) from None
