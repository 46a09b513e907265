"""Transactions as a CSV file that a spreadsheet reads without running anything."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Iterable, Iterator

from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from billing.models import Transaction

HEADER = (
    "transaction", "time", "organization", "kind", "synapses", "balance after",
    "transcription", "actor", "reason", "reference",
)  # fmt: skip
#: A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CHUNK = 1000


def answer(request: HttpRequest, rows: QuerySet[Transaction]) -> StreamingHttpResponse:
    lines = _alines if isinstance(request, ASGIRequest) else _lines
    return StreamingHttpResponse(
        lines(rows.select_related("organization")),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="transactions.csv"'},
    )


def plain(text: str) -> str:
    """The text, quoted if it could be taken for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


class _Line:
    """What `csv` writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: QuerySet[Transaction]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(HEADER)
    for row in rows.iterator(chunk_size=CHUNK):
        yield writer.writerow(_cells(row))


async def _alines(rows: QuerySet[Transaction]) -> AsyncIterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(HEADER)
    async for row in rows.aiterator(chunk_size=CHUNK):
        yield writer.writerow(_cells(row))


def _cells(row: Transaction) -> Iterable[object]:
    return (
        row.public_id,
        row.created_at.isoformat(timespec="seconds"),
        plain(row.organization.name),
        row.kind,
        row.synapses,
        row.balance_after,
        plain(row.job_id),
        plain(row.actor),
        plain(row.reason),
        plain(row.reference),
    )
