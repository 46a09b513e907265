"""`manage.py create_organization`: a new organization and its first owner."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from organizations import members
from organizations.models import User


class Command(BaseCommand):
    help = "Make an organization. Its first owner must have an account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--owner", required=True, help="e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["owner"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(f"--owner: {wrong.messages[0]}") from wrong
        owner = User.objects.filter(email=email).first()
        if owner is None:
            raise CommandError(
                f"Nobody has an account as {email}. Make one with createsuperuser, or "
                "in the admin, or name yourself and invite the owner on /members."
            )
        made = members.found(options["name"].strip(), owner)
        self.stdout.write(made.public_id)
