"""`manage.py qworker`: run one queue's worker processes until told to stop."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

CLUSTER_VARIABLE = "Q_CLUSTER_NAME"


class Command(BaseCommand):
    help = "Run the workers of one queue. SIGTERM lets running tasks hand back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--cluster", help="name of a queue in ALT_CLUSTERS; short tasks if absent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["cluster"]
        if name and name != os.environ.get(CLUSTER_VARIABLE):
            _restart_as(name)
        # Here, so that an embedded server is this process's and not one of its workers'.
        connection.ensure_connection()
        connection.close()
        from aitronos_site import cluster

        sys.exit(cluster.run())


def _restart_as(name: str) -> None:
    """Run this command anew: django-q2 reads the variable once, when it is imported."""
    clusters: dict[str, Any] = settings.Q_CLUSTER
    known = clusters.get("ALT_CLUSTERS", {})
    if name not in known:
        choices = ", ".join(sorted(known)) or "none"
        raise CommandError(f"There is no queue {name!r}. Known: {choices}.")
    arguments = [sys.executable, *sys.orig_argv[1:]]
    os.execve(sys.executable, arguments, {**os.environ, CLUSTER_VARIABLE: name})  # noqa: S606
