"""Addresses of the API, under /v1/audio/."""

from __future__ import annotations

from django.urls import path

from transcriptions.api import texts, views

app_name = "transcriptions_api"

urlpatterns = [
    path("transcribe", views.Transcriptions.as_view(), name="transcriptions"),
    path("transcribe/quote", views.QuoteView.as_view(), name="quote"),
    path(
        "transcribe/<public_id:transcription_id>",
        views.TranscriptionView.as_view(),
        name="transcription",
    ),
    path(
        "transcribe/<public_id:transcription_id>/cancel",
        views.CancelView.as_view(),
        name="cancel",
    ),
    path(
        "transcribe/<public_id:transcription_id>/retry",
        views.RetryView.as_view(),
        name="retry",
    ),
    path(
        "transcribe/<public_id:transcription_id>/redacted-audio",
        views.RedactedAudioView.as_view(),
        name="redacted_audio",
    ),
    path(
        "transcribe/<public_id:transcription_id>/paragraphs",
        texts.Paragraphs.as_view(),
        name="paragraphs",
    ),
    path(
        "transcribe/<public_id:transcription_id>/sentences",
        texts.Sentences.as_view(),
        name="sentences",
    ),
    path(
        "transcribe/<public_id:transcription_id>/subtitles/<str:fmt>",
        texts.Subtitles.as_view(),
        name="subtitles",
    ),
    path(
        "transcribe/<public_id:transcription_id>/search",
        texts.Search.as_view(),
        name="search",
    ),
    path(
        "redacted-audio/<str:token>",
        views.SignedAudioView.as_view(),
        name="signed_audio",
    ),
    path("files/upload", views.Uploads.as_view(), name="upload"),
    path("files/<public_id:file_id>", views.FileView.as_view(), name="file"),
]
