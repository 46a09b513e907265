"""Addresses of the pages about transcriptions."""

from __future__ import annotations

from django.urls import path

from transcriptions.web import views

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
    path("transcriptions/<public_id:public_id>/audio", views.audio, name="audio"),
    path(
        "transcriptions/<public_id:public_id>/export.<str:fmt>",
        views.export,
        name="export",
    ),
]
