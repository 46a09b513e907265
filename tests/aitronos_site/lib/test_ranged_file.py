"""Ranges, as players ask for them."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from django.core.handlers.asgi import ASGIRequest
from django.test import RequestFactory

from aitronos_site.lib.ranged_file import RangedFile

LETTERS = b"abcdefghijklmnopqrstuvwxyz"


def serve(file=None, **headers):
    request = RequestFactory().get("/", headers=headers)
    file = file or io.BytesIO(LETTERS)
    return RangedFile(request, file, content_type="audio/wav", etag='"abc"')


def test_without_a_range_the_whole_file_is_sent_and_ranges_are_offered():
    response = serve()

    assert response.status_code == 200
    assert response.getvalue() == LETTERS
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "26"
    assert response["Content-Type"] == "audio/wav"


@pytest.mark.parametrize(
    ("asked", "got", "described"),
    [
        ("bytes=0-3", b"abcd", "bytes 0-3/26"),
        ("bytes=0-", LETTERS, "bytes 0-25/26"),
        ("bytes=23-", b"xyz", "bytes 23-25/26"),
        ("bytes=-2", b"yz", "bytes 24-25/26"),
        ("bytes=-99", LETTERS, "bytes 0-25/26"),
        ("bytes=25-99", b"z", "bytes 25-25/26"),
        ("bytes=0-0", b"a", "bytes 0-0/26"),
    ],
)
def test_a_range_is_sent_alone(asked, got, described):
    response = serve(range=asked)

    assert response.status_code == 206
    assert response.getvalue() == got
    assert response["Content-Range"] == described
    assert response["Content-Length"] == str(len(got))


@pytest.mark.parametrize("asked", ["bytes=26-", "bytes=99-120", "bytes=-0"])
def test_a_range_beyond_the_file_is_refused(asked):
    response = serve(range=asked)

    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */26"
    assert response.getvalue() == b""


@pytest.mark.parametrize(
    "asked",
    ["bytes=3-1", "bytes=-", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "x" * 999],
)
def test_a_range_that_is_not_understood_is_ignored(asked):
    response = serve(range=asked)

    assert response.status_code == 200
    assert response.getvalue() == LETTERS


def test_a_range_of_another_version_gets_the_whole_file():
    same = serve(**{"range": "bytes=0-1", "if-range": '"abc"'})
    other = serve(**{"range": "bytes=0-1", "if-range": '"old"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_an_empty_file_has_no_range():
    response = serve(file=io.BytesIO(b""), range="bytes=0-")

    assert response.status_code == 416


def test_the_file_is_closed_with_the_response():
    file = io.BytesIO(LETTERS)
    response = serve(file=file, range="bytes=0-3")

    # What close() does, without its signal, which also closes the tests' database.
    for close in response._resource_closers:
        close()

    assert file.closed


async def test_under_asgi_a_large_file_streams_in_small_memory(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(200 * 2**20)
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [],
        "query_string": b"",
    }
    request = ASGIRequest(scope, io.BytesIO())
    response = RangedFile(request, path.open("rb"), content_type="audio/wav")

    tracemalloc.start()
    sent = 0
    async for chunk in response:
        sent += len(chunk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    response._resource_closers[-1]()

    assert response.is_async
    assert sent == 200 * 2**20
    assert peak < 4 * 2**20
