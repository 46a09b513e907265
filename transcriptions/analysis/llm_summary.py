"""A summary in new words by a language model, else out of the transcript's own.

A long transcript is summarized part by part, then the summaries are, in as many rounds
as it takes. Whatever goes wrong with the server, the reader gets the extractive summary
and a notice; the transcript gets into no log.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator, Sequence

from transcriptions.analysis import llm_prompts
from transcriptions.analysis.base import AnalyserInfo, Report, Summarizer, Summary
from transcriptions.analysis.llm_client import (
    Answer,
    LlmConversation,
    LlmFailed,
    conversation,
)
from transcriptions.analysis.outside_models import LlmServer
from transcriptions.analysis.told import told
from transcriptions.analysis.wording import says_something, usable
from transcriptions.sentence_text import TERMINALS
from transcriptions.transcript import Notice, Sentence

logger = logging.getLogger(__name__)

FALLBACK = "SUMMARY_FALLBACK"
MOST_SENTENCES = 10
MOST_CHARACTERS = 4_000  # of a summary
_PART_SENTENCES = 6
#: A summary of a part is at most this share of a chunk, so that each round gets shorter.
_PART_SHARE = 4
_REFUSALS = (
    "i'm sorry", "i am sorry", "i cannot", "i can't", "as an ai", "sorry, ",
    "es tut mir leid", "je suis désolé", "lo siento",
)  # fmt: skip


class LlmSummarizer:
    """Asks the server; leaves the work to the other where there is no answer."""

    def __init__(self, server: LlmServer, fallback: Summarizer) -> None:
        self.info = AnalyserInfo("llm", server.model, "")
        self._server = server
        self._fallback = fallback

    def summary(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> Summary:
        said = [one for one in usable(sentences) if says_something(one.text)]
        if not said:
            return Summary("")
        try:
            return Summary(self._written(said, language, on_progress))
        except LlmFailed as error:
            logger.warning("No summary by %s, which %s", self._server.model, error)
            other = self._fallback.summary(sentences, language, on_progress)
            notices = (_notice(str(error)), *other.notices)
            return Summary(other.text, notices, other.by or self._fallback.info)

    def _written(
        self, said: Sequence[Sentence], language: str, on_progress: Report
    ) -> str:
        chunks = list(_chunks(said, language, self._server.chunk_characters))
        progress = _Progress(on_progress, len(chunks))
        sentences = min(MOST_SENTENCES, max(1, round(math.sqrt(len(said)))))
        with conversation(self._server, progress.beat) as server:
            if len(chunks) == 1:
                prompt = llm_prompts.of_transcript(chunks[0], language, sentences)
            else:
                most = self._server.chunk_characters
                parts = _Writer(server, language, most, progress).parts(chunks)
                prompt = llm_prompts.of_parts(parts, language, sentences)
            return _final(server.ask(prompt))


class _Progress:
    """Tells how many answers there are, again and again while one is waited for."""

    def __init__(self, on_progress: Report, expected: int) -> None:
        self._on_progress = on_progress
        self._expected = expected + 1
        self._answers = 0

    def beat(self) -> None:
        self._on_progress(min(self._answers / self._expected, 0.99))

    def answered(self) -> None:
        self._answers += 1
        self.beat()


class _Writer:
    """Summarizes the parts of a transcript until the summaries fit into one chunk."""

    def __init__(
        self,
        server: LlmConversation,
        language: str,
        chunk_characters: int,
        progress: _Progress,
    ) -> None:
        self._server = server
        self._language = language
        self._chunk = chunk_characters
        self._progress = progress

    def parts(self, chunks: Sequence[str]) -> list[str]:
        parts = self._summaries(
            llm_prompts.of_transcript(chunk, self._language, _PART_SENTENCES)
            for chunk in chunks
        )
        while sum(map(len, parts)) > self._chunk:
            parts = self._summaries(
                llm_prompts.of_parts(group, self._language, _PART_SENTENCES)
                for group in list(_grouped(parts, self._chunk))
            )
        return parts

    def _summaries(self, prompts: Iterable[list[llm_prompts.Message]]) -> list[str]:
        found = []
        for prompt in prompts:
            text = _accepted(self._server.ask(prompt))
            most = self._chunk // _PART_SHARE
            found.append(text if len(text) <= most else _whole(text[:most]))
            self._progress.answered()
        return found


def _chunks(said: Sequence[Sentence], language: str, most: int) -> Iterator[str]:
    """The transcript with its speakers, cut between lines, or within those too long."""
    lines = told(said, language, with_speakers=True).split("\n")
    chunk = ""
    for piece in (piece for line in lines for piece in _pieces(line, most)):
        if chunk and len(chunk) + 1 + len(piece) > most:
            yield chunk
            chunk = ""
        chunk = f"{chunk}\n{piece}" if chunk else piece
    yield chunk


def _pieces(line: str, most: int) -> Iterator[str]:
    while len(line) > most:
        cut = line.rfind(" ", most // 2, most) + 1 or most
        yield line[:cut].rstrip()
        line = line[cut:]
    yield line


def _grouped(parts: Sequence[str], most: int) -> Iterator[list[str]]:
    group: list[str] = []
    for part in parts:
        if group and sum(map(len, group)) + len(part) > most:
            yield group
            group = []
        group.append(part)
    yield group


def _final(answer: Answer) -> str:
    text = _accepted(answer)
    if len(text) > MOST_CHARACTERS:
        raise LlmFailed("answered at too great length")
    return text


def _accepted(answer: Answer) -> str:
    text = _whole(answer.text) if answer.cut else answer.text
    if text.lower().replace("’", "'").startswith(_REFUSALS):
        raise LlmFailed("declined to answer")
    return text


def _whole(text: str) -> str:
    """As much as ends with a full stop."""
    ends = [at for at, sign in enumerate(text, start=1) if sign in TERMINALS]
    if not ends:
        raise LlmFailed("did not come to an end")
    return text[: ends[-1]]


def _notice(reason: str) -> Notice:
    return Notice(
        FALLBACK,
        "The summary consists of sentences of the transcript, because the language "
        f"model {reason}.",
    )
