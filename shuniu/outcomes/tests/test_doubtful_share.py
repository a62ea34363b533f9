"""The share of doubtful hours, counted by hand: every flag of the rules, nothing that was stopped, no lack of data."""

from datetime import date, time, timedelta

import pytest

from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.volunteers.actions.judging import settle_doubt
from shuniu.volunteers.actions.ledger import correct_hours, judge_who_keyed, key_hours, second_hours
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.figures import doubtful_between, served_between
from shuniu.volunteers.models import Decision, HourEntry
from shuniu.volunteers.tests.cast import TODAY, a_volunteer, seat
from shuniu.volunteers.tests.station import a_point

pytestmark = pytest.mark.django_db


def test_the_share_of_doubtful_hours_counts_every_flag_and_nothing_else():
    """At one point, in minutes. Doubtful: one clerk 30 × 60, daily 30. Fine: a second point's 4 × 60, too few to judge."""
    point = a_point()
    people = [a_volunteer(f"王福{n}", since=date(2020, 1, 1)) for n in range(5)]
    other, by, director = a_point("社区食堂"), seat("worker"), seat("director")
    days = [TODAY - timedelta(days=n) for n in range(1, 7)]
    key_hours([Line(v.pk, point.pk, day, 60, "paper") for v in people for day in days], about=point, by=by)
    key_hours([Line(v.pk, other.pk, days[0], 60, "paper") for v in people[:4]], about=other, by=director)
    period = {"first": days[-1], "until": TODAY}
    points = {each.pk: each for each in (point, other)}
    judge_who_keyed(points, **period, centre=point.centre, by=director)
    assert _doubtful(**period) == (30 * 60, 34 * 60)  # too little data at the other point is no doubt

    # The day of one volunteer becomes too long: 60 + 60 + 510 + 30 = 660, above 600: the last two pieces are doubtful.
    who = people[0]
    for minutes in (510, 30):
        claim = key_hours([Line(who.pk, other.pk, days[0], minutes, "paper")], about=other, by=by)[0].claim
        second_hours(claim, by=director)
    assert _doubtful(**period) == (30 * 60 + 510 + 30, 34 * 60 + 540)

    # What cannot be is stopped: it is neither doubtful nor hours.
    for stopped in (
        {"minutes": 1440},
        {"minutes": 1441},
        {"minutes": 60, "starts": time(9), "ends": time(9, 30)},
        {"minutes": 60, "day": TODAY + timedelta(days=1)},
    ):
        line = {"day": days[0], "channel": "paper"} | stopped
        assert key_hours([Line(who.pk, other.pk, **line)], about=other, by=by)[0].refused
    assert _doubtful(**period) == (30 * 60 + 510 + 30, 34 * 60 + 540)

    # An entry taken back is doubted no more; the rest of the clerk's still are.
    entry = HourEntry.everything.filter(volunteer=people[1], service_point=point).first()
    correct_hours(entry, minutes=0, reason="没来", by=director)
    assert _doubtful(**period) == (29 * 60 + 540, 33 * 60 + 540)

    # A named person looked into the clerk: those hours stand.
    clerk = Decision.everything.get(rule="one_clerk", outcome="doubtful")
    settle_doubt(clerk, finding="只有一名录入员，签到表齐全", by=director)
    assert _doubtful(**period) == (540, 33 * 60 + 540)


def _doubtful(*, first: date, until: date) -> tuple[int, int]:
    """Doubtful minutes and all, and the figure of the board is their quotient."""
    by = seat("director")
    found = doubtful_between(first, until, by)
    minutes, whole = sum(row.minutes for row in found), served_between(first, until, by).minutes
    figure = INDICATORS["volunteers.doubtful_hours_share"]
    period = Period(first, until - timedelta(days=1), by)
    assert figure.value(period) == round(minutes / whole, 6)
    assert set(figure.rows(period).values_list("pk", flat=True)) == {row.pk for row in found}
    return minutes, whole
