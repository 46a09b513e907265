"""The pages in a real browser, from signing in to hearing a word."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.speech import SPEECH, TRUTH, plain, repeated

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation",
        (event) => window.violations.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM:
        pytest.skip("NO BROWSER: install Chromium or name it in CHROMIUM")
    with sync_playwright() as playwright:
        # The dashboard asks for its balance every 4 s; by default `expect` gives up at 5.
        expect.set_options(timeout=20_000)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def signed_in(chromium, service, **options):
    """A page of a signed-in person; fails on errors in the console and breaches of CSP."""
    context = chromium.new_context(base_url=service.url, **options)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    sign_in(page, service)
    yield page
    violations = page.evaluate("window.violations")
    context.close()
    # The browser itself logs answers of 4xx and lost connections; pages show those.
    known = re.compile("status of 4|ERR_INTERNET_DISCONNECTED|WebSocket connection")
    assert [error for error in errors if not known.search(error)] == []
    assert violations == []


@pytest.fixture
def page(chromium, service):
    with signed_in(chromium, service) as page:
        yield page


def sign_in(page, service):
    page.goto("/")
    expect(page).to_have_title(re.compile("Sign in"))
    page.get_by_label("E-mail address").fill(service.email.upper())
    page.get_by_label("Password").fill(service.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Transcriptions")).to_be_visible()


def mark(page):
    """Leave something in the page that a reload would lose."""
    page.evaluate("window.mark = 1")


def assert_not_reloaded(page):
    assert page.evaluate("window.mark") == 1


def start_job(page, path=SPEECH):
    """Upload, see the price, start; ends on the job's page."""
    page.goto("/new")
    page.locator("#file").set_input_files(path)
    expect(page.locator("[data-sums]")).to_be_visible()
    page.get_by_role("button", name="Start transcription").click()
    page.wait_for_url("**/transcriptions/trans_*")


def current_time(page):
    return page.evaluate("document.querySelector('audio').currentTime")


def test_a_recording_becomes_text_before_the_reader_s_eyes(page):
    page.goto("/new")
    page.locator("#file").set_input_files(SPEECH)
    sums = page.locator("[data-sums]")
    expect(sums).to_be_visible()
    now = int(page.locator("[data-now]").inner_text().replace(",", ""))
    after = int(page.locator("[data-after]").inner_text().replace(",", ""))
    price = int(page.locator("[data-price]").inner_text())
    assert (price > 0, after) == (True, now - price)
    page.get_by_role("button", name="Start transcription").dblclick()
    page.wait_for_url("**/transcriptions/trans_*")
    mark(page)

    expect(page.locator(".job-title .pill")).to_have_text("Completed", timeout=120_000)
    expect(page.locator(".sentence").first).to_be_visible()

    assert_not_reloaded(page)
    heard = plain(" ".join(page.locator(".sentence p").all_inner_texts()))
    assert set(heard.split()) & set(plain(TRUTH).split())
    expect(page.locator(".facts")).to_contain_text("PocketSphinx")
    expect(page.locator(".facts")).to_contain_text(f"{price} synapses")


def test_a_double_click_makes_one_job(page, service):
    counted = "SELECT count(*) FROM transcriptions_transcription"
    [(before,)] = service.query(counted)
    page.goto("/new")
    page.locator("#file").set_input_files(SPEECH)
    expect(page.locator("[data-sums]")).to_be_visible()

    page.get_by_role("button", name="Start transcription").dblclick()
    page.wait_for_url("**/transcriptions/trans_*")

    assert service.query(counted) == [(before + 1,)]


