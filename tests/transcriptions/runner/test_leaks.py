"""What was redacted is nowhere: not for a moment in the database, and in nothing told.

The engine here says what was planted, window by window; all else is the service itself:
its workers' steps, its addresses, its pages, sockets, webhooks and logs.
"""

from __future__ import annotations

import json
import logging
import random

import pytest
from django.test import Client
from faker import Faker

from organizations.models import User
from tests import audio_files, factories, leaks, test_tenancy
from tests.transcriptions import webhook_receivers
from transcriptions import (
    analysis_runner,
    audio_runner,
    events,
    pump,
    resident,
    runner,
)
from transcriptions.engines.base import EngineInfo, Recognition
from transcriptions.models import RedactedAudio
from transcriptions.options import Feature
from transcriptions.transcript import Segment, Word

SECONDS = 40.0
WINDOW_S = 9.0
ENDED = ["transcription.completed", "transcription.redacted_audio_ready"]

TALK = [
    "Thank you for calling, how may I help you today?",
    "I would like to change the delivery of my order.",
    "Let me look that up for you, one moment please.",
    "It was delivered to the wrong door the last time.",
    "The weather is terrible here, the road is under water.",
]


class Teller:
    """An engine that hears `words` evenly over the file, and looks at what is kept."""

    info = EngineInfo("teller", "none", "1", "cpu")

    def __init__(self, words, look):
        step = SECONDS / len(words)
        self._words = [
            Word(text, round(at * step, 3), round(at * step + 0.9 * step, 3), 0.9)
            for at, text in enumerate(words)
        ]
        self._look = look
        self._begin = 0.0

    def transcribe(self, samples, *, language, on_progress, vocabulary=()):
        begin, end = self._begin, self._begin + len(samples) / 16_000
        self._begin = end
        logging.getLogger("engine").info("A window is heard.")
        words = [word for word in self._words if begin <= word.start < end]
        moved = tuple(
            Word(w.text, round(w.start - begin, 3), round(w.end - begin, 3), 0.9)
            for w in words
        )
        on_progress(len(samples) / 16_000)
        self._look()
        text = " ".join(word.text for word in moved)
        segments = (Segment(text, moved[0].start, moved[-1].end, moved, 0.9),)
        voiced = ((moved[0].start, moved[-1].end),)
        return Recognition(segments if moved else (), "en", 0.9, voiced, ())

    def close(self):
        pass


class Deaf(Teller):
    """Hears nothing in the clips of redacted audio; its proof is tested elsewhere."""

    def transcribe(self, samples, *, language, on_progress, vocabulary=()):
        on_progress(len(samples) / 16_000)
        return Recognition((), "en", 0.9, (), ())


class Caller:
    """Somebody whose data is planted in what is said, written or spoken."""

    def __init__(self, seed):
        rng, fake = random.Random(seed), Faker("en_US")
        fake.seed_instance(seed)
        self.email = f"{fake.last_name().lower()}.{rng.randint(100, 999)}@example.com"
        self.card = fake.credit_card_number("visa16")
        self.phone = f"212{rng.randint(200, 899)}{rng.randint(1000, 9999)}"
        self.social = (
            f"{rng.randint(100, 650)}{rng.randint(10, 99)}{rng.randint(1000, 9999)}"
        )
        self.name = f"{fake.first_name()} {fake.last_name()}"
        self.planted = [self.email, self.card, self.phone, self.social, self.name]

    def written(self):
        phone, social = self.phone, self.social
        return [
            f"My name is {self.name}.",
            f"My email address is {self.email}.",
            f"My card number is {self.card[:4]} {self.card[4:8]} {self.card[8:12]} {self.card[12:]}.",
            f"You can call me at {phone[:3]}-{phone[3:6]}-{phone[6:]}.",
            f"My social security number is {social[:3]}-{social[3:5]}-{social[5:]}.",
        ]

    def spoken(self):
        name, _, host = self.email.partition("@")
        mail = name.replace(".", " dot ") + " at " + host.replace(".", " dot ")
        return [
            f"my name is {self.name.lower()}",
            f"my email address is {as_said(mail)}",
            f"my card number is {as_said(self.card)}",
            f"you can call me at {as_said(self.phone)}",
            f"my social security number is {as_said(self.social)}",
        ]


def as_said(text):
    parts = [leaks.FIGURES[c] + " " if c.isdigit() else c for c in text]
    return "".join(parts).strip()


def words_of(seed, form):
    """What is said in the file, with the planted values between harmless talk."""
    caller, rng = Caller(seed), random.Random(seed)
    told = caller.written() if form == "written" else caller.spoken()
    talk = TALK if form == "written" else [t.lower().strip("?.") for t in TALK]
    rng.shuffle(told)
    sentences = [part for pair in zip(talk, told, strict=True) for part in pair]
    return caller, " ".join(sentences).split()


@pytest.fixture
def receiver(server, settings):
    webhook_receivers.open_to(server, settings)
    return server


@pytest.fixture
def engine(monkeypatch):
    def use(engine):
        monkeypatch.setattr(resident, "_engine", engine)

    return use


