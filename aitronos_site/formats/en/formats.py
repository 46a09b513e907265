"""Dates as the transactions' export has them: sortable, and without a.m. and p.m."""

from __future__ import annotations

DATETIME_FORMAT = "Y-m-d H:i"
DATE_FORMAT = "Y-m-d"
