"""Whether this process answers, and whether the service can take work.

`/readyz` is 503 only when jobs can't be accepted, because the database or its queue is
away. Without a worker jobs are still taken in and wait: `degraded`, 200, so that a load
balancer does not turn away the customers of a service that a worker's restart heals.
A ledger that does not add up is `degraded` likewise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import Error, connection
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_q.models import OrmQ

from billing import proof
from transcriptions import workers
from transcriptions.models import Worker

#: The ledger is checked daily; by then a check has been missed.
LEDGER_CHECK_OVERDUE_H = 48

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Check:
    ok: bool
    detail: str


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    checks = {
        "database": _checked(_database),
        "queue": _checked(_queue),
        "workers": _checked(_workers),
        "analysts": _checked(_analysts),
        "ledger": _checked(_ledger),
    }
    accepts = checks["database"].ok and checks["queue"].ok
    status = "ok" if all(check.ok for check in checks.values()) else "degraded"
    body = {
        "status": status if accepts else "unavailable",
        "checks": {name: asdict(check) for name, check in checks.items()},
    }
    return JsonResponse(body, status=200 if accepts else 503)


def _checked(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Error:
        # The reason names hosts and users, which are nobody's business.
        log.exception("The service is not ready.")
        return Check(False, "The database does not answer.")


def _database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check(True, "The database answers.")


def _queue() -> Check:
    due = OrmQ.objects.filter(lock__lte=timezone.now()).count()
    return Check(True, f"{due} message(s) to deliver.")


def _workers() -> Check:
    return _seen(workers.alive())


def _analysts() -> Check:
    return _seen(workers.analysts_alive())


def _seen(alive: QuerySet[Worker]) -> Check:
    count = alive.count()
    seconds = int(workers.SEEN_WITHIN.total_seconds())
    return Check(count > 0, f"{count} seen in the last {seconds} s.")


def _ledger() -> Check:
    """Only differences are a fault: a service that was just installed has no proof yet."""
    last = proof.last()
    if last is None:
        return Check(True, "It was never checked.")
    hours = int((timezone.now() - last.checked_at).total_seconds() // 3600)
    late = " The daily check is overdue." if hours >= LEDGER_CHECK_OVERDUE_H else ""
    return Check(
        not last.differences,
        f"{last.differences} difference(s), checked {hours} h ago.{late}",
    )
