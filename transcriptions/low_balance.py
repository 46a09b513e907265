"""Tells an organization's owners, admins and endpoints that its balance is low."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction

from billing import low_balance
from billing.low_balance import Crossing
from organizations.models import MANAGERS, User
from transcriptions import webhooks
from transcriptions.models_webhooks import WebhookEvent

log = logging.getLogger(__name__)

TEXT = """\
{organization} has {synapses} synapses left, fewer than the {threshold} that you wanted \
to be told of.

When they are used up, no further transcription is accepted until you top up. This \
message is sent once, and again only after the balance has been above {threshold}.
"""


def tell() -> int:
    """Tell of every crossing nobody was told of; return how many there were."""
    told = 0
    while (crossing := _announce_next()) is not None:
        # After the claim's commit: a mail server may take long, and can't be rolled back.
        _mail(crossing)
        told += 1
    return told


@transaction.atomic
def _announce_next() -> Crossing | None:
    crossing = low_balance.claim()
    if crossing is not None:
        data = {
            "organization_id": crossing.organization.public_id,
            "available_synapses": crossing.synapses,
            "threshold": crossing.threshold,
        }
        webhooks.announce(crossing.organization, WebhookEvent.BALANCE_LOW, data)
    return crossing


def _mail(crossing: Crossing) -> None:
    """One message each, so that nobody learns the others' addresses."""
    managers = User.objects.filter(
        is_active=True,
        memberships__organization=crossing.organization,
        memberships__role__in=MANAGERS,
    )
    text = TEXT.format(
        organization=crossing.organization,
        synapses=crossing.synapses,
        threshold=crossing.threshold,
    )
    subject = "Your synapses are running low"
    for email in managers.values_list("email", flat=True):
        try:
            send_mail(subject, text, None, [email])
        except (OSError, SMTPException):
            log.exception("The message about a low balance was not sent.")
