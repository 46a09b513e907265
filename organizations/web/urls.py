"""Addresses of the pages about people and organizations."""

from __future__ import annotations

from django.urls import path

from organizations.web import keys, views

app_name = "organizations"

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("keys", keys.Keys.as_view(), name="keys"),
    path("keys/<public_id:key_id>/revoke", keys.revoke, name="revoke_key"),
    path("organization", views.switch, name="switch"),
]
