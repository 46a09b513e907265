"""Transcriptions: jobs, their lifecycle, and everything that turns audio into text."""

from __future__ import annotations

import os
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter

from aitronos_site.lib.ids import PublicIdConverter


class TranscriptionsConfig(AppConfig):
    name = "transcriptions"

    def ready(self) -> None:
        from transcriptions import doorbell

        register_converter(PublicIdConverter, "public_id")
        post_migrate.connect(_store_schedules, sender=self)
        queues = (doorbell.QUEUE, doorbell.ANALYSIS_QUEUE)
        if os.environ.get("Q_CLUSTER_NAME") in queues:
            from django_q.signals import post_spawn

            from transcriptions import presence

            post_spawn.connect(presence.start)


def _store_schedules(**kwargs: Any) -> None:
    from transcriptions import schedules

    schedules.store()
