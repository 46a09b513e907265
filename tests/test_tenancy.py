"""No organization sees or changes another's, at any address and by any method.

The cases are made from the table of addresses. One that this file does not know how to
fill fails, so that a new address can't be forgotten.
"""

from __future__ import annotations

import io
import json
import re
import wave
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from billing.models import Transaction
from organizations import members
from tests import factories
from transcriptions import uploads, webhook_secrets, webhooks
from transcriptions.models_webhooks import WebhookEvent

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
WITHOUT_BODY = ("get", "head", "options")
API = "v1/"
ENDPOINT = "https://acmes-endpoint.example/hook"

#: Addresses that are the same for everybody.
PUBLIC = {
    "healthz",
    "readyz",
    "metrics",
    "v1/openapi.json",
    # Whoever has the signed address may listen; see api/test_redacted_audio.py.
    "v1/audio/redacted-audio/<str:token>",
    "docs",
    "sign-in",
    "sign-in/code",
    "sign-out",
    "invitations/<token>",
}
#: Addresses about whoever calls, which name no organization.
ONES_OWN = {
    "",
    "balance",
    "new",
    "password",
    "security",
    "usage",
    "usage.json",
    "usage.csv",
    "webhooks",
    "webhooks/secret",
    "webhooks/secret/rotate",
    "webhooks/test",
    "webhooks/resume",
}
#: Parameters of addresses that are nobody's.
FORMATS = {"fmt": "srt", "label": "S1"}
PARAMETER = re.compile(r"(?:([^/<>]*)/)?([^/<>]*)<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    path: str
    is_about_a_thing: bool

    @property
    def is_api(self):
        return self.path.startswith(API)


def routes(resolver=None, prefix=""):
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern)
        if path == "admin/":  # walked by tests/test_admin_walk.py
            continue
        if isinstance(each, URLPattern):
            yield Route(path, bool(each.pattern.converters))
        else:
            yield from routes(each, path)


ROUTES = list(routes())
PRIVATE = [route for route in ROUTES if route.path not in PUBLIC]


class Acmes:
    """All that acme has, and the requests that name it."""

    def __init__(self, acme):
        self.organization = acme.organization
        self.wav = silence(seconds=1)
        self.job = factories.make_completed(
            acme,
            texts=["Acme's plan is a rocket."],
            filename="acmes-talk.wav",
            metadata={"note": "acmes-note"},
            options={"webhook": {"url": ENDPOINT, "events": list(WebhookEvent.values)}},
        )
        self.job.result["speakers"] = [
            {"speaker": "S1", "name": "acmes-chief", "talk_seconds": 1.0, "words": 5}
        ]
        self.job.save()
        factories.store_audio(self.job, b"acmes-sound")
        named = SimpleUploadedFile("acmes-upload.wav", self.wav)
        self.upload = uploads.store(acme.organization, named)
        self.delivery = webhooks.send_test(acme.organization, ENDPOINT)
        self.secret = webhook_secrets.reveal(acme.organization)
        self.membership = acme.organization.memberships.get()
        self.invitation = members.invite(
            acme.organization, "new@acme.example", "member", acme.user, link_to=str
        )
        #: By the part of an address that stands before the parameter.
        self.things = {
            "transcribe": self.job.public_id,
            "transcriptions": self.job.public_id,
            "files": self.upload.public_id,
            "webhooks": self.delivery.public_id,
            "organizations": self.organization.public_id,
            "keys": acme.api_key.public_id,
            "invitations": self.invitation.public_id,
        }
        self.secrets = [
            "rocket",
            "acmes-",
            "acme.example",
            acme.secret,
            self.secret,
            acme.api_key.prefix,
            *self.things.values(),
            *Transaction.objects.values_list("public_id", flat=True),
        ]

    def address(self, route):
        """Fail for a parameter that this file does not know."""

        def filled(match):
            before, stem, name = match.groups()
            if name in FORMATS:
                return match[0][: match[0].index("<")] + FORMATS[name]
            assert before in self.things and not stem, f"{route.path}: acme's {name}?"
            return f"{before}/{self.things[before]}"

        return "/" + PARAMETER.sub(filled, route.path)

    def order(self, organization=None):
        return {
            "organization_id": (organization or self.organization).public_id,
            "transcription_options": {
                "audio_url": f"http://testserver/v1/audio/files/{self.upload.public_id}",
                "language": "en",
            },
        }

    def body(self, route):
        """What to send: of the addresses that name nobody, a body that names acme."""
        as_json = {"content_type": "application/json"}
        mine = self.organization.public_id
        file = SimpleUploadedFile("a.wav", self.wav)
        bodies = {
            "v1/audio/transcribe": {"data": self.order(), **as_json},
            "v1/audio/transcribe/quote": {"data": self.order(), **as_json},
            "v1/audio/files/upload": {"data": {"organization_id": mine, "file": file}},
            "organization": {"data": {"organization": mine}},
            "keys": {"data": {"organization": mine, "name": "x", "lifetime": "30"}},
            "members": {"data": {"organization": mine, "email": "x@x.example"}},
            "members/role": {
                "data": {"membership": self.membership.pk, "role": "member"}
            },
            "members/remove": {"data": {"membership": self.membership.pk}},
            "webhooks/resume": {"data": {"url": ENDPOINT, "organization": mine}},
        }
        if route.path in bodies:
            return bodies[route.path]
        assert route.is_about_a_thing or route.path in ONES_OWN, (
            f"{route.path}: is it public, the caller's own, or how does it name acme?"
        )
        return as_json if route.is_api else {"data": {"organization": mine}}

    def stock(self):
        """All rows of acme, to be compared."""
        return {
            model.__name__: list(
                model.objects.filter(organization=self.organization)
                .order_by("pk")
                .values()
            )
            for model in apps.get_models()
            if any(field.name == "organization" for field in model._meta.fields)
        }


