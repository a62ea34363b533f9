"""Jobs and failures, told without what they said."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from shuniu.kernel.models import JobRun

FRAME = re.compile(r'File "(?:[^"]*/)?((?:shuniu|demo)/[^"]+)", line (\d+)')


def job_runs() -> QuerySet[JobRun]:
    return JobRun.objects.all()


def failed_tasks() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.failed()


def what_failed(traceback: str) -> str:
    """“ZeroDivisionError · shuniu/groups/jobs.py:57”: the kind of the error and the last line of ours; "" for none."""
    if not traceback.strip():
        return ""
    last = next((line for line in reversed(traceback.splitlines()) if re.match(r"[A-Za-z_]", line)), "")
    kind = re.match(r"[\w.]*", last)[0].rpartition(".")[2]
    frames = FRAME.findall(traceback)
    return f"{kind} · {frames[-1][0]}:{frames[-1][1]}" if frames else kind
