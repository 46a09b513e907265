"""Rows for tests: plain functions with plain defaults."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from billing import ledger, pricing, rates
from organizations import keys
from organizations.access import Caller
from organizations.models import Membership, Organization, Role, User
from transcriptions import lifecycle
from transcriptions.audio import source
from transcriptions.models import Sentence, Transcription
from transcriptions.passages import Passage
from transcriptions.transcript import Segment, Word

PASSWORD = "correct horse battery"


class Cast:
    """An organization with its owner (`user`), a key and synapses to spend."""

    def __init__(self, name, synapses=1000):
        self.organization = Organization.objects.create(name=name)
        self.user = User.objects.create_user(f"owner@{name}.example", PASSWORD)
        Membership.objects.create(
            organization=self.organization, user=self.user, role=Role.OWNER
        )
        self.api_key, self.secret = keys.issue(self.organization, name="test")
        if synapses:
            ledger.top_up(self.organization, synapses, cause=ledger.Cause("test"))

    @property
    def balance(self):
        return ledger.balance(self.organization)

    @property
    def headers(self):
        return {"X-API-Key": self.secret}


def new_transcription(cast, **overrides):
    """A job that is not stored yet."""
    fields = {
        "organization": cast.organization,
        "created_by": cast.user,
        "audio_url": "https://media.example/talk.wav",
        "filename": "talk.wav",
        "language": "en",
        "content_type": "audio/wav",
        "duration_seconds": Decimal("10.5"),
        **overrides,
    }
    # As a stored job has it, whatever number the test gave.
    fields["duration_seconds"] = Decimal(str(fields["duration_seconds"]))
    return Transcription(**fields)


def quote_of(job):
    return pricing.quote(
        job.duration_seconds, job.priority, rates.current(job.organization)
    )


def make_transcription(cast, **overrides):
    """A queued job, charged for."""
    job = new_transcription(cast, **overrides)
    lifecycle.submit(job, quote_of(job), cause=ledger.Cause(actor=cast.user.email))
    return job


def make_completed(cast, texts=("Hello there.", "It works."), heard="en", **overrides):
    """A completed job with one sentence for each of `texts`, a second each."""
    job = make_transcription(cast, **overrides)
    lease = lifecycle.claim("test/1/1")
    assert lease.transcription.pk == job.pk
    rows = [sentence(i, text) for i, text in enumerate(texts)]
    lifecycle.complete(lease, rows, result(language_code=heard))
    job.refresh_from_db()
    return job


def make_failed(cast, **overrides):
    job = make_transcription(cast, **overrides)
    lifecycle.fail(lifecycle.claim("test/1/1"), "CORRUPT_AUDIO", "It can't be read.")
    job.refresh_from_db()
    return job


def sentence(position, text):
    words = text.split()
    step = 1 / len(words)
    return Sentence(
        position=position,
        text=text,
        start=float(position),
        end=position + 1.0,
        confidence=0.9,
        words=[
            {
                "text": word,
                "start": round(position + i * step, 3),
                "end": round(position + (i + 1) * step, 3),
                "confidence": 0.9,
                "speaker": None,
            }
            for i, word in enumerate(words)
        ],
    )


def passage(position, text="Hello there.", *, end=None, **overrides):
    """A window of 10 s with one second of speech, or one that ends at `end`."""
    start = 10.0 * position
    said = sentence(position, text)
    shift = start - said.start
    words = tuple(
        Word(w["text"], w["start"] + shift, w["end"] + shift, w["confidence"])
        for w in said.words
    )
    return Passage(
        **{
            "position": position,
            "start": start,
            "end": start + 10.0 if end is None else end,
            "segments": (Segment(text, start, start + 1, words, 0.9),),
            "language": "en",
            "language_confidence": None,
            "voiced": ((start, start + 1),),
            **overrides,
        }
    )


def result(**overrides):
    return {
        "confidence": 0.9,
        "language_code": "en",
        "language_confidence": None,
        "words_count": 4,
        "speakers": None,
        "utterances": None,
        "sentiment_analysis": None,
        "entities": None,
        "auto_highlights": None,
        "summary": None,
        "quality": {
            "speech_seconds": 2.0,
            "coverage": 0.19,
            "mean_confidence": 0.9,
            "suspect_seconds": 0.0,
            "warnings": [],
        },
        "engine": {"name": "pocketsphinx", "model": "en-us", "version": "5.1.1"},
        **overrides,
    }


def store_audio(job, content):
    """Put bytes into the storage as the job's audio."""
    name = source.new_name(job.organization.public_id)
    job.audio.name = default_storage.save(name, ContentFile(content))
    Transcription.objects.filter(pk=job.pk).update(audio=job.audio.name)
    return job.audio.name


def caller(cast):
    return Caller(user=cast.user)


def expire_lease(job):
    past = timezone.now() - timedelta(seconds=1)
    Transcription.objects.filter(pk=job.pk).update(lease_expires_at=past)
