"""Who speaks when. Importing this package loads none of its libraries."""

from __future__ import annotations

DIARIZERS = ("embedded", "pyannote")
