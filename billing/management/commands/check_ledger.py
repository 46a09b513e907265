"""`manage.py check_ledger`: prove that every organization's money adds up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billing import proof
from billing.models import Transaction
from organizations.models import Organization


class Command(BaseCommand):
    help = "Prove that balances, transactions and refunds agree; fail if they do not."

    def handle(self, *args: Any, **options: Any) -> None:
        found = proof.differences()
        for difference in found:
            self.stderr.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} difference(s)")
        organizations = Organization.objects.count()
        transactions = Transaction.objects.count()
        self.stdout.write(
            f"{organizations} organizations, {transactions} transactions agree"
        )
