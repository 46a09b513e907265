"""Sentiment by a text classification model in the form of the transformers library.

From a directory, from the cache of the hub, or from the hub. Which languages a model
knows is not in its files, so the configuration says it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from transcriptions import hub_cache
from transcriptions.analysis.base import (
    AnalyserInfo,
    AnalyserUnavailable,
    LanguageNotSupported,
    Report,
    Sentiment,
)
from transcriptions.analysis.outside_models import SentimentModel
from transcriptions.analysis.sentiment_labels import NEUTRAL, meanings, sentiment
from transcriptions.analysis.wording import says_something, without_redacted
from transcriptions.engines import devices, environment
from transcriptions.engines.base import EngineUnavailable
from transcriptions.transcript import Sentence

CONFIG = "config.json"
BATCH = 16
_LONGEST = 512  # tokens
#: Models whose positions begin after the padding's number, which takes two of them.
_OFFSET_POSITIONS = ("roberta", "camembert")


class TransformersSentiment:
    """Raises AnalyserUnavailable when the model is missing or can't serve."""

    def __init__(self, model: SentimentModel) -> None:
        source = _source(model)
        environment.keep_to_itself(offline=model.offline)
        self._options = model
        self._device = _device(model.device)
        self._tokenizer, self._model = _load(source, model)
        self._meanings = _meanings(self._model.config, model.name)
        self._longest = _longest(self._tokenizer, self._model.config)
        self._model.to(self._device).eval()
        self.info = AnalyserInfo("transformers", _published(model.name), _version())

    def sentiments(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[Sentiment]:
        if not self._options.knows(language):
            raise LanguageNotSupported
        texts = [sentence.text for sentence in sentences]
        found = [Sentiment(NEUTRAL, 0.0)] * len(texts)
        told = [at for at, text in enumerate(texts) if says_something(text)]
        # Sentences of one length together, since each is padded to its batch's longest.
        told.sort(key=lambda at: len(texts[at]))
        on_progress(0.0)
        for begin in range(0, len(told), BATCH):
            batch = told[begin : begin + BATCH]
            said = [without_redacted(texts[at]) for at in batch]
            for at, one in zip(batch, self._classified(said), strict=True):
                found[at] = one
            on_progress((begin + len(batch)) / len(told))
        return found

    def _classified(self, texts: list[str]) -> Iterator[Sentiment]:
        import torch

        encoded = self._tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self._longest,
            return_tensors="pt",
        ).to(self._device)
        with torch.inference_mode():
            shares = torch.softmax(self._model(**encoded).logits.float(), dim=-1)
        return (sentiment(self._meanings, row) for row in shares.cpu().tolist())


def _source(model: SentimentModel) -> str:
    """The directory or the hub's name; raises AnalyserUnavailable where it can't be."""
    if hub_cache.is_path(model.name):
        folder = Path(model.name).expanduser()
        if not (folder / CONFIG).is_file():
            raise AnalyserUnavailable(
                f"No sentiment model: '{model.name}' is not a directory with a {CONFIG}."
            )
        return str(folder)
    cached = hub_cache.newest_with(CONFIG, model.name, model.root)
    if cached is None and model.offline:
        raise AnalyserUnavailable(
            f"No sentiment model: '{model.name}' is not in "
            f"{hub_cache.directory(model.root)}, and downloads are switched off. Name a "
            "directory that holds it."
        )
    return model.name


def _load(source: str, model: SentimentModel) -> tuple[Any, Any]:
    options: dict[str, Any] = {
        "cache_dir": model.root,
        "local_files_only": model.offline,
        "token": model.token or None,
        "trust_remote_code": False,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own future
        try:
            import transformers

            library: Any = transformers
            tokenizer = library.AutoTokenizer.from_pretrained(source, **options)
            kind = library.AutoModelForSequenceClassification
            loaded, report = kind.from_pretrained(
                source, output_loading_info=True, **options
            )
        except Exception as error:  # whatever a file or a hub may be wrong with
            raise AnalyserUnavailable(
                f"The sentiment model '{model.name}' does not load: {error}"
            ) from error
    if report["missing_keys"]:  # the library would make them up
        raise AnalyserUnavailable(
            f"The sentiment model '{model.name}' was not trained to classify: it lacks "
            f"{', '.join(sorted(report['missing_keys'])[:3])}. Name one that was."
        )
    return tokenizer, loaded


def _meanings(config: Any, name: str) -> list[str]:
    labels = {int(at): str(label) for at, label in config.id2label.items()}
    try:
        return meanings(labels)
    except AnalyserUnavailable as error:
        raise AnalyserUnavailable(
            f"The sentiment model '{name}' can't serve. {error}"
        ) from error


def _longest(tokenizer: Any, config: Any) -> int:
    """How many tokens the model can take."""
    positions = getattr(config, "max_position_embeddings", None) or _LONGEST
    if any(kind in config.model_type for kind in _OFFSET_POSITIONS):
        positions -= 2
    return int(min(positions, tokenizer.model_max_length, _LONGEST))


def _device(asked: str) -> str:
    try:
        return devices.device(asked)
    except EngineUnavailable as error:
        raise AnalyserUnavailable(error.message) from error


def _published(name: str) -> str:
    """The name that results show: of a directory, not where it lies on the server."""
    return Path(name).name if hub_cache.is_path(name) else name


def _version() -> str:
    from transformers import __version__

    return str(__version__)
