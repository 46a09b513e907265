"""`manage.py transcribe FILE|URL`: a job like any other, watched until its end."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from aitronos_site.lib.errors import DomainError
from organizations.models import Organization
from transcriptions import command_line
from transcriptions.states import Priority, Status


class Command(BaseCommand):
    help = "Transcribes a file or a URL and prints the transcript."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="FILE|URL")
        parser.add_argument("--language", default="en", help="ISO 639-1 code, or auto")
        parser.add_argument(
            "--priority", choices=Priority.values, default=Priority.NORMAL
        )
        parser.add_argument(
            "--format", choices=sorted(command_line.FORMATS), default="txt"
        )
        parser.add_argument("--output", type=Path, help="a file instead of stdout")
        parser.add_argument(
            "--organization", help="who pays: org_…; needed if there are several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _set_up_the_embedded_database()
        organization = _payer(options["organization"])
        try:
            job = command_line.submit(
                organization,
                options["source"],
                language=options["language"],
                priority=options["priority"],
            )
            with command_line.a_worker():
                command_line.watch(job, sys.stderr)
        except DomainError as error:
            raise CommandError(command_line.reason_of(error)) from error
        if job.status != Status.COMPLETED:
            raise CommandError(
                f"{job.failure_message or job.status} "
                f"({job.synapses_refunded} synapses refunded)"
            )
        self._deliver(command_line.render(job, options["format"]), options["output"])

    def _deliver(self, text: str, output: Path | None) -> None:
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text, encoding="utf-8")
            self.stderr.write(f"Written to {output}")


def _set_up_the_embedded_database() -> None:
    """A first use works without any preparation; another database is its owner's."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("embedded_backend"):
        return
    call_command("migrate", verbosity=0)
    if not Organization.objects.exists():
        call_command("seed_demo", stdout=io.StringIO())


def _payer(public_id: str | None) -> Organization:
    organizations = Organization.objects.order_by("pk")
    if public_id:
        organizations = organizations.filter(public_id=public_id)
    found = list(organizations[:2])
    if not found:
        raise CommandError(
            "There is no such organization. Make one with: manage.py seed_demo"
        )
    if len(found) > 1:
        raise CommandError(
            "There are several organizations: name one (--organization)."
        )
    return found[0]
