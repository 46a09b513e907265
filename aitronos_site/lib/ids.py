"""Public ids: a prefix that names the kind, and 32 lowercase hex characters."""

from __future__ import annotations

import uuid


def new_id(prefix: str) -> str:
    """Return a fresh random id, e.g. `trans_1f…` for the prefix `trans`."""
    return f"{prefix}_{uuid.uuid4().hex}"


class PublicIdConverter:
    """A path converter: what has not an id's shape has no address."""

    regex = "[a-z]+_[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
