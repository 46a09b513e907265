"""The database: whether it answers, its version, and whether its tables are up to date."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from aitronos_site.doctor.findings import Asked, Finding, failure, ok

SHOWN = 3  # names of migrations


def check(asked: Asked) -> Iterator[Finding]:
    try:
        version = _version()
    except Error as error:
        yield unreachable(error)
        return
    yield ok(f"PostgreSQL {version} answers.")
    yield _migrations()


def unreachable(error: Error) -> Finding:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return failure(
        f"The database does not answer: {reason}",
        "Start PostgreSQL 14 or later, or correct host, port, name, user and password "
        "in DATABASE_URL.",
    )


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return ok("All migrations are applied.")
    names = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
    more = ", …" if len(names) > SHOWN else ""
    return failure(
        f"{len(names)} migration(s) are not applied: {', '.join(names[:SHOWN])}{more}",
        "Run: manage.py migrate; then restart all processes.",
    )
