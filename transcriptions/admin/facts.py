"""How the admin words what it knows of a job."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from billing.models import Transaction
from transcriptions.models import Transcription


class Facts(admin.ModelAdmin):  # type: ignore[type-arg]
    @admin.display(description="status", ordering="status")
    def state(self, job: Transcription) -> SafeString:
        return format_html(
            '<span class="pill {}">{}</span>', job.status, job.get_status_display()
        )

    @admin.display(description="file", ordering="filename")
    def name(self, job: Transcription) -> str:
        return job.filename or job.public_id

    @admin.display(ordering="percent")
    def progress(self, job: Transcription) -> SafeString:
        return format_html(
            '<progress max="100" value="{0}" aria-hidden="true"></progress> {0} %',
            job.percent,
        )

    @admin.display(ordering="synapses_charged")
    def synapses(self, job: Transcription) -> str:
        back = f" ({job.synapses_refunded:,} refunded)" if job.synapses_refunded else ""
        return f"{job.synapses_charged:,}{back}"

    @admin.display(description="duration", ordering="duration_seconds")
    def length(self, job: Transcription) -> str:
        minutes, seconds = divmod(int(job.duration_seconds), 60)
        return f"{minutes}:{seconds:02}"

    @admin.display(ordering="engine_name")
    def engine(self, job: Any) -> str:
        return job.engine_name or ""

    @admin.display(description="transcript")
    def page(self, job: Transcription) -> SafeString:
        address = reverse("transcriptions:detail", args=[job.public_id])
        return format_html('<a href="{}">Open the transcription</a>', address)

    @admin.display(description="transactions")
    def money(self, job: Transcription) -> SafeString | str:
        moved = Transaction.objects.filter(
            job_id=job.public_id, organization=job.organization
        )
        rows = (
            (self._named(entry), f"{entry.created_at:%Y-%m-%d %H:%M}")
            for entry in moved.order_by("pk")
        )
        return format_html_join("", "<div>{} · {} UTC</div>", rows)

    @admin.display(description="events")
    def timeline(self, job: Transcription) -> SafeString:
        rows = (
            (f"{event.created_at:%Y-%m-%d %H:%M:%S}", event.type, event.detail)
            for event in job.events.order_by("pk")
        )
        line = "<div>{} UTC · {} {}</div>"
        return format_html_join("", line, rows)

    def transcript(self, job: Transcription) -> SafeString:
        texts = job.sentences.values_list("text")
        return format_html_join("", "<div>{}</div>", texts)

    def _named(self, entry: Transaction) -> SafeString | str:
        if not self.admin_site.is_registered(Transaction):
            return str(entry)
        address = reverse("admin:billing_transaction_change", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', address, entry)
