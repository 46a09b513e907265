"""Speeds are measured: newer ones outweigh older ones, and nothing is assumed."""

from __future__ import annotations

import socket
import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from transcriptions import speeds
from transcriptions.models import MeasuredSpeed

HERE = socket.gethostname()
ENGINE = {"name": "whisperx", "model": "large-v3", "version": "3", "device": "cuda"}


def factor(engine=ENGINE, host=HERE, **asked):
    return speeds.Speeds([host]).factor_of(host, engine, **asked)


def test_nothing_is_known_before_it_is_measured(db):
    assert factor() is None
    assert factor(None) is None


def test_a_speed_is_the_work_for_a_second_of_audio(db):
    speeds.note(ENGINE, audio_seconds=600, wall_seconds=60)

    assert factor() == pytest.approx(0.1)


def test_a_few_seconds_tell_no_speed_until_they_add_up(db):
    speeds.note(ENGINE, audio_seconds=6, wall_seconds=6)
    assert factor() is None

    speeds.note(ENGINE, audio_seconds=6, wall_seconds=6)
    assert factor() == pytest.approx(1.0)


def test_an_hour_of_newer_audio_halves_what_was_measured_before(db):
    speeds.note(ENGINE, audio_seconds=3600, wall_seconds=3600)

    speeds.note(ENGINE, audio_seconds=3600, wall_seconds=360)

    assert factor() == pytest.approx((0.5 * 3600 + 360) / (0.5 * 3600 + 3600))


def test_a_long_measurement_outweighs_a_short_one(db):
    speeds.note(ENGINE, audio_seconds=3600, wall_seconds=360)

    speeds.note(ENGINE, audio_seconds=3.6, wall_seconds=36)

    assert factor() < 0.12


@pytest.mark.parametrize(
    "other",
    [{"name": "pocketsphinx"}, {"model": "tiny"}, {"device": "cpu"}],
    ids=str,
)
def test_each_engine_model_and_device_has_a_speed_of_its_own(db, other):
    speeds.note(ENGINE, audio_seconds=600, wall_seconds=60)

    assert factor({**ENGINE, **other}) is None


def test_another_host_has_a_speed_of_its_own(db):
    speeds.note(ENGINE, audio_seconds=600, wall_seconds=60)

    assert factor(host="elsewhere") is None
    assert factor(None, host="elsewhere") is None


def test_another_version_of_a_model_goes_on_with_its_speed(db):
    speeds.note(ENGINE, audio_seconds=600, wall_seconds=60)

    assert factor({**ENGINE, "version": "4"}) == pytest.approx(0.1)


def test_telling_speakers_apart_is_measured_by_itself_and_in_the_mean(db):
    speeds.note(ENGINE, 1000, 100)
    assert factor(with_speakers=True) is None

    speeds.note(ENGINE, 1000, 300, with_speakers=True)

    assert factor(with_speakers=False) == pytest.approx(0.1)
    assert factor(with_speakers=True) == pytest.approx(0.3)
    assert 0.1 < factor() < 0.3


def test_a_worker_without_an_engine_is_taken_to_use_the_last_one_of_its_host(db):
    speeds.note({**ENGINE, "model": "tiny"}, 600, 6)
    speeds.note(ENGINE, 600, 60)

    assert factor(None) == pytest.approx(0.1)


@pytest.mark.parametrize(("audio", "wall"), [(0, 5), (-1, 5), (5, 0), (5, -1)])
def test_no_audio_or_no_time_is_no_measurement(db, audio, wall):
    speeds.note(ENGINE, audio, wall)

    assert not MeasuredSpeed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_measurements_at_once_make_one_row():
    def note():
        speeds.note(ENGINE, 600, 60)
        connection.close()

    threads = [threading.Thread(target=note) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert MeasuredSpeed.objects.count() == 1
    assert factor() == pytest.approx(0.1)


def test_each_window_counts_from_the_end_of_the_one_before(db, monkeypatch):
    clock = iter([100.0, 130.0, 200.0])
    time = SimpleNamespace(monotonic=lambda: next(clock))
    monkeypatch.setattr("transcriptions.speeds.time", time)

    laps = speeds.Laps(ENGINE, with_speakers=True)
    laps.lap(60)
    laps.lap(40)

    whole = MeasuredSpeed.objects.get()
    assert whole.with_speakers
    assert whole.wall_seconds == pytest.approx(100, rel=0.01)
    assert whole.audio_seconds == pytest.approx(100, rel=0.01)
