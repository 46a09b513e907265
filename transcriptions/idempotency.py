"""One effect for each `Idempotency-Key` of an organization, however often it is sent.

A request first claims its key: a row, inserted by a transaction of its own, because
the network work of intake stands between claim and answer. The answer is written into
that row by the very transaction that makes the job and its charge (`keep`), on the
condition that the claim is still this request's. So the answer is there exactly if the
job is: a process may die at any moment, and of two that hold one key after a lease ran
out, the later one to commit is rolled back.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from organizations.models import Organization
from transcriptions.errors import (
    IdempotencyConflict,
    IdempotencyKeyReused,
    InvalidField,
)
from transcriptions.models_idempotency import IdempotencyRecord

HEADER = "Idempotency-Key"
MAX_LENGTH = 255
#: A claim without an answer is up for the next request after this long: its process
#: has died. Longer than any request works.
LEASE = timedelta(minutes=5)
#: Looks at a key that others free and claim at the same time.
TRIES = 3


@dataclass(frozen=True)
class Answer:
    """What was answered, to the byte."""

    status: int
    body: bytes


@dataclass(frozen=True)
class Claim:
    """The right to answer for a key: void once the token is no longer the row's."""

    record: int
    token: uuid.UUID


def fingerprint(method: str, path: str, body: Any) -> str:
    """Tell requests apart by what they ask: the order of JSON's members is nothing."""
    canonical = json.dumps([method, path, body], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def claim(organization: Organization, key: str, fingerprint: str) -> Claim | Answer:
    """Take the key for a request, or return what the same request was answered before.

    Raises InvalidField, IdempotencyKeyReused, or IdempotencyConflict while another
    request with the key runs.
    """
    _check(key)
    for _ in range(TRIES):
        claimed = _insert(organization, key, fingerprint)
        if claimed is not None:
            return claimed
        same = IdempotencyRecord.objects.filter(organization=organization, key=key)
        _remove_void(same)
        record = same.first()
        if record is not None:
            return _answer(record, fingerprint)
    raise IdempotencyConflict


def keep(claim: Claim, answer: Answer) -> None:
    """Store the answer, in the caller's transaction if there is one.

    Raises IdempotencyConflict if the claim is lost, to undo that transaction.
    """
    if not _held(claim).update(answer_status=answer.status, answer_body=answer.body):
        raise IdempotencyConflict


def release(claim: Claim) -> None:
    """Free the key of a request that had no effect; one that is answered stays."""
    _held(claim).delete()


def remove_expired() -> int:
    """Forget answers past their time, and claims whose process died."""
    return _remove_void(IdempotencyRecord.objects.all())


def is_kept(status: int) -> bool:
    """Whether an answer of this HTTP status is final; after others a retry may work."""
    return 200 <= status < 300 or status in (402, 422)


def _check(key: str) -> None:
    if key.isascii() and key.isprintable() and 1 <= len(key) <= MAX_LENGTH:
        return
    raise InvalidField({HEADER: [f"Must be 1-{MAX_LENGTH} printable characters."]})


def _insert(organization: Organization, key: str, fingerprint: str) -> Claim | None:
    now = timezone.now()
    try:
        # Durable: a claim that others can't see yet would not keep them out.
        with transaction.atomic(durable=True):
            record = IdempotencyRecord.objects.create(
                organization=organization,
                key=key,
                fingerprint=fingerprint,
                locked_until=now + LEASE,
                expires_at=now + timedelta(hours=settings.IDEMPOTENCY_LIFETIME_H),
            )
    except IntegrityError as error:
        if "transcriptions_idempotency_key_once" in str(error):
            return None
        raise
    return Claim(record.pk, record.token)


def _answer(record: IdempotencyRecord, fingerprint: str) -> Answer:
    if record.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    if record.answer_status is None:
        raise IdempotencyConflict
    return Answer(record.answer_status, bytes(record.answer_body))


def _held(claim: Claim) -> Any:
    return IdempotencyRecord.objects.filter(
        pk=claim.record, token=claim.token, answer_status=None
    )


def _remove_void(records: QuerySet[IdempotencyRecord]) -> int:
    """Remove those that count no more: answered long ago, or claimed and never answered.

    The condition is looked at again under the row's lock, so that an answer that is
    being kept stays.
    """
    now = timezone.now()
    old = Q(answer_status__isnull=False, expires_at__lte=now)
    abandoned = Q(answer_status=None, locked_until__lte=now)
    removed, _ = records.filter(old | abandoned).delete()
    return removed
