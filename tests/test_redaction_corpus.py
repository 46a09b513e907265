"""The corpus of the redaction benchmark is what it claims to be."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from types import SimpleNamespace

import phonenumbers
import pytest
from redaction_corpus import (
    check_digits,
    contacts,
    corpus,
    handwritten,
    identifiers,
    spoken_forms,
)
from redaction_corpus.cases import Sentence, joined, read
from redaction_corpus.scoring import Scores

from transcriptions.pii_policies import POLICIES

CARRYING = ("generated", "developed on", "held out", "unseen")


@pytest.fixture(scope="module")
def cases():
    return corpus.cases()


def made(make, count=40):
    pick = Random(1)
    return [make(pick) for _ in range(count)]


def compact(value):
    return re.sub(r"[\s-]", "", value.written)


def entity(policy, first, end):
    return SimpleNamespace(type=policy, first=first, end=end)


def test_it_has_the_sentences_that_it_promises(cases):
    groups = Counter(case.group for case in cases)
    negative = sum(count for name, count in groups.items() if "negative" in name)
    english = groups.total() - groups["other languages"]

    assert english >= 2 * 800
    assert negative / english >= 0.25
    assert groups["held out"] >= 2 * 120
    assert not any(case.truth for case in cases if "negative" in case.group)
    assert all(case.truth for case in cases if case.group in CARRYING)


def test_each_sentence_is_there_written_and_spoken_with_the_same_truth(cases):
    for written, spoken in zip(cases[::2], cases[1::2], strict=True):
        assert (written.form, spoken.form) == ("written", "spoken")
        assert [s.policy for s in written.truth] == [s.policy for s in spoken.truth]


def test_all_policies_are_in_it_and_no_others(cases):
    counts = Counter(span.policy for case in cases for span in case.truth)
    allowed = {p for case in cases for free in case.neutral for p in free.policies}

    assert counts.keys() == POLICIES
    assert min(counts.values()) >= 12
    assert allowed <= POLICIES


def test_spans_are_words_of_their_sentence_and_do_not_overlap(cases):
    for case in cases:
        taken = Counter(word for span in case.truth for word in span.words)

        assert all(0 <= s.first < s.end <= len(case.words) for s in case.truth)
        assert all(span.words for span in case.truth)
        assert set(taken.values()) <= {1}


def test_spoken_words_are_lower_case_without_digits_and_punctuation(cases):
    words = {word for case in cases if case.form == "spoken" for word in case.words}

    assert {
        w for w in words if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]*)*", w)
    } == set()
    assert {word for word in words if word != word.lower()} == set()


def test_written_sentences_have_capitals_and_a_full_stop(cases):
    texts = [" ".join(case.words) for case in cases if case.form == "written"]
    starts = [text for text in texts if text[0].isupper() or not text[0].isalpha()]

    assert len(starts) / len(texts) > 0.98
    assert all(text[-1] in ".?!\"'" for text in texts)


def test_the_same_seed_makes_the_same_sentences_and_another_seed_others():
    assert corpus.sentences(3) == corpus.sentences(3)
    assert corpus.sentences(3) != corpus.sentences(4)


def test_what_is_held_out_does_not_depend_on_the_seed():
    def held_out(seed):
        return [
            s for s in corpus.sentences(seed) if s.group.startswith(("held", "uns"))
        ]

    assert held_out(3) == held_out(4)


def test_card_numbers_pass_luhn():
    for value in made(identifiers.credit_card_number):
        number = compact(value)
        assert check_digits.luhn(number[:-1]) == int(number[-1])


def test_luhn_ibans_vins_and_health_numbers_agree_with_published_examples():
    assert check_digits.luhn("411111111111111") == 1
    assert check_digits.iban("GB", "WEST12345698765432") == "82"
    assert check_digits.iban_is_valid("DE89370400440532013000")
    assert not check_digits.iban_is_valid("DE88370400440532013000")
    assert check_digits.vin("1M8GDM9A_KP042788".replace("_", "0")) == "X"
    assert check_digits.routing("02100002") == 1
    assert check_digits.nhs("943476591") == 9


def test_ibans_of_bank_details_are_valid():
    ibans = [
        v for v in map(compact, made(identifiers.banking_information)) if v[0].isalpha()
    ]

    assert len(ibans) > 5
    assert all(map(check_digits.iban_is_valid, ibans))


def test_full_card_numbers_and_ibans_written_by_hand_are_valid_too():
    marked = "\n".join(sentence.marked for sentence in handwritten.sentences())
    pattern = r"\[(credit_card_number|banking_information)\|([^|\]]+)"
    numbers = [
        re.sub(r"<[^>]*>|\W", "", text) for _, text in re.findall(pattern, marked)
    ]
    cards = [n for n in numbers if n.isdigit() and len(n) in (15, 16)]
    ibans = [n for n in numbers if n[:2].isalpha()]

    assert len(cards) >= 4
    assert all(check_digits.luhn(card[:-1]) == int(card[-1]) for card in cards)
    assert len(ibans) >= 3
    assert all(map(check_digits.iban_is_valid, ibans))


def test_social_security_numbers_keep_to_the_ranges_that_are_issued():
    for value in made(identifiers.us_social_security_number):
        area, middle, serial = (
            compact(value)[at] for at in (slice(3), slice(3, 5), slice(5, 9))
        )
        assert area not in ("000", "666")
        assert area < "900"
        assert middle != "00"
        assert serial != "0000"


def test_vins_have_their_check_digit():
    vins = [v for v in map(compact, made(identifiers.vehicle_id)) if len(v) == 17]

    assert len(vins) > 5
    assert all(check_digits.vin(vin[:8] + "0" + vin[9:]) == vin[8] for vin in vins)


@pytest.mark.parametrize("region", sorted(set(contacts.REGIONS)))
def test_phone_numbers_are_valid_in_their_region(region):
    number = contacts.phone(Random(2), region)

    assert phonenumbers.is_valid_number(number)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (spoken_forms.cardinal(1_204), "one thousand two hundred four"),
        (spoken_forms.cardinal(90_015, british=True), "ninety thousand and fifteen"),
        (spoken_forms.ordinal(21), "twenty first"),
        (spoken_forms.ordinal(12), "twelfth"),
        (spoken_forms.ordinal(30), "thirtieth"),
        (spoken_forms.year(1905, Random(0)), "nineteen oh five"),
        (spoken_forms.year(1900, Random(0)), "nineteen hundred"),
        (spoken_forms.year(2019, Random(0)), "twenty nineteen"),
        (spoken_forms.pairs("4105", Random(0)), "forty one zero five"),
        (
            spoken_forms.address("jo_b@web.de", Random(0)),
            "jo underscore b at web dot de",
        ),
    ],
)
def test_values_are_said_as_people_say_them(said, expected):
    assert said.replace("oh five", "zero five") == expected.replace(
        "oh five", "zero five"
    )


def test_runs_of_digits_are_said_double_or_one_by_one():
    said = {spoken_forms.digits("5507", Random(seed)) for seed in range(20)}

    assert said == {
        f"{fives} {zero} seven"
        for fives in ("double five", "five five")
        for zero in ("oh", "zero")
    }


def test_a_span_keeps_out_what_interrupts_it():
    marked = (
        "It's [phone_number|617 253. <Mm-hmm.> 1000|six <mm hmm> one thousand], ok?"
    )

    written, spoken = Sentence(marked, "x").cases()

    assert written.words == ("It's", "617", "253.", "Mm-hmm.", "1000,", "ok?")
    assert sorted(written.truth[0].words) == [1, 2, 4]
    assert spoken.words == ("it's", "six", "mm", "hmm", "one", "thousand", "ok")
    assert sorted(spoken.truth[0].words) == [1, 4, 5]


def test_joined_sentences_keep_their_truth():
    first = read("It's [~time|five].", "written", "x")
    second = read("Call [phone_number|617. <Yes.> 253] now.", "written", "x")

    both = joined([first, second], "written", "y")

    assert both.words == first.words + second.words
    assert sorted(both.truth[0].words) == [3, 5]
    assert (both.neutral[0].first, both.neutral[0].end) == (1, 2)


def scored(marked, *found):
    scores = Scores()
    scores.add(read(marked, "written", "x"), found)
    return scores


def test_a_number_that_is_covered_in_part_is_a_leak():
    number = "Call [phone_number|617 253 1000] now."

    assert scored(number, entity("phone_number", 1, 3)).recall() == 0
    assert scored(number, entity("phone_number", 1, 4)).recall() == 1


def test_spans_of_any_policy_hide_together_but_only_its_own_is_its_type():
    number = "Call [phone_number|617 253 1000] now."

    scores = scored(
        number, entity("account_number", 1, 3), entity("money_amount", 3, 4)
    )

    assert scores.recall("phone_number") == 1
    assert scores.type_accuracy("phone_number") == 0
    assert scores.precision() == 1
    assert scores.strict_precision() == 0


def test_what_is_found_in_plain_words_is_wrong_and_counts_as_redacted_too_much():
    scores = scored("Call me in the end.", entity("person_name", 3, 5))

    assert scores.precision("person_name") == 0
    assert (scores.plain_found, scores.plain_words) == (2, 5)


def test_what_is_neutral_counts_for_its_own_policies_neither_way():
    time = "Call me at [~time|five]."

    assert scored(time, entity("time", 2, 4)).precision() is None
    assert scored(time, entity("phone_number", 3, 4)).precision() == 0
    assert scored("Ask the [~|nurse].", entity("occupation", 2, 3)).precision() is None
