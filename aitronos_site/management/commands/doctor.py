"""`manage.py doctor`: what works here, what does not, and how to mend it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aitronos_site.doctor.examination import examine
from aitronos_site.doctor.findings import Asked, Finding, Level

MARKS = {
    Level.OK: "ok",
    Level.WARNING: "WARNING",
    Level.FAILURE: "FAILURE",
    Level.SKIPPED: "skipped",
}


class Command(BaseCommand):
    help = "Examines this installation and transcribes a 10 s sample. Changes nothing."
    requires_system_checks: list[str] = []  # they are among what is told

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quick", action="store_true", help="load no model, transcribe no sample"
        )
        parser.add_argument("--offline", action="store_true", help="touch no network")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Asked(offline=options["offline"], quick=options["quick"])
        found = []
        for group, finding in examine(asked):
            found.append((group, finding))
            if not options["json"]:
                self._tell(group, finding)
        counts = Counter(finding.level for _, finding in found)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(
                f"\n{counts[Level.FAILURE]} failure(s), {counts[Level.WARNING]} "
                "warning(s)."
            )
        if counts[Level.FAILURE]:
            raise SystemExit(1)

    def _tell(self, group: str, finding: Finding) -> None:
        style = {Level.WARNING: self.style.WARNING, Level.FAILURE: self.style.ERROR}
        mark = f"{MARKS[finding.level]:<8}"
        painted = style.get(finding.level, str)(mark)
        self.stdout.write(f"{painted} {group:<9} {finding.text}")
        if finding.mend:
            self.stdout.write(f"{'':<18} → {finding.mend}")


def _as_json(found: list[tuple[str, Finding]]) -> dict[str, Any]:
    failures = any(finding.level is Level.FAILURE for _, finding in found)
    return {
        "healthy": not failures,
        "findings": [
            {
                "group": group,
                "level": finding.level,
                "text": finding.text,
                "mend": finding.mend,
            }
            for group, finding in found
        ],
    }
