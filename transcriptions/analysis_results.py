"""From what the analysis found to the fields of the result, as the API gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from transcriptions.analysis.analyser import Analysis
from transcriptions.analysis.base import Highlight, Sentiment
from transcriptions.options import Feature
from transcriptions.transcript import Sentence

#: The field of each feature.
FIELDS = {
    Feature.SENTIMENT: "sentiment_analysis",
    Feature.ENTITIES: "entities",
    Feature.HIGHLIGHTS: "auto_highlights",
    Feature.SUMMARY: "summary",
}


def fields(sentences: Sequence[Sentence], analysis: Analysis) -> dict[str, Any]:
    """Null for what was not asked for, or could not be had."""
    moods, entities = analysis.sentiment_analysis, analysis.entities
    highlights = analysis.auto_highlights
    return {
        "sentiment_analysis": None
        if moods is None
        else [_mood(*pair) for pair in zip(sentences, moods, strict=True)],
        "entities": None if entities is None else [asdict(one) for one in entities],
        "auto_highlights": None
        if highlights is None
        else [_highlight(one) for one in highlights],
        "summary": analysis.summary,
        "analysis": {
            FIELDS[feature]: asdict(info) for feature, info in analysis.infos.items()
        },
    }


def warnings(analysis: Analysis) -> list[dict[str, str]]:
    return [asdict(notice) for notice in analysis.notices]


def _mood(sentence: Sentence, sentiment: Sentiment) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "sentiment": sentiment.label,
        "confidence": round(sentiment.confidence, 3),
        "speaker": sentence.speaker,
    }


def _highlight(highlight: Highlight) -> dict[str, Any]:
    return {
        "text": highlight.text,
        "count": highlight.count,
        "rank": round(highlight.rank, 3),
        "timestamps": [
            {"start": start, "end": end} for start, end in highlight.timestamps
        ],
    }
