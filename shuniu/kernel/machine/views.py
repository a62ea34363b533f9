"""One job, one failed task, and letting it run again."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.kernel.machine.actions import make_due, retry_task
from shuniu.kernel.machine.lists import job_label, job_state
from shuniu.kernel.machine.queries import failed_tasks, job_runs, what_failed
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import MANAGE_JOBS


class JobPage(Page):
    """GET: how it stands. POST: let it run at the clock's next tick."""

    permission = MANAGE_JOBS
    template = "kernel/machine/job.html"

    def get(self, request, name):
        run = self.find(job_runs(), pk=name)
        return self.show(run=run, label=job_label(run), state=job_state(run), failed=what_failed(run.failed_with))

    def post(self, request, name):
        make_due(self.find(job_runs(), pk=name), by=self.actor)
        messages.success(request, _("The job runs within a quarter of a minute."))
        return redirect("kernel:job", name)


class TaskPage(Page):
    """GET: what failed. POST: put it back into the queue."""

    permission = MANAGE_JOBS
    template = "kernel/machine/task.html"

    def get(self, request, pk):
        task = self.find(failed_tasks(), pk=pk)
        return self.show(task=task, name=task.task_path.rpartition(".")[2], failed=what_failed(task.traceback))

    def post(self, request, pk):
        retry_task(self.find(failed_tasks(), pk=pk), by=self.actor)
        messages.success(request, _("The task is in the queue again."))
        return redirect("kernel:failed_tasks")
