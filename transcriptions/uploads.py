"""Files that people and clients send: take in, find again, remove. Sole writer of `Upload`."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from organizations.models import Organization, User
from transcriptions.audio import source
from transcriptions.audio.acceptance import examine
from transcriptions.errors import InvalidAudioUrl, PayloadTooLarge
from transcriptions.models import Transcription, Upload

PATH = "/v1/audio/files/"
_PATH = re.compile(re.escape(PATH) + r"(file_[0-9a-f]{32})\Z")


def store(
    organization: Organization,
    file: UploadedFile[Any],
    *,
    created_by: User | None = None,
) -> Upload:
    """Examine a received file and keep it.

    Raises PayloadTooLarge, UnsupportedAudio or AudioTooLarge; then nothing is kept.
    """
    size = file.size or 0
    if size > settings.MAX_UPLOAD_BYTES:
        raise too_large()
    found = examine(file)  # type: ignore[arg-type]
    file.seek(0)
    name = default_storage.save(source.new_name(organization.public_id), file)
    return Upload.objects.create(
        organization=organization,
        created_by=created_by,
        file=name,
        filename=clean_filename(file.name or ""),
        size_bytes=size,
        content_type=found.content_type,
        duration_seconds=found.duration_seconds,
        expires_at=timezone.now() + timedelta(hours=settings.UPLOAD_LIFETIME_H),
    )


def store_local(
    organization: Organization,
    path: Path,
    *,
    filename: str,
    created_by: User | None = None,
) -> Upload:
    """`store` for a file of this machine."""
    with path.open("rb") as opened:
        file = UploadedFile(File(opened), name=filename, size=path.stat().st_size)
        return store(organization, file, created_by=created_by)


def address(upload: Upload, origin: str) -> str:
    """The URL by which `find` knows the upload again."""
    return origin + PATH + upload.public_id


def too_large() -> PayloadTooLarge:
    limit = settings.MAX_UPLOAD_BYTES
    return PayloadTooLarge(
        f"The file is larger than {limit / 10**9:g} GB. Host it and send its URL.",
        details={"max_bytes": limit},
    )


def find(organization: Organization, url: str, own_origin: str) -> Upload | None:
    """The upload that `url` names, or None if it is not an upload's address.

    Raises InvalidAudioUrl if it is one, but of no live upload of the organization.
    """
    parts = urlsplit(url)
    match = _PATH.fullmatch(parts.path)
    if match is None or f"{parts.scheme}://{parts.netloc}" != own_origin:
        return None
    live = Upload.objects.filter(organization=organization)
    upload = live.filter(public_id=match[1], expires_at__gt=timezone.now()).first()
    if upload is None:
        raise InvalidAudioUrl(url, "There is no such uploaded file, or it has expired")
    return upload


def remove_expired() -> int:
    """Remove uploads past their time; a file that a job uses stays with the job."""
    expired = Upload.objects.filter(expires_at__lte=timezone.now())
    removed = 0
    for upload in expired.iterator():
        if not Transcription.objects.filter(audio=str(upload.file)).exists():
            default_storage.delete(str(upload.file))
        upload.delete()
        removed += 1
    return removed


def clean_filename(name: str) -> str:
    """Only the last part of a path, without control characters, at most 200 long."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[:200] or "audio"
