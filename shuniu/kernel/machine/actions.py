"""Letting something run again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.machine.queries import failed_tasks
from shuniu.kernel.models import JobRun, Place
from shuniu.kernel.permissions import MANAGE_JOBS, Denied, Refused, holds, require

MADE_DUE = trail.entry_kind(
    "kernel.job_made_due", _("Let the job {job} run now"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RETRIED = trail.entry_kind(
    "kernel.task_retried", _("Let the failed task {task} run again"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@action
def make_due(run: JobRun, *, by: Actor) -> None:
    """The scheduler takes the job at its next look at the clock, unless it is at work."""
    require(holds(by, MANAGE_JOBS))
    at_rest = JobRun.objects.filter(pk=run.pk, finished_at__isnull=False) | JobRun.objects.filter(
        pk=run.pk, started_at__isnull=True
    )
    if not at_rest.update(due_at=by.at):
        raise Refused(Denied(_("This job is at work just now.")))
    trail.record(MADE_DUE, Place(pk=by.place), by=by, facts={"job": run.name})


@action
def retry_task(task: DBTaskResult, *, by: Actor) -> None:
    """Put a failed task back into the queue as it was; of two who ask, one succeeds."""
    require(holds(by, MANAGE_JOBS))
    again = failed_tasks().filter(pk=task.pk)
    if not again.update(status="READY", started_at=None, finished_at=None, traceback="", exception_class_path=""):
        raise Refused(Denied(_("This task is in the queue again already.")))
    trail.record(RETRIED, Place(pk=by.place), by=by, facts={"task": task.task_path.rpartition(".")[2]})
