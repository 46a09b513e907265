from __future__ import annotations

import pytest
import torch

from tests.transcriptions.diarization import pyannote_folder


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    """On a busy machine, threads of torch spend their time waiting for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def embedded():
    from transcriptions.diarization.embedded import EmbeddedDiarizer

    return EmbeddedDiarizer()


@pytest.fixture(scope="session")
def pipeline_folder(tmp_path_factory):
    return pyannote_folder.build(tmp_path_factory.mktemp("pyannote"))
