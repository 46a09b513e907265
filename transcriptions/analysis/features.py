"""What can be asked of a transcript besides its words, by the names of the request."""

from __future__ import annotations

from enum import StrEnum


class Feature(StrEnum):
    SENTIMENT = "sentiment_analysis_enabled"
    ENTITIES = "entity_detection_enabled"
    HIGHLIGHTS = "auto_highlights_enabled"
    SUMMARY = "summarization_enabled"