@pytest.mark.parametrize("form", ["written", "spoken"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_redacted_is_nowhere(
    acme, receiver, engine, settings, tmp_path, caplog, capfd, seed, form
):
    caplog.set_level(logging.DEBUG)
    settings.WINDOW_S = WINDOW_S
    caller, words = words_of(seed, form)
    planted = leaks.Planted(caller.planted)
    assert planted.found_in(" ".join(words)) == caller.planted, "they are said at all"
    job = ordered(acme, receiver, tmp_path)
    seen = []

    def look():
        seen.append(planted.found_in_all(leaks.database()))

    engine(Teller(words, look))
    work_on(job, planted, look)
    engine(Deaf(words, look))
    assert audio_runner.run_next()
    webhook_receivers.deliver_now()

    assert len(seen) >= SECONDS / WINDOW_S
    assert not any(seen), "kept while it was worked on"
    assert planted.found_in_all(leaks.database()) == {}
    assert planted.found_in_all(leaks.storage()) == {}
    assert planted.found_in_all(told_of(job, acme, receiver)) == {}
    assert planted.found_in_all(leaks.answers(*pages_for(acme, job))) == {}
    assert planted.found_in_all(leaks.answers(*api_for(acme, job))) == {}
    assert planted.found_in_all(leaks.answers(*admin_for_staff(job, settings))) == {}
    assert planted.found_in(caplog.text) == []
    assert planted.found_in("".join(capfd.readouterr())) == []
    assert job_counts(job) >= len(caller.planted)


def ordered(acme, receiver, tmp_path):
    """A job for which everything is asked."""
    options = {
        "privacy_settings": {
            "pii_redaction_enabled": True,
            "pii_policies": [
                "credit_card_number",
                "email_address",
                "person_name",
                "phone_number",
                "us_social_security_number",
            ],
        },
        "intelligence_features": dict.fromkeys(Feature, True),
        "webhook": {"url": receiver.add("/hook"), "events": ENDED},
    }
    job = factories.make_transcription(acme, options=options, duration_seconds=SECONDS)
    path = audio_files.make_audio(tmp_path / "talk.wav", "wav", seconds=SECONDS)
    factories.store_audio(job, path.read_bytes())
    return job


def work_on(job, planted, look):
    assert runner.run_next()
    look()
    job.refresh_from_db()
    assert (job.status, job.stage) == ("processing", "analysing")
    assert analysis_runner.run_next()
    job.refresh_from_db()
    assert job.status == "completed", job.failure_message


def job_counts(job):
    return sum(job.result["redaction"]["counts"].values())


def told_of(job, acme, receiver):
    """What goes to sockets and to webhooks."""
    for number, post in enumerate(receiver.posts):
        yield f"webhook {number}", post.body.decode()
    assert receiver.posts
    _, data = next(iter(pump._Pump()._news({job.pk}, {job.pk})))
    yield "socket", json.dumps(data, default=str)
    yield "event", json.dumps(events.job(job), default=str)


def api_for(acme, job):
    client = Client(headers=acme.headers)
    here = f"/v1/audio/transcribe/{job.public_id}"
    texts = ["", "?include=words", "/paragraphs", "/sentences", "/redacted-audio"]
    subtitles = [f"/subtitles/{fmt}" for fmt in ("srt", "vtt", "txt")]
    searches = ["/search?query=number", "/search?query=my"]
    return client, [
        *(here + part for part in (*texts, *subtitles, *searches)),
        "/v1/audio/transcribe",
        "/v1/audio/transcribe?q=number",
        *api_addresses(acme, job),
    ]


def api_addresses(acme, job):
    """All that the table of addresses has about a job, so that none is forgotten."""
    known = {"transcribe": job.public_id, "organizations": acme.organization.public_id}
    for route in test_tenancy.ROUTES:
        match = test_tenancy.PARAMETER.search(route.path)
        if route.is_api and match and match[1] in known:
            address = test_tenancy.PARAMETER.sub(
                lambda m: f"{m[1]}/{known[m[1]]}" if m[1] in known else "subtitles/srt",
                route.path,
            )
            yield f"/{address}"


def pages_for(acme, job):
    client = Client()
    client.force_login(acme.user)
    here = f"/transcriptions/{job.public_id}"
    parts = ["", "/transcript", "/so-far", "/audio"]
    exports = [f"/export.{fmt}" for fmt in ("srt", "vtt", "txt", "json")]
    return client, [
        "/",
        "/webhooks",
        "/usage",
        *(here + part for part in (*parts, *exports)),
    ]


def admin_for_staff(job, settings):
    settings.ADMIN_SHOWS_TRANSCRIPTS = True
    staff = User.objects.create_superuser("staff@house.example", factories.PASSWORD)
    client = Client()
    client.force_login(staff)
    app = "/admin/transcriptions"
    made = RedactedAudio.objects.get(transcription=job)
    return client, [
        "/admin/",
        f"{app}/transcription/",
        f"{app}/transcription/{job.pk}/change/",
        f"{app}/redactedaudio/{made.pk}/change/",
        f"{app}/transcriptionevent/",
        f"{app}/webhookdelivery/",
        f"/admin/organizations/organization/{job.organization_id}/change/",
    ]
