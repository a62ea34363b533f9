"""The clock: what is due runs, once, and what fails is kept, shown and tried again."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from shuniu.kernel import jobs, trail
from shuniu.kernel.jobs import Job, run_due, scheduled
from shuniu.kernel.models import JobRun, TrailSeal
from tests.cast import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch) -> list:
    """Only the jobs of the test are there; each run adds its actor."""
    monkeypatch.setattr(jobs, "JOBS", {})
    return []


@pytest.mark.django_db
class TestTheClock:
    def test_a_job_runs_when_it_is_due_and_not_before(self, ran):
        scheduled("tests.often", every=10 * MINUTE)(lambda *, by: ran.append(by))
        assert run_due(now=NOW) == ["tests.often"]
        assert run_due(now=NOW + 9 * MINUTE) == []
        assert run_due(now=NOW + 10 * MINUTE) == ["tests.often"]
        assert [(by.role, by.via, by.name, by.place) for by in ran] == [("house", "job", "tests.often", 0)] * 2

    def test_a_daily_job_waits_for_its_hour_of_the_local_day(self, ran):
        scheduled("tests.daily", daily=time(6, 30))(lambda *, by: ran.append(by.at))
        assert run_due(now=NOW) == []  # ten in the morning: the next is tomorrow's
        tomorrow = datetime(2026, 11, 24, 6, 30, tzinfo=timezone.get_default_timezone())
        assert run_due(now=tomorrow - MINUTE) == []
        assert run_due(now=tomorrow + MINUTE) == ["tests.daily"]
        assert JobRun.objects.get().due_at == tomorrow + timedelta(days=1)

    def test_a_failing_job_is_kept_and_the_others_run(self, ran):
        def stumble(*, by):
            raise ZeroDivisionError("no group in this branch")

        scheduled("tests.stumbles", every=timedelta(days=1))(stumble)
        scheduled("tests.runs", every=timedelta(days=1))(lambda *, by: ran.append(by))
        assert run_due(now=NOW) == ["tests.stumbles", "tests.runs"]
        kept = JobRun.objects.get(name="tests.stumbles")
        assert "no group in this branch" in kept.failed_with
        assert kept.finished_at
        assert JobRun.objects.get(name="tests.runs").failed_with == ""

    def test_a_failure_is_tried_again_ever_later_and_forgotten_when_it_succeeds(self, ran):
        def stumble_twice(*, by):
            ran.append(by)
            if len(ran) < 3:
                raise ZeroDivisionError

        scheduled("tests.stumbles", every=timedelta(days=1))(stumble_twice)
        run_due(now=NOW)
        assert run_due(now=NOW + 4 * MINUTE) == []
        assert run_due(now=NOW + 5 * MINUTE) == ["tests.stumbles"]
        assert run_due(now=NOW + 19 * MINUTE) == []
        assert JobRun.objects.get().failures == 2
        assert run_due(now=NOW + 20 * MINUTE) == ["tests.stumbles"]
        kept = JobRun.objects.get()
        assert (kept.failures, kept.failed_with) == (0, "")
        assert kept.due_at == NOW + 20 * MINUTE + timedelta(days=1)

    def test_a_run_that_was_cut_off_is_tried_again_after_an_hour(self, ran):
        def power_cut(*, by):
            ran.append(by)
            raise KeyboardInterrupt

        scheduled("tests.daily", daily=time(6, 30))(power_cut)
        run_due(now=NOW)
        due = NOW + timedelta(days=1)
        with pytest.raises(KeyboardInterrupt):
            run_due(now=due)
        assert run_due(now=due + 59 * MINUTE) == []
        with pytest.raises(KeyboardInterrupt):
            run_due(now=due + 60 * MINUTE)

    def test_a_retry_is_never_later_than_the_next_run(self):
        often = Job("tests.often", lambda *, by: None, every=2 * MINUTE, daily=None)
        assert often.again(NOW, 1) == NOW + 2 * MINUTE

    @pytest.mark.parametrize("when", [{}, {"every": MINUTE, "daily": time(6)}])
    def test_a_job_says_once_when_it_runs(self, when):
        with pytest.raises(TypeError, match="either"):
            scheduled("tests.unsaid", **when)


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_run_a_job_once(ran):
    gate, starts = threading.Barrier(4), []
    scheduled("tests.once", every=timedelta(days=1))(lambda *, by: ran.append(by))

    def schedule():
        gate.wait()
        starts.extend(run_due(now=NOW))
        connection.close()

    JobRun.objects.create(name="tests.once", due_at=NOW)
    threads = [threading.Thread(target=schedule) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert starts == ["tests.once"]
    assert len(ran) == 1


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_sealed_by_the_clock(act):
    from shuniu.kernel.keys import note_reindexing

    note_reindexing(changed=0, unreadable=0, by=act("director"))
    call_command("work", once=True)
    assert TrailSeal.objects.get().entries == 1
    assert trail.verify_trail() == []


@pytest.mark.parametrize(
    ("locale", "said"), [("en_GB.UTF-8", "ran tests.often"), ("zh_CN.UTF-8", "已运行：tests.often")]
)
@pytest.mark.django_db(transaction=True)
def test_the_loop_speaks_the_terminals_language_and_its_jobs_the_houses(ran, locale, said, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", locale)
    scheduled("tests.often", every=10 * MINUTE)(lambda *, by: ran.append(get_language()))
    call_command("work", once=True)
    assert said in capsys.readouterr().err
    assert ran == ["zh-hans"]
