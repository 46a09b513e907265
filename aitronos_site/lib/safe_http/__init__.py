"""The only door to URLs that customers give: HTTPS, public addresses, bounded.

The package takes its policy as arguments, reads no settings, and is the only
importer of httpx and httpcore. Callers use the names below; the rest is private.
"""

from __future__ import annotations

from aitronos_site.lib.safe_http.errors import (
    BodyTooLarge,
    FetchError,
    FetchFailed,
    FetchRefused,
    RangesUnsupported,
)
from aitronos_site.lib.safe_http.policy import FetchPolicy, check_url
from aitronos_site.lib.safe_http.posting import PostAnswer, post
from aitronos_site.lib.safe_http.ranges import RangeFile, open_ranges
from aitronos_site.lib.safe_http.transfer import Download, download

__all__ = [
    "BodyTooLarge",
    "Download",
    "FetchError",
    "FetchFailed",
    "FetchPolicy",
    "FetchRefused",
    "PostAnswer",
    "RangeFile",
    "RangesUnsupported",
    "check_url",
    "download",
    "open_ranges",
    "post",
]
