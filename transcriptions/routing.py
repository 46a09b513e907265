"""WebSocket addresses."""

from __future__ import annotations

from typing import Any, cast

from django.urls import path

from transcriptions.consumers import JobsConsumer

websocket_urlpatterns: list[Any] = [
    path(
        "ws/organizations/<public_id:organization_id>",
        cast(Any, JobsConsumer.as_asgi()),
    ),
]
