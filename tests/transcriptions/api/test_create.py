"""POST /v1/audio/transcribe: from a URL or an upload to a charged, queued job."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from transcriptions.models import Transcription

PATH = "/v1/audio/transcribe"


@pytest.fixture
def source(server, wav):
    server.add("/talk.wav", wav.read_bytes())
    return server.url("/talk.wav")


def body(cast, url, **changes):
    return {
        "organization_id": cast.organization.public_id,
        "transcription_options": {"language": "en", "audio_url": url},
        **changes,
    }


def post(cast, content, path=PATH, **headers):
    return Client().post(
        path,
        content,
        content_type="application/json",
        headers=headers or cast.headers,
    )


def error_of(response):
    answer = response.json()
    assert answer["success"] is False
    assert set(answer["error"]) == {
        "code",
        "message",
        "system_message",
        "type",
        "status",
        "details",
        "trace_id",
        "timestamp",
    }
    assert answer["error"]["status"] == response.status_code
    assert answer["error"]["trace_id"] == response["X-Request-ID"]
    return answer["error"]


def test_a_job_is_created_charged_and_answered_as_published(acme, source):
    response = post(acme, body(acme, source))

    assert response.status_code == 201
    answer = response.json()
    job = Transcription.objects.get()
    assert list(answer) == ["success", "data", "billing", "metadata", "actions"]
    assert answer["success"] is True
    data = answer["data"]
    assert re.fullmatch(r"trans_[0-9a-f]{32}", data["transcription_id"])
    assert (data["status"], data["model_key"]) == ("queued", "fvt-1")
    assert data["audio_metadata"] == {
        "url": source,
        "duration_seconds": 2.0,
        "language_code": "en",
    }
    assert re.fullmatch(r"20\S+T\S+Z", data["timestamps"]["created_at"])
    billing = answer["billing"]
    assert re.fullmatch(r"txn_[0-9a-f]{32}", billing.pop("transaction_id"))
    assert billing == {
        "synapses_consumed": 2,
        "synapses_refunded": 0,
        "currency": "synapses",
        "multipliers": {"base": 1.0, "organization": 1.0, "priority": 1.0},
    }
    assert set(answer["metadata"]) == {
        "request_id",
        "timestamp",
        "processing_time_ms",
    }
    assert answer["metadata"]["request_id"] == response["X-Request-ID"]
    address = f"http://testserver{PATH}/{job.public_id}"
    assert answer["actions"] == {"check_status": address}
    assert acme.balance == 998


def test_priority_sets_the_price_and_the_place_in_the_queue(acme, source):
    answer = post(acme, body(acme, source, priority="urgent")).json()

    assert answer["billing"]["synapses_consumed"] == 4
    assert answer["billing"]["multipliers"]["priority"] == 2.0
    assert Transcription.objects.get().priority_rank == 0


def test_a_key_is_taken_from_either_header_and_from_both(acme, source):
    for headers in (
        {"X-API-Key": acme.secret},
        {"Authorization": f"Bearer {acme.secret}"},
        {"X-API-Key": acme.secret, "Authorization": f"Bearer {acme.secret}"},
    ):
        assert post(acme, body(acme, source), **headers).status_code == 201


def test_a_signed_in_person_creates_a_job_from_the_page(acme, browser, source):
    answer = browser.post(PATH, body(acme, source), content_type="application/json")

    assert answer.status_code == 201
    assert Transcription.objects.get().created_by == acme.user


def test_a_session_without_a_csrf_token_is_refused(acme, source):
    client = Client(enforce_csrf_checks=True)
    client.force_login(acme.user)

    answer = client.post(PATH, body(acme, source), content_type="application/json")

    assert error_of(answer)["code"] == "INSUFFICIENT_PERMISSIONS"


def test_explicit_nulls_are_the_same_as_absence(acme, source):
    nulls = dict.fromkeys(
        (
            "speaker_analysis",
            "intelligence_features",
            "privacy_settings",
            "webhook",
            "priority",
            "metadata",
        )
    )

    assert post(acme, body(acme, source, **nulls)).status_code == 201


def test_all_options_are_understood_and_echoed(acme, source):
    answer = post(
        acme,
        body(
            acme,
            source,
            speaker_analysis={
                "diarization_enabled": True,
                "speakers_expected_count": 2,
            },
            intelligence_features={"summarization_enabled": True},
            privacy_settings={
                "pii_redaction_enabled": True,
                "pii_policies": ["email", "ssn"],
            },
            webhook={"url": "https://hooks.example.com/x"},
            metadata={"case": " 42\n"},
        ),
    )

    options = answer.json()["data"]["options"]
    assert options["speaker_analysis"]["speakers_expected_count"] == 2
    assert options["privacy_settings"]["pii_policies"] == [
        "email_address",
        "us_social_security_number",
    ]
    assert options["webhook"]["events"] == [
        "transcription.completed",
        "transcription.failed",
    ]
    assert answer.json()["data"]["metadata"] == {"case": " 42\n"}


def test_a_balance_that_is_too_small_is_answered_as_published(acme, source):
    from tests.factories import Cast

    poor = Cast("poor", synapses=1)

    error = error_of(post(poor, body(poor, source)))

    assert (error["status"], error["code"]) == (402, "INSUFFICIENT_SYNAPSES")
    assert error["type"] == "client_error"
    assert error["message"] == (
        "You don't have enough synapses to complete this request."
    )
    assert error["system_message"] == (
        "Insufficient synapse balance: required 2, available 1"
    )
    assert error["details"] == {
        "required_synapses": 2,
        "available_synapses": 1,
        "organization_id": poor.organization.public_id,
    }
    assert not Transcription.objects.exists()
    assert poor.balance == 1


def test_an_http_url_is_answered_as_published(acme):
    error = error_of(post(acme, body(acme, "http://example.com/audio.mp3")))

    assert (error["status"], error["code"]) == (422, "INVALID_AUDIO_URL")
    assert error["type"] == "validation_error"
    assert error["message"] == "The provided audio URL is invalid or inaccessible."
    assert error["system_message"] == "Audio URL validation failed"
    assert error["details"] == {
        "audio_url": "http://example.com/audio.mp3",
        "reason": "Audio URL must use HTTPS protocol",
    }


def test_a_private_address_is_refused_without_being_called(acme, server, settings):
    settings.FETCH_ALLOWED_NETWORKS = []

    error = error_of(post(acme, body(acme, server.url("/talk.wav"))))

    assert error["code"] == "INVALID_AUDIO_URL"
    assert server.requests == []


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ({"status": 404}, "404"),
        ({"status": 500}, "500"),
        ({"stall_headers": True}, "took too long"),
        ({"stall_body_after": 100}, "took too long"),
    ],
)
def test_a_server_that_does_not_deliver_is_named_as_the_reason(
    acme, server, wav, behaviour, reason
):
    server.add("/bad.wav", wav.read_bytes(), **behaviour)

    error = error_of(post(acme, body(acme, server.url("/bad.wav"))))

    assert error["code"] == "INVALID_AUDIO_URL"
    assert reason in error["details"]["reason"]
    assert acme.balance == 1000


def test_a_server_that_ignores_ranges_is_downloaded_from_and_priced(acme, server, wav):
    server.add("/whole.wav", wav.read_bytes(), ignore_ranges=True)

    answer = post(acme, body(acme, server.url("/whole.wav")))

    assert answer.status_code == 201
    assert answer.json()["data"]["audio_metadata"]["duration_seconds"] == 2.0
    assert Transcription.objects.get().audio


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"This is no audio at all, whatever its name says.\n" * 50, "not audio"),
    ],
)
def test_a_file_that_is_no_audio_is_unsupported(acme, server, content, reason):
    server.add("/fake.mp3", content)

    error = error_of(post(acme, body(acme, server.url("/fake.mp3"))))

    assert error["code"] in ("UNSUPPORTED_AUDIO", "INVALID_AUDIO_URL")
    assert reason in error["details"]["reason"]


def test_audio_over_the_longest_duration_is_refused_with_the_limit(
    acme, source, settings
):
    settings.MAX_DURATION_S = 1

    error = error_of(post(acme, body(acme, source)))

    assert error["code"] == "UNSUPPORTED_AUDIO"
    assert error["details"]["max_duration_seconds"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extra": 1}, "extra"),
        ({"priority": "asap"}, "priority"),
        ({"priority": ["high"]}, "priority"),
        ({"metadata": {str(n): "x" for n in range(17)}}, "metadata"),
        ({"metadata": {"n": 5}}, "metadata.n"),
        ({"metadata": {"n": "\0"}}, "metadata.n"),
        ({"metadata": {"\0": "n"}}, "metadata"),
        ({"transcription_options": {"audio_url": "https://x.example/a"}},
         "transcription_options.language"),
        ({"transcription_options": None}, "transcription_options"),
        ({"speaker_analysis": {"diarization_enabled": "yes"}},
         "speaker_analysis.diarization_enabled"),
        ({"speaker_analysis": {"speakers_expected_count": 2}},
         "speaker_analysis.speakers_expected_count"),
        ({"speaker_analysis": {"diarization_enabled": True,
                               "speakers_expected_count": 11}},
         "speaker_analysis.speakers_expected_count"),
        ({"speaker_analysis": []}, "speaker_analysis"),
        ({"intelligence_features": {"mood": True}}, "intelligence_features.mood"),
        ({"privacy_settings": {"pii_policies": ["email"]}},
         "privacy_settings.pii_policies"),
        ({"privacy_settings": {"pii_redaction_enabled": True,
                               "pii_policies": ["shoe_size"]}},
         "privacy_settings.pii_policies"),
        ({"privacy_settings": {"pii_substitution": "hash"}},
         "privacy_settings.pii_substitution"),
        ({"privacy_settings": {"pii_redaction_enabled": True,
                               "pii_substitution": "stars"}},
         "privacy_settings.pii_substitution"),
        ({"privacy_settings": {"pii_redaction_enabled": True,
                               "redacted_audio_method": "bark"}},
         "privacy_settings.redacted_audio_method"),
        ({"privacy_settings": {"pii_redaction_enabled": True,
                               "redacted_audio_format": ["wav"]}},
         "privacy_settings.redacted_audio_format"),
        ({"webhook": {"url": "http://hooks.example.com"}}, "webhook.url"),
        ({"webhook": {"url": "https://10.0.0.1/"}}, "webhook.url"),
        ({"webhook": {"url": "https://h.example.com", "events": ["all"]}},
         "webhook.events.0"),
    ],
)  # fmt: skip
def test_a_bad_field_is_refused_by_its_name(acme, source, changes, field):
    error = error_of(post(acme, {**body(acme, source), **changes}))

    assert (error["status"], error["code"]) == (422, "VALIDATION_ERROR")
    assert error["type"] == "validation_error"
    assert list(error["details"]["fields"]) == [field]


def test_a_choice_that_is_unknown_is_refused_with_those_that_are_known(acme, source):
    asked = {"pii_redaction_enabled": True, "pii_substitution": "stars"}

    error = error_of(post(acme, {**body(acme, source), "privacy_settings": asked}))

    (message,) = error["details"]["fields"]["privacy_settings.pii_substitution"]
    assert message == '"stars" is unknown. Known: entity_name, hash.'


def test_an_unknown_language_is_refused_with_the_list(acme, source):
    options = {"audio_url": source, "language": "klingon"}

    error = error_of(
        post(acme, {**body(acme, source), "transcription_options": options})
    )

    (message,) = error["details"]["fields"]["transcription_options.language"]
    assert "klingon" in message
    assert " de, " in message


def test_a_language_that_the_only_engine_does_not_know_is_refused(
    acme, source, settings
):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"
    options = {"audio_url": source, "language": "de"}

    error = error_of(
        post(acme, {**body(acme, source), "transcription_options": options})
    )

    assert "transcription_options.language" in error["details"]["fields"]


def test_another_organization_is_refused_like_one_that_does_not_exist(acme, globex):
    errors = [
        error_of(post(acme, body(acme, "https://x.example/a", organization_id=named)))
        for named in (globex.organization.public_id, "org_" + "0" * 32, "nonsense")
    ]

    assert {(e["status"], e["code"]) for e in errors} == {
        (403, "ORGANIZATION_ACCESS_DENIED")
    }
    assert len({e["message"] for e in errors}) == 1


def test_another_organizations_upload_is_refused(acme, globex, wav):
    with wav.open("rb") as file:
        upload = Client().post(
            "/v1/audio/files/upload", {"file": file}, headers=acme.headers
        )
    url = upload.json()["data"]["file_url"]

    error = error_of(post(globex, body(globex, url)))

    assert error["code"] == "INVALID_AUDIO_URL"
    assert globex.balance == 1000


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ("{nonsense", 400, "MALFORMED_REQUEST"),
        ("[]", 422, "VALIDATION_ERROR"),
        ('"text"', 422, "VALIDATION_ERROR"),
        ("null", 422, "VALIDATION_ERROR"),
    ],
)
def test_a_body_that_is_no_object_is_refused(acme, content, status, code):
    error = error_of(post(acme, content))

    assert (error["status"], error["code"]) == (status, code)


def test_a_body_in_another_media_type_is_refused(acme):
    answer = Client().post(PATH, "a=b", content_type="text/plain", headers=acme.headers)

    assert error_of(answer)["code"] == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_that_is_not_known_here_is_refused(acme, method):
    answer = getattr(Client(), method)(PATH, headers=acme.headers)

    assert error_of(answer)["code"] == "METHOD_NOT_ALLOWED"


def test_an_unknown_path_of_the_api_has_the_envelope(db):
    error = error_of(Client().get("/v1/audio/nothing"))

    assert (error["status"], error["code"]) == (404, "RESOURCE_NOT_FOUND")


def test_a_quote_tells_the_price_and_charges_nothing(acme, source):
    answer = post(acme, body(acme, source, priority="high"), path=PATH + "/quote")

    assert answer.status_code == 200
    assert answer.json()["data"] == {
        "filename": "talk.wav",
        "duration_seconds": 2.0,
        "synapses_required": 3,
        "multipliers": {"base": 1.0, "organization": 1.0, "priority": 1.5},
        "available_synapses": 1000,
        "sufficient": True,
    }
    assert not Transcription.objects.exists()
    assert acme.balance == 1000
