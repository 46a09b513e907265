"""Web addresses, with "https" or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import once, views
from transcriptions.entities.identifiers.presidio import suffixes
from transcriptions.entities.reading import Reading
from transcriptions.entities.symbol_words import EXTENSIONS, TOP_LEVEL

_HOST = r"(?:[^\W_][\w\-]{0,62}\.){1,8}([^\W\d_]{2,24})"
_URL = re.compile(
    rf"(?<![\w@.\-/])(?P<scheme>(?:https?|ftp)(?:://| colon slash slash |:? ?// ?)|www\.)?"
    rf"(?P<host>{_HOST})(?::\d{{2,5}})?(?P<path>/[^\s,;!\"'<>]{{0,500}})?(?![\w@])",
    re.IGNORECASE,
)
_ONLY_WITH_SCHEME = frozenset(EXTENSIONS - {"py"})


class Url:
    types = frozenset({"url"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(self._all(reading))

    def _all(self, reading: Reading) -> Iterator[Entity]:
        for view in views(reading):
            for match in _URL.finditer(view.text):
                if _is_address(match):
                    yield Entity("url", *view.words_of(*match.span()), 0.85)


def _is_address(match: re.Match[str]) -> bool:
    host = match["host"].lower()
    last = host.rpartition(".")[2]
    if match["scheme"] or match["path"]:
        return last in TOP_LEVEL or bool(match["scheme"])
    if last in _ONLY_WITH_SCHEME or host.replace(".", "").isdecimal():
        return False
    labels = host.split(".")
    if max(map(len, labels)) < 2 or (len(labels) == 2 and len(labels[0]) < 2):
        return False
    if not any(map(str.isalpha, labels[-2])):
        return False
    return last in TOP_LEVEL and bool(suffixes()(host).suffix)