@pytest.fixture
def acmes(acme):
    return Acmes(acme)


def silence(seconds):
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * 8000 * seconds)
    return file.getvalue()


def answers(client, acmes, route):
    """Method → answer, each checked to tell nothing of acme that was not sent."""
    found = {}
    for method in METHODS:
        address = acmes.address(route)
        body = {} if method in WITHOUT_BODY else acmes.body(route)
        found[method] = response = getattr(client, method)(address, **body)
        assert_nothing_of_acme(response, acmes, sent_by(address, body))
    return found


def statuses_of(answers):
    return {method: answer.status_code for method, answer in answers.items()}


def said(response, sent):
    """All that an answer tells beyond what its own request said."""
    text = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    whole = text.decode(errors="replace") + headers
    for word in sent:
        whole = whole.replace(word, "")
    return whole


def sent_by(address, body):
    named = json.dumps(body.get("data", {}), default=str)
    return [part for part in (*address.split("/"), *named.split('"')) if len(part) > 30]


def assert_nothing_of_acme(response, acmes, sent=()):
    found = said(response, sent)
    assert [secret for secret in acmes.secrets if secret in found] == []


@pytest.mark.parametrize("route", PRIVATE, ids=lambda route: route.path or "/")
@pytest.mark.parametrize("by", ["key", "session"])
def test_the_stranger_finds_and_changes_nothing(acmes, globex, route, by):
    client = Client(headers=globex.headers if by == "key" else {})
    if by == "session":
        client.force_login(globex.user)
    before = acmes.stock()

    statuses = statuses_of(answers(client, acmes, route))

    there = {status for status in statuses.values() if status != 405}
    assert there, statuses
    if by == "key" and not route.is_api:
        assert there == {302}, "a page took a key"
    elif route.is_about_a_thing:
        assert there == {404}, statuses
    elif route.path not in ONES_OWN:
        assert statuses["post"] in (403, 404), statuses
    assert max(there) < 500, statuses
    assert acmes.stock() == before


@pytest.mark.parametrize("route", PRIVATE, ids=lambda route: route.path or "/")
def test_nobody_is_sent_to_sign_in_and_told_nothing(acmes, route):
    before = acmes.stock()

    found = answers(Client(), acmes, route)

    statuses = set(statuses_of(found).values())
    assert statuses <= ({401} if route.is_api else {302, 405}), statuses
    assert statuses != {405}
    for answer in found.values():
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in?next=")
    assert acmes.stock() == before


@pytest.mark.parametrize("path", sorted(PUBLIC))
def test_what_is_public_tells_nothing_of_anybody(acmes, path):
    assert_nothing_of_acme(Client().get(f"/{path}"), acmes)


@pytest.mark.parametrize("path", ["transcribe", "transcribe/quote"])
def test_another_s_upload_is_no_source(acmes, globex, path):
    order = acmes.order(globex.organization)

    answer = Client().post(
        f"/v1/audio/{path}",
        order,
        content_type="application/json",
        headers=globex.headers,
    )

    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "INVALID_AUDIO_URL"
    sent = [order["transcription_options"]["audio_url"]]
    assert_nothing_of_acme(answer, acmes, sent)


@pytest.mark.parametrize("path", sorted(ONES_OWN | {"keys", "members"}))
def test_the_page_of_another_organization_can_t_be_asked_for(acmes, globex, path):
    client = Client()
    client.force_login(globex.user)
    wanted = acmes.organization.public_id
    before = acmes.stock()

    for method in (client.get, client.post):
        response = method(f"/{path}", query_params={"organization": wanted})
        assert response.status_code < 500
        assert_nothing_of_acme(response, acmes)

    assert acmes.stock() == before


def test_searching_finds_nothing_of_another_organization(acmes, globex):
    found = Client().get(
        "/v1/audio/transcribe", {"q": "rocket"}, headers=globex.headers
    )

    assert found.json()["data"]["transcriptions"] == []


@pytest.mark.parametrize("route", PRIVATE, ids=lambda route: route.path or "/")
def test_the_owner_is_answered_there(acmes, acme, route):
    """Else the stranger's 404 would prove nothing."""
    client = Client()
    client.force_login(acme.user)
    address = acmes.address(route)

    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address, **acmes.body(route))

    assert said(answer, ())  # which also closes a file
    assert answer.status_code in {200, 201, 302, 409, 422}
