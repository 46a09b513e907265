"""The page about usage in a real browser: charts, their tables, and no breach of CSP."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.test_browser import chromium, signed_in  # noqa: F401

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

SHOTS = os.environ.get("USAGE_SHOTS")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("light", {}),
        ("dark", {"color_scheme": "dark"}),
        ("phone", {"viewport": {"width": 390, "height": 844}}),
    ],
)
def test_two_charts_are_drawn_with_their_tables_below(
    chromium,  # noqa: F811
    service,
    name,
    options,
):
    with signed_in(chromium, service, **options) as page:
        page.get_by_role("link", name="Usage").click()

        expect(page.locator("figure canvas")).to_have_count(2)
        page.locator("figure summary").first.click()
        table = page.locator("figure .scroll table").first
        expect(table.get_by_role("row")).to_have_count(31)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"usage-{name}.png", full_page=True)
        assert wide <= 0


def test_without_javascript_the_tables_are_there(chromium, service):  # noqa: F811
    with signed_in(chromium, service) as page:
        page.goto("/usage")
        cookies = page.context.cookies()
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/usage")

    expect(page.locator("figure .scroll table").first).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)
    context.close()
