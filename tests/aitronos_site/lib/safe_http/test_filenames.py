from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitronos_site.lib.safe_http.filenames import filename_of, media_type_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a/meeting.mp3", "meeting.mp3"),
        ("/a/M%C3%BCller%20und%20Co.wav?sig=1/2", "Müller und Co.wav"),
        ("/a/..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("/a/b%5Cc.wav", "c.wav"),
        ("/a%00%0A%E2%80%AEb.wav", "ab.wav"),
        ("/..", ""),
        ("/a/", ""),
        ("", ""),
    ],
)
def test_the_name_is_the_last_segment_of_the_url_made_harmless(path, name):
    assert filename_of(f"https://example.com{path}", "") == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="my call.wav"', "my call.wav"),
        ("attachment; filename=call.wav", "call.wav"),
        ("attachment; filename*=UTF-8''M%C3%BCller.wav", "Müller.wav"),
        ("inline; filename=\"x.wav\"; filename*=UTF-8''%E4%BD%A0.wav", "你.wav"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\fake\\\\a.wav"', "a.wav"),
        ("attachment", "url.wav"),
        ('attachment; filename=".."', "url.wav"),
    ],
)
def test_the_servers_own_name_comes_first(header, name):
    assert filename_of("https://example.com/url.wav", header) == name


def test_a_long_name_is_cut_and_keeps_its_extension():
    name = filename_of(f"https://example.com/{'a' * 500}.flac", "")

    assert len(name) == 200
    assert name.endswith("a.flac")


@given(st.text(max_size=80).map("attachment; filename".__add__) | st.text())
def test_no_header_at_all_yields_a_name_that_leaves_its_folder(header):
    name = filename_of("https://example.com/a.wav", header)

    assert "/" not in name
    assert "\\" not in name
    assert name not in ("", ".", "..")
    assert len(name) <= 200


@pytest.mark.parametrize(
    ("header", "media_type"),
    [
        ("audio/WAV", "audio/wav"),
        ("text/html; charset=utf-8", "text/html"),
        ("", ""),
        ("<script>/x", ""),
        ("audio", ""),
    ],
)
def test_the_media_type_is_normalised_or_empty(header, media_type):
    assert media_type_of(header) == media_type
