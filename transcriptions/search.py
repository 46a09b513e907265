"""Full-text search over an organization's transcripts, in each transcript's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, QuerySet, Value

from transcriptions.models import Transcription

#: PostgreSQL's text-search configurations, by ISO 639-1 code; `simple` stems nothing.
CONFIGS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
#: Characters that are indexed; a tsvector holds 1 MiB at most.
LONGEST_TEXT = 600_000


def indexed(language: str, texts: Sequence[str]) -> dict[str, Any]:
    """The fields that keep a transcript's words for `matching`; written on completion."""
    config = CONFIGS.get(language, "simple")
    text = Value(" ".join(texts)[:LONGEST_TEXT])
    vector = SearchVector(text, config=config)
    return {"search_vector": vector, "search_config": config}


def matching(jobs: QuerySet[Transcription], words: str) -> QuerySet[Transcription]:
    """Those of `jobs` with these words, the best match first, then the newest.

    Quotes make a phrase, `-` excludes, `or` joins. Each language asks for its own word
    stems, so there is one condition for each language in use.
    """
    condition = Q(pk__in=[])
    rank: Any = None
    used = jobs.exclude(search_config="").values_list("search_config", flat=True)
    for config in used.order_by().distinct():
        query = SearchQuery(words, config=config, search_type="websearch")
        condition |= Q(search_config=config, search_vector=query)
        score = SearchRank(F("search_vector"), query)
        rank = score if rank is None else rank + score
    found = jobs.filter(condition)
    return found if rank is None else found.order_by(rank.desc(), "-pk")
