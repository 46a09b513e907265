"""How often signing in may fail: by the address that tries, and by account.

A try takes its token before the password is looked at, so that many at once can't
guess more than the burst; a right one gets it back.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest

from aitronos_site.lib.client_address import block_of, client_address
from organizations import rate_limits
from organizations.rate_limits import Bucket, State

#: Ten at once, and one more each minute.
BURST, PER_MINUTE = 10, 1


def take(request: HttpRequest, email: str) -> State:
    """Count a try. An address that is over its limit takes nothing from accounts'."""
    return rate_limits.take(*_buckets(request, email))


def give_back(request: HttpRequest, email: str) -> None:
    """The try was right, and does not count."""
    rate_limits.give_back(*_buckets(request, email))


def _buckets(request: HttpRequest, email: str) -> tuple[Bucket, Bucket]:
    address = client_address(request.META, behind_proxy=settings.BEHIND_PROXY)
    # The name of a bucket is shorter than an e-mail address may be.
    account = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    return (
        Bucket(f"sign-in:address:{block_of(address)}", PER_MINUTE, BURST),
        Bucket(f"sign-in:account:{account}", PER_MINUTE, BURST),
    )
