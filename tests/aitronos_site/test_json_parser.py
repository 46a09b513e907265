"""Bodies that are JSON by the letter and can't be worked with."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from rest_framework.exceptions import ParseError

from aitronos_site.json_parser import UnicodeJsonParser


def parse(body):
    return UnicodeJsonParser().parse(io.BytesIO(body))


def test_whole_characters_are_read_however_they_are_written():
    assert parse(rb'["\ud83d\ude80", "\u00e9"]') == ["🚀", "é"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (rb'"\ud800"', "half a character"),
        (rb'{"\ud800": 1}', "half a character"),
        (rb'{"a": [{"b": "x\udfff"}]}', "half a character"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_can_t_be_sent_back_is_malformed(body, reason):
    with pytest.raises(ParseError, match=reason):
        parse(body)


@pytest.mark.parametrize(
    "body", [r'{"\ud800": 1}', r'{"priority": "\ud800"}', "[" * 100_000]
)
def test_it_is_answered_in_the_envelope(acme, body):
    answer = Client().post(
        "/v1/audio/transcribe",
        body,
        content_type="application/json",
        headers=acme.headers,
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "MALFORMED_REQUEST"
