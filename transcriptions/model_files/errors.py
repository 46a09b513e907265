"""Why a model's files can't be had; each message says how to mend it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import ClassVar

from aitronos_site.lib.errors import DomainError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ModelUnavailable(DomainError):
    """The files of a model can't be had."""

    code: ClassVar[str] = "ENGINE_FAILED"


def disk_trouble(error: OSError, root: Path) -> ModelUnavailable:
    """Word an error of the file system."""
    if error.errno in _FULL:
        return ModelUnavailable(
            f"The disk of {root} is full. Free some space, or name another directory "
            "by MODELS_DIR; what was fetched is kept."
        )
    reason = error.strerror or str(error)
    return ModelUnavailable(
        f"{root} can't be written to ({reason}). Make it a directory that this user "
        "may write to, or name another by MODELS_DIR."
    )
