"""The API's description, as JSON for machines and as a page for people."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from aitronos_site import openapi


@cache
def rendered() -> bytes:
    """The description as it is served, and as docs/openapi.json keeps it."""
    content: bytes = OpenApiJsonRenderer().render(openapi.document())
    return content


class OpenApi(APIView):
    """Public: it holds nothing that is not in the source."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        etag = f'"{sha256(rendered()).hexdigest()[:32]}"'
        headers = {"Cache-Control": "public, max-age=300", "ETag": etag}
        if request.headers.get("If-None-Match") == etag:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(
            rendered(), content_type="application/json", headers=headers
        )


@require_safe
@cache_control(public=True, max_age=300)
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "docs.html")
