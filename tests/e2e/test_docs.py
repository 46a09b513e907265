"""The API reference in a real browser: all of it from this host, inside the policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.test_browser import WATCH, chromium  # noqa: F401

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_the_reference_renders_without_another_host_or_a_breach(chromium, service):  # noqa: F811
    context = chromium.new_context(base_url=service.url)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)

    page.goto("/docs")
    operation = page.locator("#operations-Transcriptions-create_transcription")
    expect(operation).to_be_visible(timeout=30_000)
    operation.locator("button.opblock-summary-control").click()
    expect(operation.get_by_text("organization_id").first).to_be_visible()
    page.get_by_role("button", name="Authorize").first.click()
    expect(page.get_by_text("X-API-Key").first).to_be_visible()

    elsewhere = [
        url for url in asked if not url.startswith((service.url, "data:", "blob:"))
    ]
    violations = page.evaluate("window.violations")
    context.close()
    assert elsewhere == []
    assert violations == []
    assert errors == []
