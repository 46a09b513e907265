"""The terms that an engine is told: the job's own first, and no more than a hundred."""

from __future__ import annotations

import pytest

from tests import factories
from transcriptions.vocabulary import as_options, vocabulary_of


def job(cast, own, organization):
    cast.organization.vocabulary = organization
    cast.organization.save()
    return factories.make_transcription(cast, options=as_options(own))


def test_the_job_s_own_terms_come_first_and_their_spelling_counts(acme):
    made = job(acme, ["Kubernetes", "Helm"], ["Aitronos", "HELM"])

    assert vocabulary_of(made) == ("Kubernetes", "Helm", "Aitronos")


def test_there_are_at_most_a_hundred_and_the_organization_s_are_cut(acme):
    made = job(acme, [f"own {n}" for n in range(99)], ["first", "second"])

    assert len(vocabulary_of(made)) == 100
    assert vocabulary_of(made)[-1] == "first"


@pytest.mark.parametrize("options", [{}, {"transcription_options": {}}])
def test_a_job_without_terms_has_its_organization_s_alone(acme, globex, options):
    globex.organization.vocabulary = ["secret"]
    globex.organization.save()
    made = factories.make_transcription(acme, options=options)

    assert vocabulary_of(made) == ()
