"""The organization's page in the admin, with what signs its webhooks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers

from billing.organization_admin import OrganizationAdmin
from organizations.models import Organization
from transcriptions import webhook_secrets


class OrganizationWithWebhooks(OrganizationAdmin):
    def get_urls(self) -> list[URLPattern]:
        rotate = self.admin_site.admin_view(self.rotate)
        name = "organizations_organization_rotate_secret"
        return [path("<int:pk>/rotate-secret/", rotate, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        organization = self.get_object(request, object_id)
        current, before = (
            webhook_secrets.find(organization) if organization else (None, None)
        )
        shown = {"webhook_secret": current, "webhook_secret_before": before}
        return super().change_view(
            request, object_id, form_url, {**shown, **(extra_context or {})}
        )

    def rotate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then rotate; the new secret is in the answer to that and nowhere else."""
        organization = get_object_or_404(self.get_queryset(request), pk=pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "organization": organization,
            "title": "Rotate the webhook secret",
        }
        if request.method == "POST":
            secret = webhook_secrets.rotate(organization, actor=request.user)
            context["secret"] = secret
        template = "admin/organizations/organization/rotate_secret.html"
        response = TemplateResponse(request, template, context)
        add_never_cache_headers(response)
        return response


admin.site.unregister(Organization)
admin.site.register(Organization, OrganizationWithWebhooks)
