"""Token buckets in PostgreSQL: exact over any number of threads, processes and machines.

A bucket holds `burst` tokens and gets `per_minute` new ones evenly; a call takes one.
Only the instant at which the bucket is full again is stored (the "theoretical arrival
time" of GCRA), so that taking a token is one comparison and one addition in one upsert,
under the row's lock and by the database's clock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from organizations.models_rate_limits import RateLimitBucket

TABLE = RateLimitBucket._meta.db_table

#: Takes from a bucket that is named by `source`; `excluded.full_at` is what a full
#: bucket would come to. A clock that was set back can't lock a bucket for longer.
UPSERT = """
    INSERT INTO {table} AS bucket (name, full_at, granted) {source}
    ON CONFLICT (name) DO UPDATE SET
        granted = bucket.full_at + %({who}_interval)s
            <= excluded.full_at + %({who}_spare)s,
        full_at = LEAST(
            CASE WHEN bucket.full_at + %({who}_interval)s
                <= excluded.full_at + %({who}_spare)s
            THEN GREATEST(bucket.full_at + %({who}_interval)s, excluded.full_at)
            ELSE bucket.full_at END,
            excluded.full_at + %({who}_spare)s)
    RETURNING bucket.granted, bucket.full_at
"""
CLOCK = "COALESCE(%(now)s::timestamptz, statement_timestamp())"
#: The second bucket is asked only if the first one grants, so that a caller who is over
#: its own limit takes nothing from the others'.
TAKE = f"""
WITH own AS (
    {UPSERT.format(table=TABLE, who="own", source=f"VALUES (%(own)s, {CLOCK} + %(own_interval)s, true)")}
), shared AS (
    {UPSERT.format(table=TABLE, who="shared", source=f"SELECT %(shared)s, {CLOCK} + %(shared_interval)s, true FROM own WHERE own.granted AND %(shared)s::text IS NOT NULL")}
)
SELECT {CLOCK}, own.granted, own.full_at, shared.granted, shared.full_at
FROM own LEFT JOIN shared ON true
"""  # noqa: S608


@dataclass(frozen=True)
class Bucket:
    name: str
    per_minute: int
    burst: int

    @property
    def interval(self) -> timedelta:
        """The time in which one token comes."""
        return timedelta(minutes=1) / self.per_minute


@dataclass(frozen=True)
class State:
    """What came of a call. `limit` and `remaining` count calls at once."""

    granted: bool
    limit: int
    remaining: int
    full_at: datetime
    #: Until the next token is there; 0 for a call that was granted.
    wait: timedelta

    @property
    def headers(self) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(math.ceil(self.full_at.timestamp())),
        }


def personal(name: str) -> Bucket:
    """The bucket of a key, a person or an address."""
    return Bucket(name, settings.RATE_LIMIT_PER_MINUTE, settings.RATE_LIMIT_BURST)


def collective(name: str) -> Bucket:
    """The bucket that all keys of an organization share."""
    factor = settings.RATE_LIMIT_ORGANIZATION_FACTOR
    return Bucket(
        name,
        settings.RATE_LIMIT_PER_MINUTE * factor,
        settings.RATE_LIMIT_BURST * factor,
    )


def take(
    own: Bucket, shared: Bucket | None = None, *, now: datetime | None = None
) -> State:
    """Take a token from both buckets, or tell why not: one query.

    The state is that of the bucket that refuses, else of the one with fewer tokens.
    A token that `own` granted and `shared` refused is spent. `now` is for tests.
    """
    other = shared or own
    values: dict[str, Any] = {
        "now": now,
        "own": own.name,
        "own_interval": own.interval,
        "own_spare": own.interval * (own.burst - 1),
        "shared": shared.name if shared else None,
        "shared_interval": other.interval,
        "shared_spare": other.interval * (other.burst - 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        at, granted, full_at, also_granted, also_full_at = cursor.fetchone()
    mine = _state(own, at, granted, full_at)
    if also_granted is None:
        return mine
    return min(
        (mine, _state(other, at, also_granted, also_full_at)),
        key=lambda state: (state.granted, state.remaining),
    )


def give_back(*buckets: Bucket) -> None:
    """Undo a `take` that turned out not to count."""
    with connection.cursor() as cursor:
        for bucket in buckets:
            values: dict[str, Any] = {"name": bucket.name, "interval": bucket.interval}
            cursor.execute(
                f"UPDATE {TABLE} SET full_at = full_at - %(interval)s "  # noqa: S608
                "WHERE name = %(name)s",
                values,
            )


def remove_full() -> int:
    """Forget the buckets that are full again; rows that a call holds are passed over."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE name IN (SELECT name FROM {TABLE} "  # noqa: S608
            "WHERE full_at < statement_timestamp() FOR UPDATE SKIP LOCKED)"
        )
        return int(cursor.rowcount)


def _state(bucket: Bucket, now: datetime, granted: bool, full_at: datetime) -> State:
    missing = full_at - now
    size = bucket.interval * bucket.burst
    return State(
        granted=granted,
        limit=bucket.burst,
        remaining=(size - missing) // bucket.interval,
        full_at=full_at,
        wait=timedelta(0) if granted else missing + bucket.interval - size,
    )
