from __future__ import annotations

from datetime import timedelta

import pytest

from transcriptions.webhook_retries import is_success, wait_after


def test_ten_tries_are_spread_over_three_days():
    waits = [wait_after(tries, 500) for tries in range(1, 10)]

    assert [wait.total_seconds() for wait in waits] == [
        5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]  # fmt: skip
    assert sum(waits, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert wait_after(10, 500) is None


@pytest.mark.parametrize("tries", [1, 5, 10])
def test_a_receiver_that_is_gone_is_not_tried_again(tries):
    assert wait_after(tries, 410) is None


@pytest.mark.parametrize("status", [None, 301, 404, 429, 503])
def test_any_other_failure_is_tried_again(status):
    assert wait_after(1, status) == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("status", "success"),
    [(200, True), (204, True), (299, True), (199, False), (300, False), (None, False)],
)
def test_only_a_2xx_is_a_success(status, success):
    assert is_success(status) is success
