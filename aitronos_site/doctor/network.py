"""Outgoing HTTPS, by the door that fetches customers' URLs. Some services need none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from aitronos_site.doctor.findings import Asked, Finding, ok, skipped, warning
from aitronos_site.lib import safe_http
from transcriptions.audio import source
from transcriptions.model_files import hub

TIMEOUT_S = 10.0
MAX_BYTES = 1_000_000
PATH = "/robots.txt"


def check(asked: Asked) -> Iterator[Finding]:
    if asked.offline or settings.HF_HUB_OFFLINE:
        yield skipped("Nothing was asked of the network: offline.")
        return
    url = hub.endpoint() + PATH
    policy = replace(source.policy(TIMEOUT_S), max_bytes=MAX_BYTES)
    try:
        safe_http.download(url, io.BytesIO(), policy)
    except safe_http.FetchError as error:
        if getattr(error, "status", None) is None:
            yield warning(
                f"{hub.endpoint()} can't be reached ({error.reason}): neither "
                "customers' URLs nor models can be fetched.",
                "Let this machine make connections to port 443, or set "
                "HF_HUB_OFFLINE=true and take uploads only.",
            )
            return
    yield ok(f"{hub.endpoint()} answers by HTTPS.")
