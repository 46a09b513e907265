"""Where audio is kept: whether it can be written and read, and how much room is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, warning
from aitronos_site.lib.ids import new_id

CONTENT = os.urandom(4096)
COMFORTABLE = 5  # times the largest upload


def check(asked: Asked) -> Iterator[Finding]:
    yield _round_trip()
    yield from map(_room, _folders())


def _round_trip() -> Finding:
    name = ""
    try:
        name = default_storage.save(new_id("doctor"), ContentFile(CONTENT))
        with default_storage.open(name) as file:
            read = file.read()
    except OSError as error:
        return failure(
            f"The storage can't be used: {error}.",
            f"Make {settings.MEDIA_ROOT} a directory that this user may write to, or "
            "name another by MEDIA_ROOT.",
        )
    finally:
        if name:
            default_storage.delete(name)
    if read != CONTENT:
        return failure(
            "The storage gives back other bytes than were written.",
            "Check the disk or the network share under MEDIA_ROOT.",
        )
    return ok("A file was written, read back and deleted.")


def _folders() -> Iterator[Path]:
    """The media folder, and that of temporary files if it is on another disk."""
    media, temporary = Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR)
    there = [folder for folder in (media, temporary) if folder.is_dir()]
    yield from {folder.stat().st_dev: folder for folder in reversed(there)}.values()


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    text = f"{free / 1e9:,.1f} GB are free for {folder}"
    mend = f"Free space on the disk of {folder}; see UPLOAD_LIFETIME_H for old uploads."
    if free < settings.MAX_UPLOAD_BYTES:
        return failure(
            f"{text}, less than one upload may have "
            f"({settings.MAX_UPLOAD_BYTES / 1e9:,.1f} GB).",
            mend,
        )
    if free < COMFORTABLE * settings.MAX_UPLOAD_BYTES:
        return warning(f"{text}, less than {COMFORTABLE} large uploads.", mend)
    return ok(f"{text}.")
