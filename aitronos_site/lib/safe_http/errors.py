"""What can go wrong with a customer's URL, in words made for the customer.

Every reason is one English sentence without a full stop that begins with `URL`, so
that a caller may prefix it ("Audio URL must use HTTPS protocol"); it never names
an internal detail or a resolved address.
"""

from __future__ import annotations


class FetchError(Exception):
    """A customer's URL cannot be used."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class FetchRefused(FetchError):
    """The policy forbids the URL; trying again is pointless."""


class BodyTooLarge(FetchRefused):
    """The URL delivers more bytes than the policy allows."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(f"URL delivers more than the limit of {limit_bytes} bytes")

    def __reduce__(self) -> tuple[type[BodyTooLarge], tuple[int]]:
        return type(self), (self.limit_bytes,)


class FetchFailed(FetchError):
    """The URL is allowed, but its server did not deliver."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        self.status = status
        super().__init__(reason)


class RangesUnsupported(FetchFailed):
    """The server delivers the file only as a whole."""
