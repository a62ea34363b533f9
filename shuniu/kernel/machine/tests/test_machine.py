"""The system administrator sees what failed, without what it said, and lets it run again."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from shuniu.kernel.machine.actions import make_due, retry_task
from shuniu.kernel.machine.queries import what_failed
from shuniu.kernel.models import JobRun, TrailEntry
from shuniu.kernel.permissions import ROLES, Refused
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are matched by their words."""
    with translation.override("en"):
        yield


FAILURE = """Traceback (most recent call last):
  File "/srv/shuniu/shuniu/kernel/jobs.py", line 84, in _ran
    job.run(by=job_actor(job.name, now))
  File "/srv/shuniu/shuniu/groups/jobs.py", line 57, in remind
    raise LookupError(person.name)
django.core.exceptions.ObjectDoesNotExist: 王福生 has no phone
"""


@pytest.fixture
def failed():
    JobRun.objects.create(
        name="groups.remind", due_at=NOW, started_at=NOW, finished_at=NOW, failures=2, failed_with=FAILURE
    )
    return DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={"args": [7], "kwargs": {}},
        task_path="shuniu.groups.jobs.read_import",
        backend_name="default",
        run_after=NOW,
        enqueued_at=NOW,
        finished_at=timezone.now(),
        traceback=FAILURE,
        exception_class_path="django.core.exceptions.ObjectDoesNotExist",
    )


@pytest.fixture
def administrator(client_as):
    client = client_as("system_administrator")
    client.cookies["django_language"] = "en"
    return client


def test_a_failure_is_told_by_its_kind_and_its_line():
    assert what_failed(FAILURE) == "ObjectDoesNotExist · shuniu/groups/jobs.py:57"
    assert what_failed("ZeroDivisionError\n") == "ZeroDivisionError"
    assert what_failed("") == ""


@pytest.mark.parametrize("page", ["jobs", "failed_tasks"])
def test_failures_are_shown_without_what_they_said(administrator, failed, page):
    shown = administrator.get(reverse(f"kernel:{page}")).content.decode()
    assert "ObjectDoesNotExist · shuniu/groups/jobs.py:57" in shown
    assert "王福生" not in shown


def test_a_job_is_let_run_now(administrator, failed):
    url = reverse("kernel:job", args=["groups.remind"])
    page = administrator.get(url).content.decode()
    assert "failed 2 times" in page
    assert "王福生" not in page
    before = timezone.now()
    administrator.post(url)
    assert JobRun.objects.get().due_at >= before
    assert TrailEntry.objects.get(kind="kernel.job_made_due").facts == {"job": "groups.remind"}


def test_a_job_at_work_is_not_started_twice(act, failed):
    JobRun.objects.update(finished_at=None)
    with pytest.raises(Refused, match="at work"):
        make_due(JobRun.objects.get(), by=act("system_administrator"))


def test_a_failed_task_goes_back_into_the_queue_once(administrator, act, failed):
    url = reverse("kernel:failed_task", args=[failed.pk])
    page = administrator.get(url).content.decode()
    assert "read_import" in page
    assert "王福生" not in page
    assert administrator.post(url).status_code == 302
    again = DBTaskResult.objects.get()
    assert (again.status, again.traceback, again.args_kwargs["args"]) == ("READY", "", [7])
    assert DBTaskResult.objects.ready().exists()
    assert TrailEntry.objects.get(kind="kernel.task_retried").facts == {"task": "read_import"}
    assert administrator.post(url).status_code == 404
    with pytest.raises(Refused, match="already"):
        retry_task(failed, by=act("system_administrator"))


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_the_system_administrator_comes_in(client_as, role):
    status = 200 if role == "system_administrator" else 403
    assert client_as(role).get(reverse("kernel:jobs")).status_code == status
