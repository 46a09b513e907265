"""Settings that must not go to production are refused by name."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest
from django.core import checks

from transcriptions.diarization import choice


def ids(deploy=True):
    found = checks.run_checks(include_deployment_checks=deploy)
    return {check.id for check in found if check.id.startswith("aitronos")}


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    settings.SECRET_KEY_IS_GIVEN = True
    return settings


def test_the_defaults_are_fine_for_development():
    assert ids() == set()


def test_production_with_an_engine_and_a_key_is_fine(production):
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("FETCH_ALLOWED_NETWORKS", [ipaddress.ip_network("10.0.0.0/8")], "E001"),
        ("FETCH_ALLOWED_PORTS", [443, 8443], "E001"),
        ("FETCH_CA_FILE", "/etc/hostname", "E001"),
        ("TRANSCRIPTION_ENGINE", "auto", "E003"),
        ("TRANSCRIPTION_ENGINE", "whisper", "E002"),
        ("SECRET_KEY_IS_GIVEN", False, "E005"),
        ("LEASE_S", 20.0, "E004"),
        ("WHISPERX_DEVICE", "gpu", "E011"),
        ("DIARIZER", "whoever", "E017"),
        ("WHISPERX_COMPUTE_TYPE", "fp16", "E012"),
        ("WHISPERX_BATCH_SIZE", 0, "E014"),
        ("WHISPERX_THREADS", -1, "E014"),
        ("WHISPERX_ALIGN_MODELS", {"en": ""}, "E015"),
        ("WHISPERX_ALIGN_MODELS", {"english": "/models/en"}, "E015"),
        ("MODELS_DIR", Path(__file__), "E016"),
        ("SENTIMENT_LANGUAGES", ["en"], "E018"),
        ("SUMMARY_LLM_URL", "http://10.0.0.5:8000/v1", "E020"),
        ("SUMMARY_LLM_MODEL", "tiny", "E020"),
        ("SUMMARY_LLM_TIMEOUT_S", 0.0, "E021"),
        ("SUMMARY_LLM_CHUNK_CHARACTERS", 10, "E021"),
    ],
)
def test_a_setting_that_must_not_go_to_production_is_refused(
    production, name, value, check
):
    setattr(production, name, value)

    assert ids() == {f"aitronos.{check}"}


@pytest.mark.parametrize(
    ("device", "compute_type", "fits"),
    [
        ("cpu", "float16", False),
        ("cpu", "int8_float16", False),
        ("cpu", "int8", True),
        ("cuda", "float16", True),
        ("auto", "float16", True),
        ("auto", "auto", True),
    ],
)
def test_a_compute_type_must_fit_its_device(settings, device, compute_type, fits):
    settings.WHISPERX_DEVICE, settings.WHISPERX_COMPUTE_TYPE = device, compute_type

    assert ids() == (set() if fits else {"aitronos.E013"})


@pytest.mark.parametrize("name", ["auto", *choice.DIARIZERS])
def test_the_diarizers_are_those_that_can_be_chosen(settings, name):
    settings.DIARIZER = name

    assert ids() == set()


def test_the_languages_of_a_sentiment_model_are_known_ones(settings):
    settings.SENTIMENT_MODEL = "owner/model"
    settings.SENTIMENT_LANGUAGES = ["de", "yue"]
    assert ids() == set()

    settings.SENTIMENT_LANGUAGES = ["de", "german"]
    assert ids() == {"aitronos.E018"}


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("http://10.0.0.5:8000/v1", True),
        ("https://llm.example/v1/chat/completions", True),
        ("http://[::1]:8000/v1", True),
        ("10.0.0.5:8000", False),
        ("ftp://llm.example/v1", False),
        ("http:///v1", False),
        ("http://llm.example:port/v1", False),
        ("http://llm.example/v1?key=1", False),
        ("http://llm.example/v 1", False),
        ("http://user:secret@llm.example/v1", False),
    ],
)
def test_a_summary_server_is_given_by_a_url(settings, url, is_right):
    settings.SUMMARY_LLM_URL, settings.SUMMARY_LLM_MODEL = url, "tiny"

    assert ids() == (set() if is_right else {"aitronos.E019"})


def test_private_hosts_can_be_opened_in_production_on_purpose(production):
    production.FETCH_ALLOWED_PORTS = [443, 8443]
    production.FETCH_ALLOW_PRIVATE = True

    assert ids() == set()


def test_a_certificate_file_that_is_not_there_is_named(settings):
    settings.FETCH_CA_FILE = "/nowhere/ca.pem"

    assert ids() == {"aitronos.E006"}
