"""Finds when each word of a known text is said, with a model for its language.

Models are loaded on demand and a few are kept. The WhisperX engine asks for the words
of one segment at a time and estimates where there is no model or no answer.
"""

from __future__ import annotations

import logging
import socket
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions.engines.base import EngineUnavailable
from transcriptions.engines.word_times import Found, repaired_words
from transcriptions.sentence_text import split_words
from transcriptions.transcript import Span, Word

logger = logging.getLogger(__name__)

KEPT = 2  # models, of up to 1.2 GB each
RETRY_AFTER = 600.0  # seconds after which a model that did not load is tried again
READ_SECONDS = 30.0  # without a byte, beyond which a download is given up


class Aligners:
    """The models by language; `models` names local directories for some of them.

    For other languages WhisperX's own choice is taken from `download_root`, and
    fetched unless `offline`. Raises EngineUnavailable when a named directory is none.
    """

    def __init__(
        self,
        models: Mapping[str, str],
        *,
        device: str,
        download_root: Path | None,
        offline: bool,
    ) -> None:
        for language, folder in models.items():
            if not Path(folder).is_dir():
                raise EngineUnavailable(
                    f"The alignment model for '{language}' is said to lie in {folder}, "
                    "which is no directory: name one with a wav2vec2 model."
                )
        self._models = dict(models)
        self._device = device
        self._root = download_root
        self._offline = offline
        self._loaded: OrderedDict[str, Aligner] = OrderedDict()
        self._failed: dict[str, float] = {}

    def get(self, language: str) -> Aligner | None:
        """Return the aligner of a language, or None where none can be had."""
        if language in self._loaded:
            self._loaded.move_to_end(language)
            return self._loaded[language]
        if time.monotonic() < self._failed.get(language, 0.0):
            return None
        aligner = self._load(language)
        if aligner is None:
            self._failed[language] = time.monotonic() + RETRY_AFTER
            return None
        while len(self._loaded) >= KEPT:
            self._loaded.popitem(last=False)
        self._loaded[language] = aligner
        return aligner

    def _load(self, language: str) -> Aligner | None:
        folder = self._models.get(language)
        if folder is None and not self._obtainable(language):
            return None
        try:
            with _bounded_reads():
                return Aligner(*self._load_model(language, folder), self._device)
        except Exception:  # whatever the weights or the network do: words stay, timed
            logger.exception("No alignment model for %s could be loaded.", language)
            return None

    def _load_model(self, language: str, folder: str | None) -> tuple[Any, Any]:
        import whisperx

        loaded: tuple[Any, Any] = whisperx.load_align_model(
            language,
            self._device,
            model_name=folder,
            model_dir=str(self._root) if self._root and folder is None else None,
            model_cache_only=self._offline,
        )
        return loaded

    def _obtainable(self, language: str) -> bool:
        """Say whether WhisperX has a model for the language, and may get at it."""
        from whisperx import alignment

        bundle = alignment.DEFAULT_ALIGN_MODELS_TORCH.get(language)
        if bundle is not None:
            return not self._offline or self._bundle_file(bundle).is_file()
        return language in alignment.DEFAULT_ALIGN_MODELS_HF

    def _bundle_file(self, bundle: str) -> Path:
        """Where torchaudio looks before it downloads, which nothing can forbid it."""
        import torch
        import torchaudio

        name = Path(getattr(torchaudio.pipelines, bundle)._path).name
        return (self._root or Path(torch.hub.get_dir()) / "checkpoints") / name


class Aligner:
    def __init__(self, model: Any, metadata: dict[str, Any], device: str) -> None:
        self._model, self._metadata, self._device = model, metadata, device

    def words(
        self, samples: NDArray[np.float32], text: str, within: Span
    ) -> list[Word] | None:
        """Return the words of a text said within a span of the audio, or None.

        All words come back, in order and as they are written, each with the mean
        probability of its letters as confidence. None means that they can't be found.
        """
        texts = split_words(text)
        spoken = [_spoken(word) for word in texts]
        try:
            items = self._aligned(samples, [one for one in spoken if one], within)
        except MemoryError:
            raise
        except Exception as error:  # the algorithm's many dead ends, in many types
            if is_out_of_memory(error):
                raise
            kind = type(error).__name__  # its message may hold what was said
            logger.warning("A segment could not be aligned: %s.", kind)
            return None
        timed = _regrouped(items, [one for one in spoken if one])
        if timed is None or not any(found.start is not None for found in timed):
            return None
        remaining = iter(timed)
        found = [next(remaining) if one else Found() for one in spoken]
        return repaired_words(texts, found, within)

    def _aligned(
        self, samples: NDArray[np.float32], spoken: Sequence[str], within: Span
    ) -> list[dict[str, Any]]:
        from whisperx import alignment

        if not spoken:
            return []
        unspaced = self._metadata["language"] in alignment.LANGUAGES_WITHOUT_SPACES
        text = ("" if unspaced else " ").join(spoken)
        alignment.nltk_load = _whole_text
        result = alignment.align(
            [{"start": within[0], "end": within[1], "text": text}],
            self._model,
            self._metadata,
            samples,
            self._device,
        )
        words: list[dict[str, Any]] = result["word_segments"]
        return words


class _WholeText:
    """Takes a text for one sentence, in place of NLTK's tokenizer.

    That one would be downloaded, and WhisperX reorders and merges the sentences that it
    finds; ours are built later, from all words.
    """

    @staticmethod
    def span_tokenize(text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


def _whole_text(_resource: str) -> _WholeText:
    return _WholeText()


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether torch or CTranslate2 ran out of memory, which may pass."""
    return isinstance(error, RuntimeError) and "out of memory" in str(error).lower()


def _spoken(word: str) -> str:
    """Return what is heard of a word: letters and digits, each one character.

    Marks would take up sound: they loosen the edges of words.
    """
    kept = (c for c in word.replace("’", "'") if c == "'" or _is_spoken(c))
    return "".join(c.lower()[0] for c in kept).strip("'")


def _is_spoken(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _regrouped(
    items: Sequence[Mapping[str, Any]], spoken: Sequence[str]
) -> list[Found] | None:
    """Put what was aligned, words or single characters, together as the words asked for.

    Returns None unless they are the same, letter for letter.
    """
    remaining = iter(items)
    found = []
    for word in spoken:
        text, parts = "", []
        while len(text) < len(word) and (item := next(remaining, None)) is not None:
            text += item["word"]
            parts.append(item)
        if text != word:
            return None
        found.append(_found(parts))
    return found if next(remaining, None) is None else None


def _found(parts: Sequence[Mapping[str, Any]]) -> Found:
    starts = [float(part["start"]) for part in parts if "start" in part]
    ends = [float(part["end"]) for part in parts if "end" in part]
    scores = [float(part["score"]) for part in parts if "score" in part]
    if not (starts and ends):
        return Found()
    score = sum(scores) / len(scores) if scores else None
    return Found(min(starts), max(ends), score)


@contextmanager
def _bounded_reads() -> Iterator[None]:
    """Let no download wait for ever: torch's has no time limit of its own."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(READ_SECONDS)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
