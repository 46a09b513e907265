"""Addresses of the pages about people and organizations."""

from __future__ import annotations

from django.urls import path

from organizations.web import (
    invitations,
    keys,
    members,
    passwords,
    security,
    signing_in_code,
    views,
)

app_name = "organizations"

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/code", signing_in_code.CodePage.as_view(), name="sign_in_code"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("keys", keys.Keys.as_view(), name="keys"),
    path("keys/<public_id:key_id>/revoke", keys.revoke, name="revoke_key"),
    path("members", members.Members.as_view(), name="members"),
    path("members/role", members.change_role, name="change_role"),
    path("members/remove", members.remove, name="remove_member"),
    path(
        "invitations/<public_id:invitation_id>/withdraw",
        members.withdraw,
        name="withdraw_invitation",
    ),
    path(
        "invitations/<token>",
        invitations.InvitationPage.as_view(),
        name="invitation",
    ),
    path("password", passwords.PasswordPage.as_view(), name="password"),
    path("security", security.Security.as_view(), name="security"),
    path("organization", views.switch, name="switch"),
]
