"""The demo organization: made once, the same at every call but for its key."""

from __future__ import annotations

import json
from io import StringIO

from django.core.management import call_command
from django.test import Client

from aitronos_site import demo
from billing import ledger
from organizations import keys
from organizations.models import Organization, User
from transcriptions.models import Transcription


def seeded():
    output = StringIO()
    call_command("seed_demo", "--json", stdout=output)
    return json.loads(output.getvalue())


def test_seeding_again_changes_nothing_but_issues_a_fresh_key(db):
    first, second = seeded(), seeded()

    assert first.pop("api_key") != second.pop("api_key")
    assert first == second
    assert Organization.objects.count() == User.objects.count() == 1
    assert ledger.balance(Organization.objects.get()) == 10_000


def test_the_synapses_are_given_once_even_if_they_are_spent(db, acme):
    organization = Organization.objects.get(public_id=seeded()["organization_id"])
    demo.submit_dialogue()
    left = ledger.balance(organization)

    seeded()

    assert ledger.balance(organization) == left < 10_000


def test_what_is_printed_opens_the_door(db):
    login = seeded()

    assert (
        keys.verify(login["api_key"]).organization.public_id
        == (login["organization_id"])
    )
    assert Client().login(username=login["email"], password=login["password"])


def test_the_spoken_sample_is_submitted_once(db):
    seeded()

    demo.submit_dialogue()
    demo.submit_dialogue()

    job = Transcription.objects.get()
    assert (job.status, job.content_type) == ("queued", "audio/mpeg")
    assert 30 < job.duration_seconds < 60


def test_the_spoken_sample_has_its_script_beside_it():
    script = demo.DIALOGUE.with_suffix(".txt").read_text().splitlines()

    assert {line[:2] for line in script} == {"S1", "S2"}
    assert demo.DIALOGUE.stat().st_size < 1_000_000
