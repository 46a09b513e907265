"""The clock of this machine against the database's."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, warning

NOTICED_S, WRONG_S = 1.0, 5.0
MEND = "Synchronize both clocks (timedatectl set-ntp true, or chrony)."


def check(asked: Asked) -> Iterator[Finding]:
    difference = _ahead()
    text = f"This machine's clock is {abs(difference):.1f} s "
    text += "ahead of" if difference > 0 else "behind"
    text += " the database's"
    if abs(difference) > WRONG_S:
        yield failure(f"{text}: leases, keys and second factors go wrong.", MEND)
    elif abs(difference) > NOTICED_S:
        yield warning(f"{text}.", MEND)
    else:
        yield ok("The clocks of this machine and of the database agree.")


def _ahead() -> float:
    """Seconds; half of what the question takes is the answer's way."""
    with connection.cursor() as cursor:
        begun = time.time()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        there = float(cursor.fetchone()[0])
    return (begun + time.time()) / 2 - there
