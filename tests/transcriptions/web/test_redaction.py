"""What was taken out of a transcript, on its job's page, and which recording is heard."""

from __future__ import annotations

import pytest

from tests.factories import make_completed, make_transcription, result, sentence
from transcriptions import lifecycle
from transcriptions.models_redaction import RedactedAudio
from transcriptions.pii_policies import POLICIES
from transcriptions.web.policy_names import GROUPS, NAMES, name_of
from transcriptions.web.spans import Spans

State = RedactedAudio.State
SPANS = [
    {"policy": "email_address", "start": 0.5, "end": 1.0},
    {"policy": "person_name", "start": 1.75, "end": 2.0},
    {"policy": "person_name", "start": 2.5, "end": 3.0},
]


def redacted(cast, texts, substitution="entity_name", policies=POLICIES, **privacy):
    """A completed job; its redacted audio is still to be made."""
    settings = {"pii_redaction_enabled": True, **privacy}
    make_transcription(cast, options={"privacy_settings": settings})
    lease = lifecycle.claim("test/1/1")
    rows = [sentence(at, text) for at, text in enumerate(texts)]
    told = {
        "substitution": substitution,
        "policies": sorted(policies),
        "counts": {"person_name": 2, "email_address": 1, "url": 0},
        "spans": SPANS,
    }
    lifecycle.complete(lease, rows, result(redaction=told))
    return lease.transcription


def labelled(cast, **changes):
    texts = [
        "Write [EMAIL_ADDRESS].",
        "Thank you so [PERSON_NAME],",
        "Yes [PERSON_NAME].",
    ]
    return redacted(cast, texts, **changes)


def audio_is(job, state, file=""):
    RedactedAudio.objects.filter(transcription=job).update(state=state, file=file)


def page_of(browser, job):
    return browser.get(f"/transcriptions/{job.public_id}").content.decode()


def test_every_policy_has_a_name_and_a_group():
    grouped = [policy for group in GROUPS for policy in group.names]

    assert sorted(grouped) == sorted(POLICIES)
    assert len(set(NAMES.values())) == len(NAMES)
    assert name_of("shoe_size") == "Shoe size"


def test_what_was_taken_out_is_named_in_the_text_as_a_person_says_it(acme, browser):
    page = page_of(browser, labelled(acme))

    assert page.count('<b class="taken" title="Taken out">') == 3
    assert '</i>E-mail address<i class="unseen">]</i></b>.</span>' in page
    assert '</i>Name of a person<i class="unseen">]</i></b>,</span>' in page
    assert "[PERSON_NAME]" not in page


def test_brackets_of_another_kind_stay_as_they_are(acme, browser):
    page = page_of(browser, redacted(acme, ["See [FIGURE] and [<B>]."]))

    assert "[FIGURE]</span>" in page and "[&lt;B&gt;].</span>" in page


def test_signs_that_hide_are_chips_that_say_to_listeners_what_was_there(acme, browser):
    job = redacted(acme, ["Write ####."], substitution="hash")

    page = page_of(browser, job)

    assert 'aria-label="E-mail address, taken out"' in page
    assert 'title="E-mail address, taken out">####</b>.</span>' in page


def test_a_transcript_that_is_not_redacted_keeps_its_brackets_and_signs(acme, browser):
    page = page_of(browser, make_completed(acme, ["Press #### on [EMAIL_ADDRESS]."]))

    assert "[EMAIL_ADDRESS].</span>" in page and ">####</span>" in page
    assert "taken" not in page and "Redaction" not in page


def test_what_was_taken_out_is_counted_by_kind_and_listed_by_time(acme, browser):
    page = page_of(browser, labelled(acme))

    name = page.index("<span>Name of a person</span><b>2</b>")
    assert name < page.index("<span>E-mail address</span><b>1</b>")
    assert "<span>Web address</span><b>" not in page
    assert "Where: 3 places" in page
    assert '<button class="chip" type="button" data-seek="1.75"' in page
    assert "Looked for: all 44 kinds" in page


def test_the_kinds_that_were_looked_for_are_told(acme, browser):
    page = page_of(browser, labelled(acme, policies=["url", "date"]))

    assert "Looked for: 2 kinds" in page and "Date, Web address." in page


def test_until_the_redacted_recording_is_verified_none_can_be_heard(acme, browser):
    page = page_of(browser, labelled(acme))

    assert "<audio" not in page and "data-audio-pending" in page
    assert "It appears here by itself." in page
    assert "data-keys hidden" in page


@pytest.mark.parametrize(
    ("method", "heard"), [("tone", "a tone"), ("silence", "silence")]
)
def test_the_redacted_recording_is_heard_with_a_tone_or_silence(
    acme, browser, method, heard
):
    job = labelled(acme, redacted_audio_method=method)
    audio_is(job, State.AVAILABLE, "redacted/1.mp3")

    page = page_of(browser, job)

    assert f'src="/transcriptions/{job.public_id}/audio"' in page
    assert f"In the recording, {heard} is heard in its place." in page
    assert "data-audio-pending" not in page


def test_a_recording_that_could_not_be_verified_is_not_offered(acme, browser):
    job = labelled(acme)
    audio_is(job, State.UNVERIFIED)

    page = page_of(browser, job)

    assert "<audio" not in page and "data-audio-pending" not in page
    assert "could not be verified" in page


def test_a_recording_of_which_nothing_was_to_be_taken_out_is_heard_as_before(
    acme, browser
):
    page = page_of(browser, make_completed(acme))

    assert "<audio" in page and "data-audio-pending" not in page


def test_the_form_offers_every_kind_and_asks_for_all_of_them(browser):
    page = browser.get("/new").content.decode()

    for policy in POLICIES:
        assert f'checked value="{policy}" data-policy>' in page
    assert "all 44 kinds" in page
    assert "Personal data is taken out before anything is stored." in page


def test_spans_are_found_by_moment_and_by_stretch():
    spans = Spans([(5.0, 6.0, "late"), (1.0, 4.0, "long"), (2.0, 3.0, "inner")])

    found = [spans.at(moment) for moment in (0.5, 1.0, 2.5, 3.5, 4.5, 6.0)]
    assert found == [None, "long", "inner", "long", None, "late"]
    assert spans.touch(3.5, 4.5) and spans.touch(0, 1) and spans.touch(5.5, 5.6)
    assert not spans.touch(4.1, 4.9) and not spans.touch(0, 0.9)
    assert not Spans([]).touch(0, 9) and Spans([]).at(1) is None
