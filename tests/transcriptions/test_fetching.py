"""A source is fetched in a thread that can be left at any time."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from aitronos_site.lib import safe_http
from transcriptions import fetching
from transcriptions.audio import source
from transcriptions.engines.base import Aborted


def stored_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_source_is_stored_and_its_progress_told(server, settings):
    url = server.add("/talk.wav", b"sound" * 100_000)
    shares = []

    name = fetching.fetch(url, "org_1", shares.append)

    with default_storage.open(name) as file:
        assert file.read() == b"sound" * 100_000
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_what_is_wrong_with_a_source_comes_out(server):
    url = server.add("/talk.wav", b"sound", status=404)

    with pytest.raises(safe_http.FetchError):
        fetching.fetch(url, "org_1", lambda share: None)


def test_a_fetch_is_stopped_at_once_while_the_server_stalls(server, settings):
    settings.FETCH_READ_TIMEOUT_S = 60.0
    url = server.add("/talk.wav", b"sound" * 1000, stall_body_after=100)
    began = time.monotonic()

    def stop_soon(share):
        if time.monotonic() - began > 0.5:
            raise Aborted

    with pytest.raises(Aborted):
        fetching.fetch(url, "org_1", stop_soon)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize("stored_before", [True, False])
def test_a_fetch_that_was_stopped_leaves_no_file(settings, monkeypatch, stored_before):
    """Whether the file is stored just before the fetch is left, or after it."""
    ticking, stopped, stored = (threading.Event() for _ in range(3))

    def fetch(url, organization_id, **options):
        assert (ticking if stored_before else stopped).wait(10)
        name = default_storage.save("audio/x", ContentFile(b"sound"))
        stored.set()
        return name

    def stop(share):
        ticking.set()
        assert not stored_before or stored.wait(10)
        time.sleep(0.1)
        raise Aborted

    monkeypatch.setattr(source, "fetch", fetch)
    with pytest.raises(Aborted):
        fetching.fetch("https://media.example/talk.wav", "org_1", stop)
    stopped.set()

    deadline = time.monotonic() + 10
    while not stored.is_set() or stored_files(settings.MEDIA_ROOT):
        assert time.monotonic() < deadline
        time.sleep(0.01)
