from __future__ import annotations

import base64
import json
import random
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from transcriptions.webhook_signatures import signed_headers


def new_secret():
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def test_a_thousand_bodies_verify_with_the_published_library():
    chance = random.Random(7)
    secret = new_secret()
    for n in range(1000):
        text = "".join(chr(chance.randrange(32, 0xD800)) for _ in range(n % 90))
        body = json.dumps({"t": text, "n": chance.getrandbits(80)}, ensure_ascii=False)

        headers = signed_headers(f"evt_{n}", datetime.now(UTC), body, [secret])

        assert Webhook(secret).verify(body.encode(), headers)["t"] == text


def test_every_secret_that_is_given_verifies_and_no_other():
    old, new, other = new_secret(), new_secret(), new_secret()

    headers = signed_headers("evt_1", datetime.now(UTC), "{}", [new, old])

    assert len(headers["webhook-signature"].split(" ")) == 2
    assert Webhook(old).verify(b"{}", headers) == {}
    assert Webhook(new).verify(b"{}", headers) == {}
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        Webhook(other).verify(b"{}", headers)


@pytest.mark.parametrize(
    ("body", "id", "seconds_later"),
    [(b'{"a":2}', "evt_1", 0), (b'{"a":1}', "evt_2", 0), (b'{"a":1}', "evt_1", 9)],
)
def test_a_change_of_body_id_or_time_is_noticed(body, id, seconds_later):
    secret, now = new_secret(), datetime.now(UTC)
    headers = signed_headers("evt_1", now, '{"a":1}', [secret])
    headers["webhook-id"] = id
    headers["webhook-timestamp"] = str(int(now.timestamp()) + seconds_later)

    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        Webhook(secret).verify(body, headers)


def test_an_old_message_is_refused_by_its_receiver():
    secret = new_secret()
    at = datetime.now(UTC) - timedelta(minutes=6)

    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(secret).verify(b"{}", signed_headers("evt_1", at, "{}", [secret]))
