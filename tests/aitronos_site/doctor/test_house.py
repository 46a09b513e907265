"""Settings, database, clock, queue and workers: broken on purpose, told with the cure."""

from __future__ import annotations

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from aitronos_site.doctor import (
    analysts,
    clock,
    configuration,
    database,
    queue,
    workers,
)
from tests.aitronos_site.doctor.breakage import failure, findings, is_fine, warning
from transcriptions.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_database(transactional_db):
    """The connection leads to where no server listens."""
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nonexistent"
    yield
    connection.settings_dict["HOST"] = host


@pytest.mark.parametrize("module", [configuration, database, clock, queue])
def test_what_works_is_fine(module):
    assert is_fine(module)


def test_a_setting_that_can_t_be_is_told_with_what_can(settings):
    settings.WHISPERX_DEVICE = "gpu"

    found = failure(configuration)

    assert found.text == "WHISPERX_DEVICE is 'gpu'. (aitronos.E011)"
    assert found.mend == "It can be one of auto, cpu, cuda."


def test_a_database_that_does_not_answer(no_database):
    found = failure(database)

    assert found.text.startswith("The database does not answer: ")
    assert "/nonexistent" in found.text
    assert "correct host, port, name, user and password in DATABASE_URL" in found.mend


def test_migrations_that_are_not_applied():
    applied = MigrationRecorder.Migration.objects
    applied.filter(app="transcriptions").latest("pk").delete()

    found = failure(database)

    assert found.text.startswith("1 migration(s) are not applied: transcriptions.0")
    assert found.mend == "Run: manage.py migrate; then restart all processes."


@pytest.mark.parametrize(
    ("seconds", "find", "says"),
    [
        (20, failure, "This machine's clock is 20.0 s ahead of the database's: leases"),
        (-20, failure, "This machine's clock is 20.0 s behind the database's: leases"),
        (3, warning, "This machine's clock is 3.0 s ahead of the database's."),
    ],
)
def test_a_clock_that_is_wrong(monkeypatch, seconds, find, says):
    wrong = SimpleNamespace(time=lambda: time.time() + seconds)
    monkeypatch.setattr(clock, "time", wrong)

    found = find(clock)

    assert found.text.startswith(says)
    assert "Synchronize both clocks" in found.mend


def test_periodic_tasks_that_are_not_stored():
    Schedule.objects.get(name="sweep").delete()

    found = failure(queue)

    assert found.text == "Periodic tasks are not stored: sweep."
    assert "manage.py migrate" in found.mend


def test_periodic_tasks_that_nobody_runs():
    late = timezone.now() - timedelta(minutes=130)
    Schedule.objects.filter(name="erase").update(next_run=late)

    found = warning(queue)

    assert found.text == "A periodic task is due since 2 h 10 min: nobody runs them."
    assert found.mend == "Start the short tasks' worker: manage.py qworker"


def test_a_message_that_waits_for_long():
    now = timezone.now()
    OrmQ.objects.create(key="transcribe", payload="", lock=now - timedelta(minutes=9))
    OrmQ.objects.create(key="transcribe", payload="", lock=now)
    OrmQ.objects.create(key="later", payload="", lock=now + timedelta(hours=1))

    found = warning(queue)

    assert found.text == "2 message(s) wait, the oldest for 9 min 0 s."
    assert "manage.py qworker --cluster transcribe" in found.mend


def test_no_worker():
    Worker.objects.create(
        name="host/1/1", seen_at=timezone.now() - timedelta(minutes=2)
    )

    found = failure(workers)

    assert found.text == (
        "No transcription worker was seen in the last 60 s: jobs wait."
    )
    assert found.mend == "Start one: manage.py qworker --cluster transcribe"


def test_workers_are_told_with_their_engines(settings):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"
    Worker.objects.create(name="host/1/1")
    engine = {"name": "pocketsphinx", "model": "en-us", "version": "5"}
    Worker.objects.create(name="host/2/2", engine=engine)

    told = [finding.text for finding in findings(workers)]

    assert told == [
        "host/1/1 runs; it loads its engine at its first job.",
        "host/2/2 runs pocketsphinx 5 with en-us.",
    ]


def test_a_worker_with_another_engine_than_the_settings_say(settings):
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    engine = {"name": "pocketsphinx", "model": "en-us", "version": "5"}
    Worker.objects.create(name="host/1/1", engine=engine)

    found = warning(workers)

    assert "but TRANSCRIPTION_ENGINE is whisperx here" in found.text
    assert "Restart the worker" in found.mend


def test_no_analyst(settings):
    settings.ANALYSIS_WAIT_S = 5400
    Worker.objects.create(name="host/1/1")

    found = warning(analysts)

    assert found.text.startswith("No analysis worker was seen: jobs that ask for")
    assert found.text.endswith("are given without it after 1.5 h.")
    assert found.mend == "Start one: manage.py qworker --cluster analyse"


def test_an_analyst_is_told_and_is_no_transcription_worker():
    Worker.objects.create(name="host/1/1", queue="analyse")

    assert is_fine(analysts)
    assert failure(workers).text.startswith("No transcription worker")
