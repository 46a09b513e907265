"""Addresses of an organization's money, under /v1/organizations/."""

from __future__ import annotations

from django.urls import path

from billing.api import views

app_name = "billing_api"

urlpatterns = [
    path(
        "<public_id:organization_id>/balance",
        views.BalanceView.as_view(),
        name="balance",
    ),
    path(
        "<public_id:organization_id>/transactions",
        views.Transactions.as_view(),
        name="transactions",
    ),
]
