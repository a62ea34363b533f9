"""Clock-driven work. After-commit work goes through django-tasks; this is the clock it lacks.

A job is a function `job(*, by)` that calls one action. A cron job must build an Actor too, so nothing happens unseen.

A claim is a lease: whoever claims a run puts the next one an hour off, and on ending puts it where it belongs. A run
that was cut off (the power, a kill) is so tried again after the hour. One that failed is tried again after 5 minutes,
then 15, 45, …, at the latest when it is due anyway; what went wrong is kept until a run succeeds.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.models import JobRun
from shuniu.kernel.places.codes import NATION

log = logging.getLogger(__name__)

LEASE = timedelta(hours=1)
FIRST_RETRY = timedelta(minutes=5)
MOST_FAILURES = 8  # counted; the wait is longer than a day by then


@dataclass(frozen=True, slots=True)
class Job:
    """A clock-driven job: every so often, or daily at a time of the local day."""

    name: str
    run: Callable
    every: timedelta | None
    daily: time | None
    label: Promise | str = ""

    def after(self, moment: datetime) -> datetime:
        """The next time it is due after `moment`."""
        if self.every is not None:
            return moment + self.every
        local = timezone.localtime(moment)
        due = local.replace(hour=self.daily.hour, minute=self.daily.minute, second=0, microsecond=0)
        return due if due > local else due + timedelta(days=1)

    def again(self, moment: datetime, failures: int) -> datetime:
        """When it is tried again after the `failures`-th failure in a row."""
        return min(self.after(moment), moment + FIRST_RETRY * 3 ** (failures - 1))


JOBS: dict[str, Job] = {}


def scheduled(name: str, label: Promise | str = "", *, every: timedelta | None = None, daily: time | None = None):
    """Declare `job(*, by)` as clock-driven; its Actor is the house itself, over the whole tree of places."""
    if (every is None) == (daily is None):
        raise TypeError(f"{name}: say either every=… or daily=…")

    def declare(function):
        JOBS[name] = Job(name, function, every, daily, label)
        return function

    return declare


def name_of(entry: trail.TrailEntry) -> str:
    """Who did it, as people call it: a job by what it does, anybody else by name."""
    job = JOBS.get(entry.name) if entry.via == "job" else None
    return str(job.label) if job and job.label else entry.name


def run_due(*, now: datetime) -> list[str]:
    """Run what is due; returns the names run. Safe to call from several processes at once."""
    return [job.name for job in JOBS.values() if _claimed(job, now) and _ran(job, now)]


def _claimed(job: Job, now: datetime) -> bool:
    """Compare and swap: of several schedulers one gets the run."""
    JobRun.objects.get_or_create(name=job.name, defaults={"due_at": job.after(now) if job.daily else now})
    due = JobRun.objects.filter(name=job.name, due_at__lte=now)
    return bool(due.update(due_at=now + LEASE, started_at=now, finished_at=None))


def _ran(job: Job, now: datetime) -> bool:
    run = JobRun.objects.filter(name=job.name)
    try:
        job.run(by=job_actor(job.name, now))
    except Exception:  # the scheduler outlives any job; what went wrong is kept and shown
        log.exception("job %s failed", job.name)
        failures = min(run.values_list("failures", flat=True).get() + 1, MOST_FAILURES)
        said = traceback.format_exc()[-4_000:]
        run.update(failed_with=said, failures=failures, due_at=job.again(now, failures), finished_at=timezone.now())
    else:
        run.update(failed_with="", failures=0, due_at=job.after(now), finished_at=timezone.now())
    return True


def job_actor(name: str, at: datetime) -> Actor:
    return system_actor(place=NATION, via="job", at=at, name=name)


@scheduled("kernel.clear_sessions", _("Forget sessions that ran out"), daily=time(4, 40))
def clear_sessions(*, by: Actor) -> None:
    """Forget the sessions that ran out."""
    call_command("clearsessions")


@scheduled("kernel.seal_trail", _("Seal the trail"), every=timedelta(minutes=1))
def seal_trail(*, by: Actor) -> None:
    """Seal what was written in the last minute."""
    trail.seal_trail(at=by.at)
