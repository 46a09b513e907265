"""`manage.py seed_demo [--json]`: the demo organization, its login and a fresh key."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aitronos_site import demo


class Command(BaseCommand):
    help = "Makes the demo organization if need be, and prints how to get in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        seeded = asdict(demo.seed())
        if options["json"]:
            self.stdout.write(json.dumps(seeded))
            return
        for name, value in seeded.items():
            self.stdout.write(f"{name}: {value}")
