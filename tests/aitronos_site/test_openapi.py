"""The API's description: whole, valid, the same as the committed one, and true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema

from aitronos_site import openapi
from aitronos_site.documentation import rendered
from aitronos_site.envelope import KINDS
from transcriptions.models_webhooks import WebhookEvent

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document():
    return json.loads(rendered())


def operations(document):
    return [
        (method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def answers(document, operation):
    """Status → answer, with the shared ones looked up."""
    return {
        status: document["components"]["responses"][answer["$ref"].split("/")[-1]]
        if "$ref" in answer
        else answer
        for status, answer in operation["responses"].items()
    }


def validator(document, schema):
    whole = {**schema, "components": document["components"]}
    return jsonschema.Draft202012Validator(
        whole, format_checker=jsonschema.FormatChecker()
    )


def test_the_committed_description_is_the_one_that_is_served():
    assert COMMITTED.read_bytes() == rendered(), "run: make openapi"


def test_it_is_valid_openapi_3_1(document):
    validate_schema(document)

    assert document["openapi"].startswith("3.1")


def test_what_it_refers_to_is_there(document):
    referred = set(re.findall(r'"#/components/(\w+)/([^"]+)"', rendered().decode()))

    assert len(referred) > 50
    assert [r for r in referred if r[1] not in document["components"][r[0]]] == []


def test_webhooks_are_described_with_their_bodies(document):
    assert set(document["webhooks"]) == set(WebhookEvent.values)


def test_it_is_public_and_can_be_kept(db):
    first = Client().get("/v1/openapi.json")
    again = Client().get("/v1/openapi.json", headers={"If-None-Match": first["ETag"]})

    assert first.status_code == 200
    assert first["Content-Type"] == "application/json"
    assert first["Cache-Control"].startswith("public")
    assert (again.status_code, again.content) == (304, b"")


def test_its_address_answers_other_methods_in_the_envelope(db):
    answer = Client().post("/v1/openapi.json")

    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "METHOD_NOT_ALLOWED"


def test_every_json_answer_is_in_the_envelope(document):
    for _, path, operation in operations(document):
        for status, answer in answers(document, operation).items():
            content = answer.get("content", {}).get("application/json")
            if content:
                envelope = content["schema"]["allOf"][0]["$ref"].split("/")[-1]
                assert envelope == ("Success" if status < "300" else "Failure"), path


def test_every_answer_names_the_headers_that_all_have(document):
    for _, _, operation in operations(document):
        for answer in answers(document, operation).values():
            assert "X-Request-ID" in answer["headers"]


def test_codes_stand_under_their_status(document):
    for _, _, operation in operations(document):
        for status, answer in answers(document, operation).items():
            for code in KINDS:
                if f"`{code}`" in answer["description"]:
                    assert KINDS[code].status == int(status)


def test_every_operation_takes_both_headers_and_the_session(document):
    for _, path, operation in operations(document):
        if operation["operationId"] == "get_signed_audio":  # the address is the key
            assert "security" not in operation
            continue
        assert operation["security"] == [
            {"apiKey": []},
            {"bearer": []},
            {"session": []},
        ], path


def test_operations_have_names_of_their_own_and_say_what_they_do(document):
    found = [operation for _, _, operation in operations(document)]

    assert len({operation["operationId"] for operation in found}) == len(found)
    assert all(operation["summary"] for operation in found)


def test_every_example_is_of_the_shape_it_stands_under(document):
    checked = 0
    for _, _, operation in operations(document):
        bodies = [
            operation.get("requestBody", {}),
            *answers(document, operation).values(),
        ]
        for body in bodies:
            for content in body.get("content", {}).values():
                for example in content.get("examples", {}).values():
                    validator(document, content["schema"]).validate(example["value"])
                    checked += 1

    assert checked >= 4


def test_unknown_fields_are_refused_by_the_description_too(document):
    request = document["components"]["schemas"]["CreateTranscriptionRequest"]

    assert request["additionalProperties"] is False


def test_the_description_is_made_once():
    assert openapi.document() is openapi.document()
