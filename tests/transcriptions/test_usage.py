"""Hours and synapses of an organization's jobs, by what they were."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from billing.ledger import Cause
from billing.usage import Period
from tests import factories
from transcriptions import deletion, usage
from transcriptions.models import Transcription


def of(cast):
    return usage.of(cast.organization, Period.of("7"))


def test_every_table_adds_up_to_the_totals(acme):
    factories.make_completed(acme, heard="de")
    factories.make_completed(acme, priority="high")
    factories.make_failed(acme)

    found = of(acme)

    spent = 1000 - acme.balance
    assert spent > 0
    for table in (found.days, found.languages, found.priorities, found.actors):
        assert sum(row.synapses for row in table) == spent
    assert found.totals.synapses == spent
    assert found.totals.balance == found.days[-1].balance == acme.balance
    assert found.totals.hours == round(21 / 3600, 4)


def test_a_language_is_what_was_heard(acme):
    factories.make_completed(acme, heard="de", language="auto")
    factories.make_transcription(acme, language="fr")

    names = {share.name: share.hours > 0 for share in of(acme).languages}

    assert names == {"de": True, "fr": False}


def test_a_deleted_job_stays_in_the_money_and_is_named_by_its_id(acme):
    job = factories.make_completed(acme)
    deletion.delete(job, cause=Cause())

    found = of(acme)

    assert [row.job for row in found.jobs] == [job.public_id]
    assert found.jobs[0].filename == ""
    assert [row.name for row in found.languages] == [usage.DELETED]
    assert found.languages[0].synapses == 1000 - acme.balance
    assert found.totals.hours == 0


def test_a_job_counts_on_the_day_of_its_submission(acme):
    job = factories.make_completed(acme, duration_seconds=Decimal(360))
    then = timezone.now() - timedelta(days=2)
    Transcription.objects.filter(pk=job.pk).update(created_at=then)

    hours = [day.hours for day in of(acme).days]

    assert hours == [0, 0, 0, 0, 0.1, 0, 0]


def test_it_is_ten_queries_whatever_the_size(acme, django_assert_num_queries):
    factories.make_completed(acme)
    jobs = [factories.new_transcription(acme) for _ in range(500)]
    Transcription.objects.bulk_create(jobs)

    with django_assert_num_queries(10):
        of(acme)


def test_an_organization_without_anything_has_empty_figures(globex, acme):
    factories.make_completed(acme)

    found = of(globex)

    assert (found.languages, found.jobs, found.actors) == ((), (), ())
    assert not found.is_empty  # it has a balance


def test_a_refund_names_the_file_of_its_job_until_it_is_deleted(acme):
    kept, gone = factories.make_failed(acme), factories.make_failed(acme)
    deletion.delete(gone, cause=Cause())

    named = {row.job: row.filename for row in of(acme).refunds}

    assert named == {kept.public_id: "talk.wav", gone.public_id: ""}
