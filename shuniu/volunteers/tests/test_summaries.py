"""What is kept beside the ledger equals the ledger, whatever happens: entries, corrections and files, at random."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.imports.standing import stamp
from shuniu.kernel.models import Batch
from shuniu.volunteers.actions.figures import count_people
from shuniu.volunteers.actions.importing import NewHours, Plan, receive_workbook, write_workbook
from shuniu.volunteers.actions.ledger import correct_hours, key_hours, needs_second
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.figures import people_between, served_between
from shuniu.volunteers.models import HourEntry, HourMonth, PeopleFigure
from shuniu.volunteers.standing import stands
from shuniu.volunteers.tests.cast import CENTRE, TODAY, a_volunteer, seat
from shuniu.volunteers.tests.station import a_point

WHO, WHERE = st.integers(0, 2), st.integers(0, 1)
DAYS, MINUTES = st.integers(1, 120), st.integers(1, 300)
STEP = st.one_of(
    st.tuples(st.just("key"), WHO, WHERE, DAYS, MINUTES),
    st.tuples(st.just("correct"), st.integers(0, 99), st.integers(0, 300)),
    st.tuples(st.just("file"), st.lists(st.tuples(WHO, WHERE, DAYS, MINUTES), min_size=1, max_size=6)),
    st.tuples(st.just("count"), st.integers(0, 4), st.integers(1, 3)),
)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(steps=st.lists(STEP, min_size=1, max_size=10))
def test_the_summaries_equal_the_ledger(steps):
    with nothing_stays():
        world = World()
        for name, *told in steps:
            getattr(world, name)(*told)
        world.prove()


def test_the_random_mix_reaches_every_kind_of_entry(db):
    """A guard of the guard: the steps do write services, corrections and files, and void kept counts."""
    world = World()
    world.count(0, 4)
    assert PeopleFigure.everything.exists()
    world.key(0, 0, 40, 60)
    world.file([(1, 1, 41, 90), (2, 0, 42, 30)])
    world.correct(0, 45)
    assert set(HourEntry.everything.values_list("kind", flat=True)) == {"service", "reversal", "correction"}
    assert set(HourEntry.everything.values_list("channel", flat=True)) == {"paper", "import"}
    kept = PeopleFigure.everything.filter(first__lte=TODAY - timedelta(days=40), until__gt=TODAY - timedelta(days=40))
    assert not kept.exists()
    world.prove()


@contextmanager
def nothing_stays():
    """One example leaves nothing to the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class World:
    """Three volunteers, two points, and all that may happen to their hours."""

    def __init__(self):
        self.by = seat("worker")
        self.people = [a_volunteer(f"王福{n}", since=TODAY - timedelta(days=400)) for n in range(3)]
        self.points = [a_point("慈善超市服务点"), a_point("社区食堂")]

    def key(self, who: int, where: int, back: int, minutes: int) -> None:
        line = Line(self.people[who].pk, self.points[where].pk, TODAY - timedelta(days=back), minutes, "paper")
        key_hours([line], about=self.points[where], by=self.by)

    def correct(self, which: int, minutes: int) -> None:
        standing = [e for e in HourEntry.everything.order_by("pk") if stands(e)]
        if not standing or (entry := standing[which % len(standing)]).minutes == minutes:
            return
        if minutes < entry.minutes or not needs_second(entry, minutes, self.by):
            correct_hours(entry, minutes=minutes, reason="核对", by=self.by)

    def file(self, rows: list[tuple[int, int, int, int]]) -> None:
        batch = receive_workbook(file_name="f.xlsx", digest="0" * 64, as_of=TODAY, by=self.by)
        plan = Plan(CENTRE, TODAY, stamp(CENTRE))
        for who, where, back, minutes in rows:
            day, point = TODAY - timedelta(days=back), self.points[where].name
            plan.hours.append(NewHours(self.people[who], point, day, minutes, None, None, "", "", ("表", 1)))
        write_workbook(plan, batch=batch, by=self.by)
        assert Batch.everything.get(pk=batch.pk).state == "written"

    def count(self, back: int, months: int) -> None:
        first = add_months(month_of(TODAY), -back - months)
        count_people([(first, add_months(first, months))], centre=self.points[0].centre, by=self.by)

    def prove(self) -> None:
        """Every sum and every count, kept against counted from the ledger by hand."""
        entries = list(HourEntry.everything.all())
        sums: dict[tuple, list[int]] = {}
        for e in entries:
            row = sums.setdefault((e.service_point_id, month_of(e.day)), [0, 0, 0])
            row[0], row[1], row[2] = row[0] + e.minutes, row[1] + e.times, row[2] + 1
        kept = HourMonth.everything.values_list("service_point_id", "month", "minutes", "times", "entries")
        assert {(point, month): told for point, month, *told in kept} == sums
        for first, until in self.periods():
            mine = [e for e in entries if first <= e.day < until]
            served = served_between(first, until, self.by)
            assert (served.minutes, served.times) == (sum(e.minutes for e in mine), sum(e.times for e in mine))
            for point in (None, *(p.pk for p in self.points)):
                there = [e for e in mine if point in (None, e.service_point_id)]
                assert people_between(first, until, self.by, service_point=point) == people_of(there)

    def periods(self) -> list[tuple[date, date]]:
        month = month_of(TODAY)
        figures = list(PeopleFigure.everything.values_list("first", "until").distinct())
        return [*figures, (add_months(month, -3), month), (TODAY - timedelta(days=75), TODAY), (month, TODAY)]


def people_of(entries: list[HourEntry]) -> int:
    left: dict[int, int] = {}
    for e in entries:
        left[e.volunteer_id] = left.get(e.volunteer_id, 0) + e.times
    return sum(times > 0 for times in left.values())
