"""What the tests of webhooks share: a receiver that may be reached, and its deliveries."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

from django.utils import timezone
from standardwebhooks import Webhook

from tests import factories
from transcriptions import webhook_delivery
from transcriptions.models_webhooks import WebhookDelivery


def open_to(server, settings):
    """Let this machine's receiver be reached, and nothing else private."""
    settings.FETCH_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32")]
    settings.FETCH_ALLOWED_PORTS = [server.port]
    settings.FETCH_CA_FILE = str(server.ca_file)


def completed_job(cast, url):
    events = ["transcription.completed"]
    options = {"webhook": {"url": url, "events": events}}
    return factories.make_completed(cast, options=options)


def deliver_now():
    """Make the tries that are waiting for their time, too; return the newest row."""
    past = timezone.now() - timedelta(seconds=1)
    WebhookDelivery.objects.filter(state="pending").update(next_try_at=past)
    webhook_delivery.deliver_due()
    return WebhookDelivery.objects.latest("pk")


def verified(post, secret):
    """The received message, checked as a receiver does."""
    return Webhook(secret).verify(post.body, post.headers)
