"""Where a job's audio comes from: a customer's URL, fetched once into the storage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from aitronos_site.lib import safe_http
from aitronos_site.lib.ids import new_id
from transcriptions.errors import AudioTooLarge


def policy(total_timeout: float) -> safe_http.FetchPolicy:
    """What a customer's URL may reach; `total_timeout` in seconds."""
    ca_file = settings.FETCH_CA_FILE
    return safe_http.FetchPolicy(
        allowed_networks=tuple(settings.FETCH_ALLOWED_NETWORKS),
        allowed_ports=frozenset(settings.FETCH_ALLOWED_PORTS),
        ca_file=Path(ca_file) if ca_file else None,
        connect_timeout=settings.FETCH_CONNECT_TIMEOUT_S,
        read_timeout=settings.FETCH_READ_TIMEOUT_S,
        total_timeout=total_timeout,
        max_bytes=settings.MAX_DOWNLOAD_BYTES,
    )


def fetch(
    url: str,
    organization_id: str,
    *,
    total_timeout: float,
    on_progress: Callable[[int, int | None], None] | None = None,
) -> str:
    """Download `url` into the storage; return the stored file's name.

    `on_progress` gets the bytes so far and the bytes in all; what it raises aborts.
    Raises safe_http.FetchError.
    """
    with TemporaryUploadedFile("source", "application/octet-stream", 0, None) as file:
        safe_http.download(
            url,
            cast(BinaryIO, file),
            policy(total_timeout),
            on_progress=on_progress,
        )
        file.flush()
        return default_storage.save(new_name(organization_id), file)


def reason(error: safe_http.FetchError) -> str:
    """Why a source can't be had, as the published contract words it."""
    return f"Audio {error.reason}"


def too_large(error: safe_http.BodyTooLarge) -> AudioTooLarge:
    reason = f"The audio is larger than {error.limit_bytes / 10**9:g} GB."
    return AudioTooLarge(
        reason, details={"reason": reason, "max_bytes": error.limit_bytes}
    )


def new_name(organization_id: str) -> str:
    """A fresh name in the storage, under the organization's public id."""
    return f"audio/{organization_id}/{new_id('audio')}"
