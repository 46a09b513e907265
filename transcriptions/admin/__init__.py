"""The admin of transcriptions: jobs for managers and staff, records for staff."""

from __future__ import annotations

from transcriptions.admin import jobs, organizations, records, webhooks

__all__ = ["jobs", "organizations", "records", "webhooks"]
