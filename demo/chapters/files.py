"""The office's files are read in: the ledger with all rosters, two rosters of newcomers, and one that still waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from demo.moments import Story, moment, workday
from demo.update import WAITING_FILE, waiting_workbook
from demo.workbook import FILES, main_workbook, newcomers_workbook
from demo.world import World
from shuniu.groups.actions.import_desk import note_judged, receive_file
from shuniu.groups.imports.intake import digest_of, judge_file, write_file
from shuniu.groups.imports.preview import preview
from shuniu.groups.imports.report import summary
from shuniu.kernel.imports.keeping import keep_file, keep_preview


class FileRefused(RuntimeError):
    """The demo's own workbook did not go in whole: the plan and the import disagree."""


def read_in_files(story: Story, world: World) -> None:
    year = story.year
    story.at(moment(year.start, time(14, 10)), lambda when: _write(main_workbook, FILES[0], world, when))
    for number, back in ((1, 8), (2, 3)):
        day = workday(year.months[-back] + timedelta(days=8))
        file = lambda plan, as_of, number=number: newcomers_workbook(plan, number, as_of)  # noqa: E731
        story.at(moment(day, time(10, 30)), lambda when, file=file, n=number: _write(file, FILES[n], world, when))
    story.at(moment(year.before(1), time(16, 40)), lambda when: _leave_waiting(world, when))


def _write(file: Callable[..., bytes], name: str, world: World, when: datetime) -> None:
    """By the worker's hand; every row must go in."""
    by = world.actor("worker", when)
    content = file(world.plan, by.today)
    judged, batch = write_file(content, name=name, as_of=by.today, by=by)
    if batch is None:
        raise FileRefused(f"{name}: {judged.draft.refused[:3]}")
    world.files[name] = content
    world.learn_groups(when)


def _leave_waiting(world: World, when: datetime) -> None:
    """A file as it is handed in by page: judged, with some rows refused, and not accepted yet."""
    by = world.actor("worker", when)
    content = waiting_workbook(world.plan)
    batch = receive_file(file_name=WAITING_FILE, digest=digest_of(content), kind="auto", as_of=by.today, by=by)
    world.files[WAITING_FILE] = content
    keep_file(batch, content)
    judged = judge_file(content, name=WAITING_FILE, as_of=by.today, by=by)
    keep_preview(batch, preview(judged))
    note_judged(batch, summary=summary(judged), waits=True, by=by.through("job"))
