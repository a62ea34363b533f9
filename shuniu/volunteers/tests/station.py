"""A service point with a post and shifts, for the tests."""

from __future__ import annotations

from datetime import date, time, timedelta

from shuniu.volunteers.actions.posts import make_shift, open_post, open_service_point
from shuniu.volunteers.models import Post, ServicePoint, Shift
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, NOW, TODAY, seat

SERVES = {"service": "charity_shop", "duties": "整理货架、收银", "risks": "搬运轻物", "wanted": 2}


def a_point(name: str = "慈善超市服务点") -> ServicePoint:
    by = seat("worker", at=NOW - timedelta(days=400))
    return open_service_point(name=name, place_id=COMMITTEE, centre_id=CENTRE, by=by)


def a_post(title: str = "理货员", *, point: ServicePoint | None = None, **columns) -> Post:
    return open_post(point or a_point(), title=title, by=seat("worker"), **{**SERVES, **columns})


def a_shift(post: Post | None = None, *, day: date = TODAY + timedelta(days=1), hours=(9, 12), **more) -> Shift:
    starts, ends = (time(hour) for hour in hours)
    return make_shift(post or a_post(), day=day, starts=starts, ends=ends, by=seat("worker"), **more)
