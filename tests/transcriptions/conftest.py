"""What several tests of transcriptions need: speakable files, a server, no live pump."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from tests import audio_files
from tests.servers import HttpsServer
from transcriptions import pump


@pytest.fixture(scope="session")
def wav(tmp_path_factory):
    """Two seconds of noise."""
    folder = tmp_path_factory.mktemp("audio")
    return audio_files.make_audio(folder / "a.wav", "wav", seconds=2.0)


@pytest.fixture
def server(settings):
    """An HTTPS server of this machine that the service may fetch from."""
    with HttpsServer() as running:
        settings.FETCH_ALLOWED_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
        settings.FETCH_ALLOWED_PORTS = [443, running.port]
        settings.FETCH_CA_FILE = str(running.ca_file)
        settings.FETCH_READ_TIMEOUT_S = 1.0
        settings.PROBE_TIMEOUT_S = 2.0
        yield running


@pytest.fixture
async def no_pump_is_left():
    yield
    pump._open_pages.clear()
    if task := pump._tasks.pop(asyncio.get_running_loop(), None):
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    pump._tasks.clear()
