"""A top-up in a real browser, seen on the dashboard without a reload."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.test_browser import (
    assert_not_reloaded,
    chromium,  # noqa: F401
    mark,
    page,  # noqa: F401
)

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

SHOTS = os.environ.get("SHOTS")


def shoot(page, name):  # noqa: F811
    if SHOTS:
        page.screenshot(path=Path(SHOTS, f"{name}.png"), full_page=True)


def number(text):
    return int(text.replace(",", ""))


def test_a_double_click_tops_up_once_and_the_dashboard_shows_it(page, service):  # noqa: F811
    dashboard = page.context.new_page()
    dashboard.goto("/")
    mark(dashboard)
    balance = dashboard.locator("[data-balance]")
    before = number(balance.inner_text())

    page.goto("/admin/organizations/organization/")
    shoot(page, "organizations")
    page.get_by_role("link", name="Demo organization").click()
    page.get_by_role("link", name="Top up", exact=True).click()
    page.get_by_label("Amount").fill("5000")
    page.get_by_label("Reference").fill("INV-2026-7")
    shoot(page, "top-up")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(f"{before + 5000:,}")).to_be_visible()
    shoot(page, "confirm")
    page.get_by_role("button", name="Confirm").dblclick()

    expect(page.locator(".messagelist")).to_contain_text("+5,000 synapses")
    expect(page.locator(".account-balance")).to_contain_text(f"{before + 5000:,}")
    shoot(page, "organization")
    expect(balance).to_have_text(f"{before + 5000:,}")
    assert_not_reloaded(dashboard)
    page.goto("/admin/billing/transaction/?q=INV-2026-7")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.goto("/admin/billing/transaction/")
    shoot(page, "transactions")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    assert download.value.path().read_text().count("INV-2026-7") == 1
