"""A centre's places and groups for the tests of this room, on a Wednesday of 2026."""

from datetime import date, datetime, time

from shuniu.groups.models import Group
from shuniu.groups.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, a_group, later, person, seat
from shuniu.kernel.actor import Actor
from shuniu.venues.actions.rounds import Asking, Wished, announce_round, hand_in_wishes, run_allocation
from shuniu.venues.actions.venues import divide_space, enter_venue
from shuniu.venues.models import Round, Space, Venue

__all__ = [
    "CENTRE", "COMMITTEE", "NOW", "TODAY", "a_group", "a_hall", "a_park", "a_round", "asking", "at", "filed_group",
    "later", "leader_of", "person", "seat",
]  # fmt: skip
NINE, TEN, ELEVEN = time(9), time(10), time(11)
ALL_DAY = {day: [(time(8), time(20))] for day in range(1, 8)}
THURSDAY = date(2026, 11, 19)


def at(hour: int, minute: int = 0, *, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=NOW.tzinfo)


def a_hall(name: str = "社区文化活动中心", *, capacity: int = 40, **columns) -> Space:
    """A hall of the centre, open from eight to eight; the whole of it."""
    columns = {
        "owner": Venue.Owner.CENTRE,
        "place_id": COMMITTEE,
        "loud_from": time(8),
        "loud_until": time(18),
        **columns,
    }
    venue = enter_venue(centre_id=CENTRE, name=name, capacity=capacity, hours=ALL_DAY, by=seat("worker"), **columns)
    return venue.spaces.select_related("venue").get()


def halves_of(hall: Space) -> list[Space]:
    made = divide_space(hall, into=[("东半厅", 20), ("西半厅", 20)], by=seat("worker"))
    return list(Space.everything.filter(pk__in=[each.pk for each in made]).select_related("venue").order_by("order"))


def a_park(name: str = "长寿公园南广场", **columns) -> Space:
    return a_hall(name, owner=Venue.Owner.PARK, outdoors=True, capacity=80, **columns)


def filed_group(name: str = "夕阳红太极拳队", **facts) -> Group:
    group = a_group(name, leader=person(f"{name[:2]}人"), **facts)
    Group.everything.filter(pk=group.pk).update(
        filing_number=f"长寿路备 2025-{group.pk:04}", filed_on=date(2025, 1, 6), filed_until=date(2028, 1, 5)
    )
    group.refresh_from_db()
    return group


def leader_of(group: Group, *, at: datetime = NOW) -> Actor:
    return seat("leader", at=at, subject=("groups.group", group.pk), name=f"{group.name}负责人")


def a_round(title: str = "2027年上半年", **dates) -> Round:
    dates = {
        "opens_on": date(2026, 11, 16), "closes_on": date(2026, 11, 30), "first": date(2027, 1, 4), "last": date(2027, 6, 27),
        **dates,
    }  # fmt: skip
    return announce_round(centre_id=CENTRE, title=title, seed="长寿路-2027", by=seat("director", at=NOW), **dates)


def asking(
    *spaces: Space, times: int = 1, weekdays=(2,), hours=(9, 11), minutes: int = 120, persons: int = 15, **more
) -> Asking:
    """The same wish so many times."""
    wished = Wished(tuple(s.pk for s in spaces), tuple((day, hours[0] * 60, hours[1] * 60) for day in weekdays))
    return Asking(persons=persons, times=times, minutes=minutes, wishes=(wished,) * times, **more)


CLOSED = at(9, day=date(2026, 12, 1))
PUBLISHED = at(9, day=date(2026, 12, 2))
SETTLED = at(9, day=date(2026, 12, 14))


def wish(round_, group, *spaces, **more):
    return hand_in_wishes(round_, group=group, asking=asking(*spaces, **more), channel="phone", by=leader_of(group))


def director(moment=CLOSED):
    return seat("director", at=moment)


def allocated(season, moment=CLOSED):
    round_, hall, groups = season
    run_allocation(round_, by=director(moment))
    return round_, hall, groups
