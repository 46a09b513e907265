"""The WebSocket of a page: first what is, then each change.

The client may lose messages: it reconnects, and what is comes again.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from organizations import access
from organizations.errors import AuthenticationRequired, OrganizationAccessDenied
from organizations.models import Organization
from transcriptions import events, live, pump, queue
from transcriptions.models import Transcription
from transcriptions.states import ENDED

#: Jobs in the first message, besides those that have not ended.
NEWEST = 50
NOT_SIGNED_IN = 4401
NOT_FOUND = 4404


class JobsConsumer(AsyncJsonWebsocketConsumer):
    """All jobs of one organization, or with `?transcription=` one of them."""

    async def connect(self) -> None:
        # Accepted first: a refusal before that reaches a browser without its code.
        await self.accept()
        try:
            organization = await self._organization()
        except AuthenticationRequired:
            return await self.close(NOT_SIGNED_IN)
        except OrganizationAccessDenied:
            return await self.close(NOT_FOUND)
        query = parse_qs(self.scope["query_string"].decode())
        self.only = query.get("transcription", [""])[0]
        self.group = live.group_of(organization.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        self.page = (organization.pk, self.only)
        pump.opened(*self.page)
        pump.ensure_running()
        jobs = await _jobs(organization, self.only)
        await self.send_json({"type": "snapshot", "data": jobs})

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)
        if hasattr(self, "page"):
            pump.closed(*self.page)

    async def transcription_changed(self, message: dict[str, Any]) -> None:
        if self.only in ("", message["data"]["transcription_id"]):
            await self.send_json(message)

    @database_sync_to_async
    def _organization(self) -> Organization:
        user: Any = self.scope["user"]
        caller = access.caller(user)
        named = self.scope["url_route"]["kwargs"]["organization_id"]
        return access.organization(caller, named)


@database_sync_to_async
def _jobs(organization: Organization, only: str) -> list[dict[str, Any]]:
    mine = Transcription.objects.filter(organization=organization)
    jobs = queue.with_places(mine)
    if only:
        return events.snapshots(jobs.filter(public_id=only))
    newest = jobs.order_by("-pk")[:NEWEST]
    going_on = jobs.exclude(status__in=ENDED).order_by("-pk")
    found = {job.pk: job for job in [*going_on, *newest]}
    return events.snapshots(job for _, job in sorted(found.items(), reverse=True))
