"""Addresses of the pages about transcriptions."""

from __future__ import annotations

from django.urls import path

from transcriptions.web import usage, views, webhooks

app_name = "transcriptions"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("balance", views.balance, name="balance"),
    path("new", views.new, name="new"),
    path("transcriptions/<public_id:public_id>", views.detail, name="detail"),
    path(
        "transcriptions/<public_id:public_id>/transcript",
        views.transcript,
        name="transcript",
    ),
    path("transcriptions/<public_id:public_id>/so-far", views.partial, name="so_far"),
    path(
        "transcriptions/<public_id:public_id>/speakers/<str:label>",
        views.name_speaker,
        name="name_speaker",
    ),
    path("transcriptions/<public_id:public_id>/audio", views.audio, name="audio"),
    path(
        "transcriptions/<public_id:public_id>/export.<str:fmt>",
        views.export,
        name="export",
    ),
    path("usage", usage.show, name="usage"),
    path("usage.json", usage.as_json, name="usage_json"),
    path("usage.csv", usage.as_csv, name="usage_csv"),
    path("webhooks", webhooks.show, name="webhooks"),
    path("webhooks/secret", webhooks.reveal, name="webhook_secret"),
    path("webhooks/secret/rotate", webhooks.rotate, name="webhook_rotate"),
    path("webhooks/test", webhooks.test, name="webhook_test"),
    path("webhooks/resume", webhooks.resume, name="webhook_resume"),
    path(
        "webhooks/<public_id:public_id>/replay",
        webhooks.replay,
        name="webhook_replay",
    ),
]
