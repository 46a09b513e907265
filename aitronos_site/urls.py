"""Every address of the service."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from aitronos_site import documentation, health, metrics

handler400 = "aitronos_site.error_pages.bad_request"
handler403 = "aitronos_site.error_pages.permission_denied"
handler404 = "aitronos_site.error_pages.page_not_found"
handler500 = "aitronos_site.error_pages.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
    path("v1/organizations/", include("billing.api.urls")),
    path("v1/openapi.json", documentation.OpenApi.as_view(), name="openapi"),
    path("docs", documentation.docs, name="docs"),
    path("v1/audio/", include("transcriptions.api.urls")),
    path("", include("organizations.web.urls")),
    path("", include("transcriptions.web.urls")),
]
