from __future__ import annotations

import pytest

from tests.transcriptions.diarization import pyannote_folder


@pytest.fixture(scope="session")
def embedded():
    from transcriptions.diarization.embedded import EmbeddedDiarizer

    return EmbeddedDiarizer()


@pytest.fixture(scope="session")
def pipeline_folder(tmp_path_factory):
    return pyannote_folder.build(tmp_path_factory.mktemp("pyannote"))
