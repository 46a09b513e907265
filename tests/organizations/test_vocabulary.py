"""Which terms may be in a vocabulary, and an organization's own in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

from organizations.vocabulary import InvalidVocabulary, cleaned


def page(cast):
    return reverse(
        "admin:organizations_organization_change", args=[cast.organization.pk]
    )


def save(client, cast, text):
    sent = {"name": cast.organization.name, "low_threshold": 0, "vocabulary": text}
    answer = client.post(page(cast), sent)
    cast.organization.refresh_from_db()
    return answer


def test_terms_are_trimmed_and_kept_once_in_their_order():
    assert cleaned([" Kubernetes ", "New\u00a0 York", "kubernetes", "Ångström"]) == [
        "Kubernetes",
        "New York",
        "Ångström",
    ]


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (["fine", "  "], "Term 2 is empty."),
        (["x" * 61], "Term 1 has 61 characters; at most 60 are taken: “xxxxx"),
        (["t"] * 101, "101 terms were given; at most 100 are taken."),
        (["<|endoftext|>"], "Term 1 has control characters, or “<|”"),
        (["be\x07ll"], "Term 1 has control characters"),
    ],
)
def test_what_can_t_be_a_term_is_named(terms, reason):
    with pytest.raises(InvalidVocabulary, match=r"(?i)term") as caught:
        cleaned(terms)

    assert reason in caught.value.message


def test_a_hundred_terms_of_sixty_characters_are_taken():
    terms = [f"{number:060}" for number in range(100)]

    assert cleaned(terms) == terms


def test_a_manager_keeps_the_organization_s_terms_one_a_line(acme, browser):
    answer = save(browser, acme, " Aitronos\r\n\r\nPyAnnote \nAITRONOS\n")

    assert answer.status_code == 302
    assert acme.organization.vocabulary == ["Aitronos", "PyAnnote"]
    assert "Aitronos\nPyAnnote</textarea>" in browser.get(page(acme)).content.decode()


def test_terms_can_be_emptied_again(acme, browser):
    save(browser, acme, "Aitronos")

    save(browser, acme, "")

    assert acme.organization.vocabulary == []


def test_a_term_that_is_too_long_is_shown_again_with_the_reason(acme, browser):
    answer = save(browser, acme, "fine\n" + "y" * 61)

    assert answer.status_code == 200
    assert "Term 2 has 61 characters" in answer.content.decode()
    assert acme.organization.vocabulary == []


def test_a_stranger_neither_reads_nor_writes_another_s_terms(acme, stranger):
    acme.organization.vocabulary = ["rocket"]
    acme.organization.save()

    save(stranger, acme, "mine")

    shown = stranger.get(page(acme), follow=True).content.decode()
    assert "rocket" not in shown
    assert acme.organization.vocabulary == ["rocket"]
