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
    ("body", "changes"),
    [
        (b'{"a":2}', {}),
        (b'{"a":1}', {"webhook-id": "evt_2"}),
        (
            b'{"a":1}',
            {"webhook-timestamp": str(int(datetime.now(UTC).timestamp()) + 9)},
        ),
    ],
)
def test_a_change_of_body_id_or_time_is_noticed(body, changes):
    secret = new_secret()
    headers = signed_headers("evt_1", datetime.now(UTC), '{"a":1}', [secret])

    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        Webhook(secret).verify(body, headers | changes)


def test_an_old_message_is_refused_by_its_receiver():
    secret = new_secret()
    at = datetime.now(UTC) - timedelta(minutes=6)

    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(secret).verify(b"{}", signed_headers("evt_1", at, "{}", [secret]))