def test_a_click_on_a_word_plays_it_and_lights_it(page):
    start_job(page)
    word = page.locator(".sentence span").nth(5)
    word.wait_for(timeout=120_000)
    start = float(word.get_attribute("data-start"))

    word.click()

    page.wait_for_function(
        "start => Math.abs(document.querySelector('audio').currentTime - start) < 1.5",
        arg=start,
    )
    expect(page.locator(".sentence span.now")).to_have_count(1)
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('audio').paused")
    at = current_time(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(200)
    assert current_time(page) == pytest.approx(max(0, at - 5), abs=0.3)


def test_speakers_are_named_and_read_alone_and_suspects_are_found(page, service):
    start_job(page)
    page.locator(".sentence").first.wait_for(timeout=120_000)
    give_speakers(service, page.url.rpartition("/")[2])
    page.reload()
    sentences = page.locator(".sentence")
    every = sentences.count()
    mark(page)

    page.locator("summary", has_text="Rename Speaker 2").click()
    # The browser tells that it is open a moment after it is.
    expect(page.locator("details[open] input[name='name']")).to_be_focused()
    page.keyboard.type("Anna")
    page.keyboard.press("Enter")
    expect(page.locator("[data-only='S2']")).to_have_text("Anna")
    expect(page.locator(".sentence[data-speaker='S2'] .who")).to_have_text("Anna")
    page.get_by_role("button", name="Anna", exact=True).click()
    expect(page.locator(".sentence:visible")).to_have_count(1)
    page.get_by_role("button", name="Anna", exact=True).click()
    expect(page.locator(".sentence:visible")).to_have_count(every)
    page.get_by_role("button", name="Go to the next").click()
    expect(page.locator(".sentence:focus")).to_contain_text("Nobody speaks this fast.")

    assert_not_reloaded(page)
    page.reload()
    expect(page.locator("[data-only='S2']")).to_have_text("Anna")


def give_speakers(service, job_id):
    """As a diarizer and the examination would: the first sentence is suspect."""
    service.query(
        """
        WITH job AS (
            UPDATE transcriptions_transcription SET result = jsonb_set(
                result, '{speakers}', '[
                    {"speaker": "S1", "name": null, "talk_seconds": 3.0, "words": 3},
                    {"speaker": "S2", "name": null, "talk_seconds": 1.0, "words": 1}
                ]'
            ) WHERE public_id = %s RETURNING id
        )
        UPDATE transcriptions_sentence SET
            speaker = CASE position WHEN 0 THEN 'S2' ELSE 'S1' END,
            flags = CASE position WHEN 0 THEN '["TOO_FAST"]' ELSE '[]' END::jsonb
        FROM job WHERE transcription_id = job.id RETURNING position
        """,
        job_id,
    )


def test_the_form_orders_speakers_and_terms(page, service):
    page.goto("/new")
    page.get_by_label("Tell speakers apart").check()
    page.get_by_label("How many are there?").select_option("3")
    page.get_by_text("Names and terms that are said").first.click()
    page.locator("#vocabulary").fill("Aitronos\n\n  Anna Meier ")
    page.locator("#file").set_input_files(SPEECH)
    expect(page.locator("[data-sums]")).to_be_visible()
    page.get_by_role("button", name="Start transcription").click()
    page.wait_for_url("**/transcriptions/trans_*")

    options = service.job(page.url.rpartition("/")[2])["options"]
    assert options["speaker_analysis"] == {
        "diarization_enabled": True,
        "speakers_expected_count": 3,
    }
    assert options["transcription_options"]["vocabulary"] == ["Aitronos", "Anna Meier"]


def test_the_form_orders_only_what_is_switched_on(page):
    page.goto("/new")
    page.get_by_label("Summary").check()
    page.get_by_label("Take out personal data").check()
    page.get_by_text("What is taken out").click()
    for group in page.locator("[data-policy-all]").all():
        group.uncheck()
    expect(page.get_by_text("Choose at least one kind of data")).to_be_visible()
    page.get_by_label("E-mail address", exact=True).check(force=True)
    page.get_by_text("silence").click()
    page.get_by_text("From a link").click()

    with page.expect_request("**/quote") as asked:
        page.get_by_label("Link to the audio").fill("https://nowhere.invalid/talk.mp3")

    order = asked.value.post_data_json
    assert order["intelligence_features"] == {"summarization_enabled": True}
    assert order["privacy_settings"] == {
        "pii_redaction_enabled": True,
        "pii_policies": ["email_address"],
        "pii_substitution": "entity_name",
        "redacted_audio_method": "silence",
        "redacted_audio_format": "mp3",
    }


def test_what_was_understood_stands_beside_the_text_and_leads_to_its_places(
    page, service
):
    job_id = completed_job(service)
    understand(service, job_id)
    page.goto(f"/transcriptions/{job_id}")

    mention = page.locator(".insights").get_by_role("button", name="Maria")
    page.evaluate(
        """() => {
            const audio = document.querySelector("audio");
            window.sought = [];
            audio.addEventListener("seeking", () => sought.push(audio.currentTime));
        }"""
    )
    for turn in (1, 2, 3):
        mention.click()
        page.wait_for_function("turn => window.sought.length === turn", arg=turn)
    assert page.evaluate("window.sought") == pytest.approx([0.4, 1.2, 0.4], abs=0.3)
    expect(page.locator(".insights")).to_contain_text("Made by VADER")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    expect(page.get_by_text("All of it, in short.")).to_be_visible()
    expect(mention).to_be_hidden()
    page.get_by_role("heading", name="Entities").click()
    expect(mention).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def completed_job(service):
    """One that is there already, else a new one."""
    found = service.query(
        "SELECT public_id FROM transcriptions_transcription"
        " WHERE status = 'completed' AND audio <> '' ORDER BY id DESC LIMIT 1"
    )
    if found:
        return found[0][0]
    job_id = service.create(service.upload(SPEECH))
    service.wait_for_end(job_id)
    return job_id


def understand(service, job_id):
    """As the analysis would: names, mood and a summary."""
    service.query(
        """
        UPDATE transcriptions_transcription SET result = result || '{
            "summary": "All of it, in short.",
            "sentiment_analysis": [{"text": "Hello.", "start": 0.1, "end": 1.0,
                "sentiment": "POSITIVE", "confidence": 0.8, "speaker": null}],
            "entities": [
                {"entity_type": "person_name", "text": "Maria", "start": 0.4, "end": 1},
                {"entity_type": "person_name", "text": "Maria", "start": 1.2, "end": 2}
            ],
            "analysis": {
                "sentiment_analysis": {"name": "vader", "model": "", "version": "3"}
            }
        }' WHERE public_id = %s RETURNING id
        """,
        job_id,
    )


def test_the_subtitles_are_downloaded(page, tmp_path):
    start_job(page)
    link = page.get_by_role("link", name="SRT")
    link.wait_for(timeout=120_000)

    with page.expect_download() as download:
        link.click()

    assert download.value.suggested_filename == SPEECH.with_suffix(".srt").name
    assert Path(download.value.path()).read_text().startswith("1\n00:00:0")


def test_the_dashboard_shows_a_job_of_others_within_a_second(page, service):
    expect(page.locator("[data-live]")).to_have_attribute("data-state", "live")
    mark(page)
    before = page.locator("[data-balance]").inner_text()
    file_url = service.upload(SPEECH)

    job_id = service.create(file_url)
    began = time.monotonic()
    row = page.locator(f'[data-job="{job_id}"]')
    row.wait_for()
    seconds = time.monotonic() - began

    assert seconds < 1
    expect(row.locator(".pill")).to_have_text("Completed", timeout=120_000)
    expect(row.locator(".row-note time")).not_to_be_empty()
    expect(page.locator("[data-balance]")).not_to_have_text(before)
    assert_not_reloaded(page)


def test_a_page_that_was_offline_reconnects_and_catches_up(page, service):
    expect(page.locator("[data-live]")).to_have_attribute("data-state", "live")
    mark(page)
    page.context.set_offline(True)
    expect(page.locator("[data-live]")).to_contain_text("Reconnecting")
    job_id = service.create(service.upload(SPEECH))
    service.wait_for_end(job_id)
    row = page.locator(f'[data-job="{job_id}"]')
    assert row.count() == 0

    page.context.set_offline(False)

    expect(row.locator(".pill")).to_have_text("Completed", timeout=3000)
    expect(page.locator("[data-live]")).to_have_text("Live")
    assert_not_reloaded(page)


def test_a_file_that_is_no_audio_is_refused_with_the_reason_and_can_be_replaced(
    page, tmp_path
):
    text = tmp_path / "notes.mp3"
    text.write_text("These are notes, not music.\n" * 100)
    page.goto("/new")

    page.locator("#file").set_input_files(text)

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("audio")
    expect(page.locator("[data-chosen-name]")).to_have_text("notes.mp3")
    expect(page.get_by_role("button", name="Retry")).to_be_visible()
    expect(page.get_by_role("button", name="Start transcription")).to_be_disabled()
    page.get_by_role("button", name="Remove").click()
    page.locator("#file").set_input_files(SPEECH)
    expect(page.locator("[data-sums]")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_link_that_can_t_be_used_is_refused_with_the_reason(page):
    page.goto("/new")
    page.get_by_text("From a link").click()

    page.get_by_label("Link to the audio").fill("http://example.com/talk.mp3")

    expect(page.get_by_role("alert")).to_contain_text("HTTPS")
    expect(page.get_by_role("button", name="Start transcription")).to_be_disabled()


def test_the_price_follows_the_priority(page):
    page.goto("/new")
    page.locator("#file").set_input_files(SPEECH)
    expect(page.locator("[data-sums]")).to_be_visible()
    normal = int(page.locator("[data-price]").inner_text())

    page.get_by_text("Urgent").click()

    expect(page.locator("[data-price]")).not_to_have_text(str(normal))
    assert int(page.locator("[data-price]").inner_text()) in (
        2 * normal,
        2 * normal - 1,
    )


def test_a_job_is_cancelled_from_its_page_and_refunded(page, service, tmp_path):
    job_id = service.create(service.upload(repeated(tmp_path / "long.wav", 20)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/transcriptions/{job_id}")

    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()
    expect(page.locator("[data-outcome]")).to_contain_text("synapses refunded")
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()


def test_a_job_is_deleted_from_its_page(page, service):
    job_id = service.create(service.upload(SPEECH))
    service.wait_for_end(job_id)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/transcriptions/{job_id}")

    page.get_by_role("button", name="Delete").click()

    expect(page.get_by_role("heading", name="Transcriptions")).to_be_visible()
    assert page.locator(f"a[href='/transcriptions/{job_id}']").count() == 0
    assert page.goto(f"/transcriptions/{job_id}").status == 404


@pytest.mark.skipif(not os.environ.get("SCREENSHOTS"), reason="SCREENSHOTS is not set")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_photographed(chromium, service, scheme, width, tmp_path):
    folder = Path(os.environ["SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}

    def shoot(page, name):
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{scheme}-{width}.png")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways"

    with signed_in(chromium, service, **options) as page:
        page.goto("/new")
        shoot(page, "new")
        page.locator("#file").set_input_files(SPEECH)
        expect(page.locator("[data-sums]")).to_be_visible()
        shoot(page, "new-priced")
        page.get_by_role("button", name="Start transcription").click()
        page.wait_for_url("**/transcriptions/trans_*")
        page.locator('[data-status="processing"]').wait_for(timeout=120_000)
        shoot(page, "job-working")
        page.goto("/")
        shoot(page, "dashboard-working")
        page.locator(".row-name").first.click()
        page.locator(".sentence span").first.wait_for(timeout=120_000)
        page.locator(".sentence span").nth(3).click()
        page.wait_for_timeout(500)
        page.keyboard.press("Space")
        shoot(page, "job")
        page.goto("/")
        page.get_by_text("A call about a meeting").click()
        page.locator(".sentence span").nth(20).click()
        page.wait_for_timeout(700)
        page.keyboard.press("Space")
        shoot(page, "job-long")
        page.goto("/new")
        page.locator("#file").set_input_files(__file__)
        page.get_by_role("alert").wait_for()
        shoot(page, "new-refused")
        page.goto("/")
        shoot(page, "dashboard")
        page.goto("/nowhere")
        shoot(page, "404")
        page.goto("/")
        page.get_by_role("button", name="Sign out").click()
        shoot(page, "sign-in")
