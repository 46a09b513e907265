"""Fetches a file that does not lie on the hub: torchaudio's aligners, from PyTorch's site.

A file gets its name once it is whole, so that an interrupted download is never taken
for a model.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from aitronos_site.lib import safe_http
from transcriptions.model_files.catalogue import ModelFiles
from transcriptions.model_files.errors import ModelUnavailable, disk_trouble


def fetch(model: ModelFiles, root: Path, policy: safe_http.FetchPolicy) -> None:
    """Raises ModelUnavailable."""
    assert model.path is not None
    target = root / model.path
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".fetch-") as folder:
            file = Path(folder, "file")
            with file.open("wb") as destination:
                safe_http.download(model.url, destination, policy)
            os.replace(file, target)
    except safe_http.FetchError as error:
        raise ModelUnavailable(
            f"{model.url} was not to be had ({error.reason}). Check the network, or "
            f"fetch it on another machine and copy it to {target}."
        ) from error
    except OSError as error:
        raise disk_trouble(error, root) from error
