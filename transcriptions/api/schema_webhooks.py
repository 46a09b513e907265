"""What customers' endpoints are sent, as the webhooks of the API's description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import (
    OpenApiResponse,
    OpenApiWebhook,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers

from aitronos_site.lib.api_description import Shape, public_id
from transcriptions.api import answers
from transcriptions.models_webhooks import WebhookEvent

DESCRIPTION = """\
Signed as Standard Webhooks: the headers `webhook-id` (the same at every try),
`webhook-timestamp` (seconds since 1970) and `webhook-signature`, which is `v1,` and the
Base64 of the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` under the
organization's secret; several signatures are separated by spaces while a secret is
rotated. Redirects are not followed."""

SUMMARIES = {
    WebhookEvent.COMPLETED: "A transcription is completed",
    WebhookEvent.FAILED: "A transcription has failed",
    WebhookEvent.CANCELLED: "A transcription was cancelled",
    WebhookEvent.REDACTED_AUDIO_READY: "The redacted audio is ready",
    WebhookEvent.BALANCE_LOW: "The balance has fallen below its threshold",
    WebhookEvent.TEST: "A test from the page about webhooks",
}


class TestMessage(Shape):
    message = serializers.CharField()
    organization_id = serializers.CharField()


class LowBalance(Shape):
    organization_id = public_id("org")
    available_synapses = serializers.IntegerField(min_value=0)
    threshold = serializers.IntegerField(min_value=1)


#: What an event tells of that is of no job.
DATA: dict[WebhookEvent, type[Shape]] = {
    WebhookEvent.BALANCE_LOW: LowBalance,
    WebhookEvent.TEST: TestMessage,
}


def _webhook(event: WebhookEvent, summary: str) -> OpenApiWebhook:
    data = DATA.get(event, answers.Transcription)()
    # Each its own component: `event` has one value in each.
    name = "".join(part.title() for part in event.name.split("_"))
    fields: dict[str, Any] = {
        "event": serializers.ChoiceField([event.value]),
        "data": data,
        "timestamp": serializers.DateTimeField(),
        "webhook_id": public_id("evt"),
        "delivery_id": public_id("whd"),
    }
    decorator = extend_schema(
        summary=summary,
        description=DESCRIPTION,
        tags=["Webhooks"],
        request=inline_serializer(f"{name}Webhook", fields),
        responses={
            "2XX": OpenApiResponse(
                description="Received. Within 10 seconds, else it is tried again."
            ),
            "410": OpenApiResponse(description="Gone: it is not tried again."),
        },
    )
    return OpenApiWebhook(event.value, decorator)


WEBHOOKS = [_webhook(event, summary) for event, summary in SUMMARIES.items()]
