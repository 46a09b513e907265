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
from transcriptions.cue_cutting import Layout
from transcriptions.paragraphs import build_paragraphs
from transcriptions.transcript import Sentence

CONTENT_TYPES = {
    "srt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
#: Speaker → name; None where the speakers are not to be shown.
Names = Mapping[str, str] | None

_ARROW = re.compile("-{2,}>")  # the mark between the two times of a cue


def document(
    fmt: str,
    sentences: Sequence[Sentence],
    *,
    language: str,
    meta: Mapping[str, Any],
) -> str:
    """The transcript in one of the CONTENT_TYPES; only JSON tells `meta`."""
    layout = Layout(language=language)
    if fmt == "srt":
        return srt(sentences, layout)
    if fmt == "vtt":
        return vtt(sentences, layout)
    return txt(sentences) if fmt == "txt" else json_document(sentences, meta)


def subtitles(
    fmt: str, sentences: Sequence[Sentence], layout: Layout, names: Names
) -> str:
    """The cues as srt, vtt, or txt, which leaves the times out."""
    if fmt == "vtt":
        return vtt(sentences, layout, names)
    if fmt == "srt":
        return srt(sentences, layout, names)
    cues = build_cues(sentences, layout, labels=_labels(sentences, names))
    return "\n".join(f"{_text(cue)}\n" for cue in cues)


def srt(
    sentences: Sequence[Sentence], layout: Layout | None = None, names: Names = None
) -> str:
    labels = _labels(sentences, names)
    cues = build_cues(sentences, layout or Layout(), labels=labels)
    return "\n".join(
        f"{number}\n{_times(cue, ',')}\n{_ARROW.sub('->', _text(cue))}\n"
        for number, cue in enumerate(cues, start=1)
    )


def vtt(
    sentences: Sequence[Sentence], layout: Layout | None = None, names: Names = None
) -> str:
    cues = build_cues(sentences, layout or Layout())
    return "WEBVTT\n" + "".join(
        f"\n{_times(cue, '.')}\n{_voice(cue, names)}{_escaped(_text(cue))}\n"
        for cue in cues
    )


def txt(sentences: Sequence[Sentence]) -> str:
    """One sentence a line, an empty line between paragraphs."""
    return "\n".join(
        "".join(f"{' '.join(sentence.text.split())}\n" for sentence in p.sentences)
        for p in build_paragraphs(sentences)
    )


def json_document(sentences: Sequence[Sentence], meta: Mapping[str, Any]) -> str:
    """`meta`, then `text` and `sentences` with their words; times are seconds."""
    document = {
        **meta,
        "text": " ".join(sentence.text for sentence in sentences),
        "sentences": [asdict(sentence) for sentence in sentences],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _labels(sentences: Sequence[Sentence], names: Names) -> dict[str, str]:
    if names is None:
        return {}
    speakers = {s.speaker for s in sentences} | {
        word.speaker for s in sentences for word in s.words
    }
    return {speaker: f"{_name(speaker, names)}:" for speaker in speakers if speaker}


def _voice(cue: Cue, names: Names) -> str:
    if names is None or cue.speaker is None:
        return ""
    return f"<v {_escaped(_name(cue.speaker, names))}>"


def _name(speaker: str, names: Mapping[str, str]) -> str:
    return " ".join(names.get(speaker, "").split()) or speaker


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
