"""How many charges per second one organization's balance takes, by threads.

Every charge locks the same row, so more threads can only fill the pauses between a
charge's statements. The server is the embedded one, durable as in production.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

SECONDS = 5.0
THREADS = (1, 4, 16)


def open_database(home: Path) -> None:
    """A server of the benchmark's own, with the schema; before any model is imported."""
    from aitronos_site.lib import embedded_postgres

    os.environ["AITRONOS_HOME"] = str(home)
    server = embedded_postgres.connection(home / "postgres")
    os.environ["DATABASE_URL"] = embedded_postgres.database_url(server)
    os.environ["DJANGO_SETTINGS_MODULE"] = "aitronos_site.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def charges_per_second(threads: int) -> float:
    from billing import ledger, proof
    from organizations.models import Organization

    organization = Organization.objects.create(name=f"{threads} threads")
    ledger.top_up(organization, 10**12, cause=ledger.Cause("benchmark"))
    made: list[int] = []
    began = time.perf_counter()
    spenders = [
        threading.Thread(target=spend, args=(organization, began + SECONDS, made))
        for _ in range(threads)
    ]
    for spender in spenders:
        spender.start()
    for spender in spenders:
        spender.join()
    seconds = time.perf_counter() - began
    print(f"  {len(proof.differences())} differences after {sum(made)} charges")
    return sum(made) / seconds


def spend(organization, until: float, made: list[int]) -> None:
    from django.db import connection

    from billing import ledger, pricing, rates

    quote = pricing.quote(Decimal(60), "normal", rates.current(organization))
    count = 0
    while time.perf_counter() < until:
        job_id = f"trans_{uuid4().hex}"
        ledger.charge(organization, job_id, 1, quote, cause=ledger.Cause("benchmark"))
        count += 1
    connection.close()
    made.append(count)


def main() -> None:
    from aitronos_site.lib import embedded_postgres

    home = Path(tempfile.mkdtemp(prefix="aitronos-bench-"))
    try:
        open_database(home)
        print(f"charges on one balance, {SECONDS:.0f} s each, {os.cpu_count()} cores")
        found = {threads: charges_per_second(threads) for threads in THREADS}
        for threads, rate in found.items():
            ratio = rate / found[THREADS[0]]
            print(f"  {threads:>2} threads  {rate:>7.0f} per second  × {ratio:.2f}")
    finally:
        embedded_postgres.stop(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
