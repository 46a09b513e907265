"""JSON as the API takes it: what can be read but not stored or sent back is malformed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class UnicodeJsonParser(JSONParser):
    r"""Refuses halves of characters (`"\ud800"`), and nesting beyond all sense."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except RecursionError as deep:
            raise ParseError("JSON parse error - nested too deeply") from deep
        except UnicodeEncodeError as broken:
            raise ParseError("JSON parse error - half a character") from broken
        return data
