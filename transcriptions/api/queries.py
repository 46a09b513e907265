"""What clients may ask of a transcript in an address; unknown parameters are ignored."""

from __future__ import annotations

from typing import Any, TypeVar

from rest_framework import serializers
from rest_framework.request import Request

from transcriptions.api.strict import StrictString
from transcriptions.phrase_search import terms

MOST_OFFSET = 2**31 - 1
MOST_PHRASE_WORDS = 5

AnyQuery = TypeVar("AnyQuery", bound=serializers.Serializer[Any])


class Page(serializers.Serializer[Any]):
    limit = serializers.IntegerField(min_value=1, max_value=1000, default=None)
    offset = serializers.IntegerField(min_value=0, max_value=MOST_OFFSET, default=0)


class SubtitleLayout(serializers.Serializer[Any]):
    chars_per_caption = serializers.IntegerField(min_value=0, max_value=512, default=0)
    max_lines = serializers.IntegerField(min_value=1, max_value=3, default=2)
    max_chars_per_line = serializers.IntegerField(
        min_value=20, max_value=60, default=42
    )
    speaker_labels = serializers.BooleanField(default=False)


class Phrase(serializers.Serializer[Any]):
    query = StrictString(max_length=128)

    def validate_query(self, query: str) -> str:
        words = [word for word in query.split() if terms(word)]
        if not words:
            raise serializers.ValidationError("Must have a letter or a digit.")
        if len(words) > MOST_PHRASE_WORDS:
            raise serializers.ValidationError(
                f"Must have at most {MOST_PHRASE_WORDS} words."
            )
        return query


def parameters(request: Request, query: type[AnyQuery]) -> dict[str, Any]:
    """The checked parameters of a request's address, with their defaults.

    Raises ValidationError, which names the parameters that are bad.
    """
    # A plain mapping: in a form's, an empty value would count as absent.
    given = query(data=request.query_params.dict())
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
