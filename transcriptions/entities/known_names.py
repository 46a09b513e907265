"""Who was named in a transcript that comes in parts, known in its later parts too."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

_DIGEST_CHARACTERS = 32


class KnownNames:
    """Words, in lower case, that name persons. For one transcript.

    Whoever goes on with the transcript in another process learns them as digests, which
    tell nothing of the words to those who don't have the `key`; without one nobody has.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self._key = secrets.token_bytes(32) if key is None else key
        self._words: set[str] = set()
        self._untold: set[str] = set()
        self._recalled: set[str] = set()

    @property
    def key_check(self) -> str:
        """Tells two keys apart, since the digests of one mean nothing with another."""
        return self._digest("")

    def __contains__(self, word: str) -> bool:
        if word in self._words:
            return True
        return bool(self._recalled) and self._digest(word) in self._recalled

    def add(self, words: Iterable[str]) -> None:
        new = set(words) - self._words
        self._words |= new
        self._untold |= new

    def new_digests(self) -> tuple[str, ...]:
        """Of the words that were added since the last call, in no telling order."""
        digests = sorted(map(self._digest, self._untold))
        self._untold.clear()
        return tuple(digests)

    def recall(self, digests: Iterable[str]) -> None:
        """Know what another had, of the same key."""
        self._recalled.update(digests)

    def _digest(self, word: str) -> str:
        digest = hmac.digest(self._key, word.encode(), hashlib.sha256)
        return digest.hex()[:_DIGEST_CHARACTERS]
