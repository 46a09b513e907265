"""`manage.py doctor` as a whole: what it prints, how it exits, and that it leaves nothing."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError

from aitronos_site.doctor import database, examination
from aitronos_site.doctor.findings import failure, ok
from transcriptions.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def embedded_engine(settings):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"


def doctor(*arguments):
    """Return the exit status and what was printed."""
    out = io.StringIO()
    try:
        call_command("doctor", *arguments, stdout=out, no_color=True)
    except SystemExit as left:
        return left.code, out.getvalue()
    return 0, out.getvalue()


def counts():
    return {model: model._base_manager.count() for model in apps.get_models()}


@pytest.mark.filterwarnings("ignore")  # of the speech libraries
def test_a_sound_installation_is_told_and_left_as_it_was(acme, settings):
    Worker.objects.create(name="host/1/1")
    before = counts()

    status, told = doctor("--offline")

    assert status == 0, told
    assert "ok       database  PostgreSQL" in told
    speed = re.search(r"took (\S+) s: real-time factor (\S+), an hour", told)
    assert float(speed[2]) == pytest.approx(float(speed[1]) / 10, abs=0.02)
    assert re.search("engine    Heard: “.*morning", told)
    assert "engine    Speakers: " in told
    assert "\n0 failure(s), " in told
    assert counts() == before
    assert acme.balance == 1000
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_one_failure_is_enough_for_a_bad_exit_and_is_told_with_its_cure():
    status, told = doctor("--quick", "--offline")

    assert status == 1
    assert "FAILURE  workers   No transcription worker was seen" in told
    assert "\n                   → Start one: manage.py qworker --cluster" in told
    assert told.endswith("\n1 failure(s), 1 warning(s).\n")


def test_the_same_as_json():
    status, told = doctor("--quick", "--offline", "--json")

    answer = json.loads(told)
    assert (status, answer["healthy"]) == (1, False)
    bad = [one for one in answer["findings"] if one["level"] == "failure"]
    assert bad == [
        {
            "group": "workers",
            "level": "failure",
            "text": "No transcription worker was seen in the last 60 s: jobs wait.",
            "mend": "Start one: manage.py qworker --cluster transcribe",
        }
    ]


def test_settings_that_are_wrong_are_told_instead_of_ending_the_command(settings):
    settings.WHISPERX_BATCH_SIZE = 0

    status, told = doctor("--quick", "--offline")

    assert status == 1
    assert "FAILURE  settings  WHISPERX_BATCH_SIZE is 0. (aitronos.E014)" in told
    assert "ok       storage" in told


def broken(error):
    def check(asked):
        yield ok("So far so good.")
        raise error

    return check


def test_a_check_that_breaks_is_a_failure_and_the_others_go_on(monkeypatch):
    checks = (
        ("odd", broken(KeyError("x"))),
        ("next", lambda asked: iter([ok("Fine.")])),
    )
    monkeypatch.setattr(examination, "CHECKS", checks)

    status, told = doctor()

    assert status == 1
    assert "FAILURE  odd       The check itself broke: KeyError: 'x'" in told
    assert "ok       next      Fine." in told


@pytest.mark.parametrize(
    ("database_works", "says"),
    [
        (True, "FAILURE  queue     The database does not answer: gone"),
        (
            False,
            "skipped  queue     It needs the database, whose failure is told above.",
        ),
    ],
)
def test_what_needs_the_database_does_not_repeat_its_failure(
    monkeypatch, database_works, says
):
    finding = ok("Fine.") if database_works else failure("Away.", "Start it.")
    monkeypatch.setattr(database, "check", lambda asked: iter([finding]))
    queue = broken(OperationalError("gone"))
    checks = (("database", database.check), ("queue", queue))
    monkeypatch.setattr(examination, "CHECKS", checks)

    assert says in doctor()[1]
