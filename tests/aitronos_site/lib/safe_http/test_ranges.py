from __future__ import annotations

import io
import random
import time

import pytest

from aitronos_site.lib.safe_http import (
    BodyTooLarge,
    FetchFailed,
    RangesUnsupported,
    open_ranges,
)
from tests.servers import policy_for

BLOCK = 64 * 1024
CONTENT = random.Random(2).randbytes(700_001)
CHANGED = "URL changed its content while it was being read"


def test_reads_at_any_offset_equal_those_of_the_file(server):
    url = server.add("/a.wav", CONTENT)
    generator = random.Random(3)
    local = io.BytesIO(CONTENT)

    with open_ranges(url, policy_for(server)) as remote:
        for _ in range(200):
            offset = generator.randrange(-len(CONTENT), len(CONTENT) + 1000)
            whence = io.SEEK_SET if offset >= 0 else io.SEEK_END
            length = generator.choice([0, 1, 10, 5000, BLOCK, 200_000])
            assert remote.seek(offset, whence) == local.seek(offset, whence)
            assert remote.read(length) == local.read(length)
            assert remote.tell() == local.tell()


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_the_whole_file_is_read_whatever_its_size(server, size):
    url = server.add("/a.wav", CONTENT[:size])

    with open_ranges(url, policy_for(server)) as remote:
        assert remote.read() == CONTENT[:size]
        assert remote.read(1) == b""


def test_head_and_tail_cost_two_requests_of_one_block(server):
    url = server.add("/calls/a.wav", CONTENT, content_type="audio/mpeg")

    with open_ranges(url, policy_for(server)) as remote:
        head = remote.read(1000)
        remote.seek(-1000, io.SEEK_END)
        tail = remote.read()
        remote.seek(0)
        remote.read(2000)

    assert (head, tail) == (CONTENT[:1000], CONTENT[-1000:])
    assert remote.requests_made == len(server.requests) == 2
    assert remote.bytes_fetched <= 2 * BLOCK
    assert server.requests[0] == ("GET", "/calls/a.wav", "bytes=0-65535")
    assert remote.size == len(CONTENT)
    assert (remote.content_type, remote.filename) == ("audio/mpeg", "a.wav")


def test_the_cache_is_bounded_and_forgets_the_oldest_block(server):
    size = 66 * BLOCK
    url = server.add("/a.wav", bytes(size))

    with open_ranges(url, policy_for(server)) as remote:
        assert len(remote.read()) == size
        once = remote.bytes_fetched
        remote.seek(65 * BLOCK)
        remote.read()
        still_cached = remote.bytes_fetched
        remote.seek(0)
        remote.read(1)

    assert once == still_cached == size
    assert remote.bytes_fetched == size + BLOCK


def test_a_redirect_is_followed_once_and_remembered(server):
    server.add("/a.wav", CONTENT)
    url = server.add("/r", redirect="/a.wav")

    with open_ranges(url, policy_for(server)) as remote:
        assert remote.read(2 * BLOCK) == CONTENT[: 2 * BLOCK]

    assert [path for _, path, _ in server.requests] == ["/r", "/a.wav", "/a.wav"]


def test_a_server_that_ignores_ranges_is_told_apart(server):
    url = server.add("/a.wav", CONTENT, ignore_ranges=True)

    with pytest.raises(RangesUnsupported) as failure:
        open_ranges(url, policy_for(server))

    assert failure.value.status == 200
    assert failure.value.reason == (
        "URL is served without support for reading in ranges"
    )


@pytest.mark.parametrize(
    "content_range", ["bytes 0-65535/*", "bytes 5-65540/700001", "items 1-2/3"]
)
def test_a_range_that_was_not_asked_for_is_unsupported(server, content_range):
    url = server.add(
        "/a.wav",
        CONTENT,
        ignore_ranges=True,
        status=206,
        headers={"Content-Range": content_range},
    )

    with pytest.raises(RangesUnsupported):
        open_ranges(url, policy_for(server))


def test_more_bytes_than_the_range_are_not_read(server):
    url = server.add(
        "/a.wav",
        CONTENT,
        ignore_ranges=True,
        status=206,
        endless=True,
        headers={"Content-Range": "bytes 0-65535/700001"},
    )

    with pytest.raises(RangesUnsupported):
        open_ranges(url, policy_for(server))


def test_fewer_bytes_than_the_range_fail(server):
    url = server.add(
        "/a.wav",
        b"short",
        ignore_ranges=True,
        status=206,
        headers={"Content-Range": "bytes 0-65535/700001"},
    )

    with pytest.raises(FetchFailed) as failure:
        open_ranges(url, policy_for(server))

    assert failure.value.reason == "URL delivered fewer bytes than it announced"


def test_an_empty_file_fails(server):
    url = server.add("/a.wav", b"")

    with pytest.raises(FetchFailed) as failure:
        open_ranges(url, policy_for(server))

    assert failure.value.reason == "URL delivers an empty file"


def test_a_file_over_the_limit_is_refused(server):
    url = server.add("/a.wav", CONTENT)

    with pytest.raises(BodyTooLarge) as refusal:
        open_ranges(url, policy_for(server, max_bytes=700_000))

    assert refusal.value.reason == "URL delivers more than the limit of 700000 bytes"


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_status_fails_with_that_status(server, status):
    url = server.add("/a.wav", ignore_ranges=True, status=status)

    with pytest.raises(FetchFailed) as failure:
        open_ranges(url, policy_for(server))

    assert failure.value.status == status


@pytest.mark.parametrize(
    "replacement",
    [
        {"etag": '"v2"'},
        {"etag": 'W/"v2"'},
        {"etag": None},
        {"content": CONTENT[:-1]},
        {"change_etag": True},
        {"ignore_ranges": True},
    ],
)
def test_a_file_that_changes_between_two_reads_fails(server, replacement):
    url = server.add("/a.wav", CONTENT)

    with open_ranges(url, policy_for(server)) as remote:
        server.add("/a.wav", **({"content": CONTENT} | replacement))
        assert remote.read(BLOCK) == CONTENT[:BLOCK]
        with pytest.raises(FetchFailed) as failure:
            remote.read(1)

    assert failure.value.reason == CHANGED


@pytest.mark.parametrize(
    "version",
    [
        {"etag": 'W/"weak"'},
        {"etag": None},
        {"etag": None, "headers": {"Last-Modified": "Mon, 02 Mar 2026 10:30:00 GMT"}},
    ],
)
def test_a_file_without_a_strong_etag_can_be_read(server, version):
    url = server.add("/a.wav", CONTENT, **version)

    with open_ranges(url, policy_for(server)) as remote:
        assert remote.read() == CONTENT


def test_the_total_timeout_spans_all_requests(server):
    url = server.add("/a.wav", CONTENT)
    policy = policy_for(server, read_timeout=5, total_timeout=0.6)

    with open_ranges(url, policy) as remote:
        server.add("/a.wav", CONTENT, drip=0.02)
        started = time.monotonic()
        with pytest.raises(FetchFailed) as failure:
            remote.read()

    assert time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"


def test_invalid_seeks_and_reads_after_closing_are_errors(server):
    url = server.add("/a.wav", CONTENT)
    remote = open_ranges(url, policy_for(server))

    with pytest.raises(ValueError, match="invalid seek"):
        remote.seek(-1)
    with pytest.raises(ValueError, match="invalid seek"):
        remote.seek(0, 9)
    remote.close()
    with pytest.raises(ValueError, match="closed"):
        remote.read(1)
