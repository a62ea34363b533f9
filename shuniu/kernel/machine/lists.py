"""The jobs of the clock and the failures of the queue, as lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.environment import moment
from shuniu.kernel.jobs import JOBS
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.machine.queries import failed_tasks, job_runs, what_failed
from shuniu.kernel.permissions import MANAGE_JOBS


def job_label(run) -> str:
    job = JOBS.get(run.name)
    return str(job.label if job and job.label else run.name)


def job_state(run) -> tuple[str, str]:
    if run.failures:
        return "late", _("failed %(count)s times") % {"count": run.failures}
    if run.started_at is None:
        return "muted", _("has not run yet")
    return ("info", _("at work")) if run.finished_at is None else ("ok", _("done"))


class Jobs(ListPage):
    permission = MANAGE_JOBS
    title = _("Jobs")
    sentence = _("What the clock does by itself. A job that fails is tried again after 5 minutes, then 15, 45, ….")
    order = "name"
    empty_text = _("The clock has not run yet. It runs beside the pages: shuniu serve, or shuniu work.")
    columns = [
        Column("name", _("Job"), value=job_label, sort="name"),
        Column("state", _("State"), kind="tag", value=job_state),
        Column("started", _("Last began"), value=lambda run: moment(run.started_at)),
        Column("due", _("Next run"), value=lambda run: moment(run.due_at), sort="due_at"),
        Column("failed", _("What failed"), value=lambda run: what_failed(run.failed_with) or None),
    ]
    filters = [
        Filter("failed", _("Failing"), lambda rows, value, actor: rows.filter(failures__gt=0), kind="check"),
    ]

    def rows(self, actor):
        return job_runs()

    def row_url(self, row):
        return reverse("kernel:job", args=[row.pk])

    def actions(self):
        yield {"label": _("Failed tasks"), "url": reverse("kernel:failed_tasks"), "main": False}


class FailedTasks(ListPage):
    permission = MANAGE_JOBS
    title = _("Failed tasks")
    sentence = _("Work that people started and the queue could not finish. Nothing of it runs again by itself.")
    order = "-enqueued_at"
    empty_text = _("Nothing has failed.")
    columns = [
        Column("began", _("Asked for"), value=lambda task: moment(task.enqueued_at), sort="enqueued_at"),
        Column("task", _("Task"), value=lambda task: task.task_path.rpartition(".")[2]),
        Column("ended", _("Failed at"), value=lambda task: moment(task.finished_at)),
        Column("failed", _("What failed"), value=lambda task: what_failed(task.traceback)),
    ]

    def rows(self, actor):
        return failed_tasks()

    def row_url(self, row):
        return reverse("kernel:failed_task", args=[row.pk])
