"""The state of the rate limits; `organizations.rate_limits` alone writes it."""

from __future__ import annotations

from django.db import models


class RateLimitBucket(models.Model):
    """A token bucket, as the instant at which it is full again.

    No row is the same as a full bucket.
    """

    name = models.CharField(max_length=100, primary_key=True)
    full_at = models.DateTimeField()
    #: Whether the last call got its token.
    granted = models.BooleanField()

    class Meta:
        indexes = [
            # rate_limits.remove_full
            models.Index("full_at", name="organizations_bucket_full"),
        ]

    def __str__(self) -> str:
        return self.name
