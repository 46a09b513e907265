"""The queue: whether it can be read, who sees to the short tasks, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, warning
from transcriptions.schedules import PERIODIC

LATE = timedelta(minutes=5)


def check(asked: Asked) -> Iterator[Finding]:
    now = timezone.now()
    yield _messages(now)
    yield _schedules(now)


def _messages(now: datetime) -> Finding:
    due = OrmQ.objects.filter(lock__lte=now).aggregate(n=Count("pk"), since=Min("lock"))
    if not due["n"]:
        return ok("No message waits.")
    age = now - due["since"]
    text = f"{due['n']} message(s) wait, the oldest for {_words(age)}."
    if age < LATE:
        return ok(text)
    return warning(
        text,
        "See that workers run (manage.py qworker, manage.py qworker --cluster "
        "transcribe); if they are busy, raise TRANSCRIPTION_WORKERS or add a machine.",
    )


def _schedules(now: datetime) -> Finding:
    stored = dict(Schedule.objects.values_list("name", "func"))
    lacking = [name for name, (func, _) in PERIODIC.items() if stored.get(name) != func]
    if lacking:
        return failure(
            f"Periodic tasks are not stored: {', '.join(lacking)}.",
            "Run: manage.py migrate, which stores them.",
        )
    mine = Schedule.objects.filter(name__in=PERIODIC)
    since = mine.aggregate(first=Min("next_run"))["first"]
    if now - since > LATE:
        return warning(
            f"A periodic task is due since {_words(now - since)}: nobody runs them.",
            "Start the short tasks' worker: manage.py qworker",
        )
    return ok(f"{len(PERIODIC)} periodic tasks are stored and on time.")


def _words(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds % 60} s"
