"""Removes the stored files of deleted jobs, and tries until they are gone."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.files.storage import default_storage

from transcriptions.models import Erasure

log = logging.getLogger(__name__)


def erase(names: Sequence[str] | None = None) -> bool:
    """Remove these files, or all that wait; True if each of them is gone."""
    waiting = Erasure.objects.all()
    if names is not None:
        waiting = waiting.filter(name__in=names)
    # A list, because each is to be tried even after one has failed.
    return all([_erase(erasure) for erasure in waiting])  # noqa: C419


def _erase(erasure: Erasure) -> bool:
    try:
        default_storage.delete(erasure.name)
    except OSError:
        log.exception("%s could not be removed; it is tried again.", erasure.name)
        return False
    erasure.delete()
    return True
