"""Puts the house's own door before Django's admin."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    default_site = "organizations.admin_site.HouseAdminSite"
