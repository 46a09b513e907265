from __future__ import annotations

import hashlib
import io
import random
import time

import pytest

from aitronos_site.lib.safe_http import BodyTooLarge, Download, FetchFailed, download
from tests.servers import policy_for

CONTENT = random.Random(1).randbytes(300_000)


def test_a_download_holds_the_bytes_and_says_what_they_are(server):
    url = server.add("/calls/meeting%201.wav", CONTENT, content_type="audio/x-WAV; a=b")
    file = io.BytesIO()

    done = download(url, file, policy_for(server))

    assert file.getvalue() == CONTENT
    assert done == Download(
        size_bytes=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        content_type="audio/x-wav",
        filename="meeting 1.wav",
        url=url,
    )
    assert server.requests == [("GET", "/calls/meeting%201.wav", None)]


def test_progress_is_told_up_to_the_whole(server):
    url = server.add("/a.wav", CONTENT)
    seen = []

    download(
        url,
        io.BytesIO(),
        policy_for(server),
        on_progress=lambda *progress: seen.append(progress),
    )

    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)
    assert len(seen) > 1


def test_an_exception_from_progress_aborts_and_passes_through(server):
    class CancelledError(Exception):
        pass

    def cancel(done: int, total: int | None) -> None:
        assert total is None
        raise CancelledError

    url = server.add("/a.wav", CONTENT, endless=True)
    file = io.BytesIO()

    with pytest.raises(CancelledError):
        download(url, file, policy_for(server), on_progress=cancel)

    assert 0 < len(file.getvalue()) <= 65536


def test_a_full_disk_is_not_mistaken_for_a_failed_fetch(server):
    class FullDisk(io.BytesIO):
        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    url = server.add("/a.wav", CONTENT)

    with pytest.raises(OSError, match="No space left"):
        download(url, FullDisk(), policy_for(server))


def test_an_announced_size_over_the_limit_is_refused_before_the_body(server):
    url = server.add("/a.wav", b"x", content_length=10**12, stall_body_after=0)
    file = io.BytesIO()

    with pytest.raises(BodyTooLarge) as refusal:
        download(url, file, policy_for(server, max_bytes=1000))

    assert refusal.value.reason == "URL delivers more than the limit of 1000 bytes"
    assert refusal.value.limit_bytes == 1000
    assert file.getvalue() == b""


def test_an_endless_body_is_refused_at_the_limit(server):
    url = server.add("/a.wav", CONTENT, endless=True)
    file = io.BytesIO()

    with pytest.raises(BodyTooLarge) as refusal:
        download(url, file, policy_for(server, max_bytes=1_000_000))

    assert refusal.value.limit_bytes == 1_000_000
    assert len(file.getvalue()) <= 1_000_000


def test_a_body_of_exactly_the_limit_is_accepted(server):
    url = server.add("/a.wav", CONTENT)

    done = download(url, io.BytesIO(), policy_for(server, max_bytes=len(CONTENT)))

    assert done.size_bytes == len(CONTENT)


@pytest.mark.parametrize("flaw", [{"content_length": 400_000}, {"close_after": 1000}])
def test_a_body_shorter_than_announced_fails(server, flaw):
    url = server.add("/a.wav", CONTENT, **flaw)

    with pytest.raises(FetchFailed) as failure:
        download(url, io.BytesIO(), policy_for(server))

    assert failure.value.reason == "URL broke off before it was read completely"


def test_a_body_that_stalls_is_given_up_after_the_read_timeout(server):
    url = server.add("/a.wav", CONTENT, stall_body_after=1000)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        download(url, io.BytesIO(), policy_for(server, read_timeout=0.2))

    assert time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"


def test_a_body_that_drips_is_given_up_after_the_total_timeout(server):
    url = server.add("/a.wav", CONTENT, drip=0.02)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        policy = policy_for(server, read_timeout=5, total_timeout=0.5)
        download(url, io.BytesIO(), policy)

    assert time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"
