"""A transcript as a file to take away: SRT, VTT, TXT and JSON. Pure functions.

`transcriptions.captions` decides the cues; here they are only written down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from transcriptions.captions import Cue, build_cues
from transcriptions.transcript import Sentence

PARAGRAPH_PAUSE = 2.0  # seconds of silence that part paragraphs
_ARROW = re.compile("-{2,}>")  # the mark between the two times of a cue


def srt(sentences: Sequence[Sentence]) -> str:
    cues = build_cues(sentences)
    return "\n".join(
        f"{number}\n{_times(cue, ',')}\n{_ARROW.sub('->', _text(cue))}\n"
        for number, cue in enumerate(cues, start=1)
    )


def vtt(sentences: Sequence[Sentence]) -> str:
    cues = build_cues(sentences)
    return "WEBVTT\n" + "".join(
        f"\n{_times(cue, '.')}\n{_escaped(_text(cue))}\n" for cue in cues
    )


def txt(sentences: Sequence[Sentence]) -> str:
    """One sentence a line, an empty line where somebody pauses or another one speaks."""
    lines: list[str] = []
    previous: Sentence | None = None
    for sentence in sentences:
        text = " ".join(sentence.text.split())
        if not text:
            continue
        if previous is not None and _new_paragraph(previous, sentence):
            lines.append("")
        lines.append(text)
        previous = sentence
    return "".join(f"{line}\n" for line in lines)


def json_document(sentences: Sequence[Sentence], meta: Mapping[str, Any]) -> str:
    """`meta`, then `text` and `sentences` with their words; times are seconds."""
    document = {
        **meta,
        "text": " ".join(sentence.text for sentence in sentences),
        "sentences": [asdict(sentence) for sentence in sentences],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _new_paragraph(previous: Sentence, sentence: Sentence) -> bool:
    paused = sentence.start - previous.end >= PARAGRAPH_PAUSE
    return paused or sentence.speaker != previous.speaker


def _text(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _times(cue: Cue, mark: str) -> str:
    return f"{_time(cue.start, mark)} --> {_time(cue.end, mark)}"


def _time(milliseconds: int, mark: str) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{thousandths:03}"
