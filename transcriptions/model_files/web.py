"""Fetches what does not lie on the hub: a file, or an archive that is unpacked.

Torchaudio's aligners come from the site of PyTorch, sentence data from NLTK's. A file
gets its name once it is whole, so that an interrupted download is never taken for one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from aitronos_site.lib import safe_http
from transcriptions.model_files.catalogue import ModelFiles
from transcriptions.model_files.errors import ModelUnavailable, disk_trouble


def fetch(model: ModelFiles, root: Path, policy: safe_http.FetchPolicy) -> None:
    """Raises ModelUnavailable."""
    assert model.path is not None
    target = root / model.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fetch-") as folder:
            file = Path(folder, "file")
            with file.open("wb") as destination:
                safe_http.download(model.url, destination, policy)
            whole = _unpacked(file, model) if model.url.endswith(".zip") else file
            _put(whole, target)
    except safe_http.FetchError as error:
        raise ModelUnavailable(
            f"{model.url} was not to be had ({error.reason}). Check the network, or "
            f"fetch it on another machine and copy it to {target}."
        ) from error
    except zipfile.BadZipFile as error:
        raise ModelUnavailable(
            f"{model.url} did not deliver an archive of {model.name} ({error}). Fetch "
            f"it on another machine and unpack it to {target}."
        ) from error
    except OSError as error:
        raise disk_trouble(error, root) from error


def _unpacked(file: Path, model: ModelFiles) -> Path:
    """The archive's folder; its members stay inside by `zipfile`'s own rule."""
    folder = file.with_name("unpacked")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    if not (folder / model.name).is_dir():
        raise zipfile.BadZipFile(f"it has no folder {model.name}")
    return folder / model.name


def _put(whole: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(whole, target)
