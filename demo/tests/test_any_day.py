"""The case's figures do not hang on the day of the year on which the demo is built."""

from datetime import date, time, timedelta
from random import Random

import pytest

from demo.cast import open_the_house
from demo.chapters import activities, casework
from demo.moments import Story, Year, moment
from demo.neighbourhood import CENTRE
from demo.plan import SEED, draw_plan
from demo.world import World
from shuniu.kernel.actor import system_actor
from shuniu.outcomes.queries import figures

EXPECTED = {
    "casework.adoption_assessments": 7,
    "publicity.panels": 35,
    "publicity.leaflets": 5000,
    "publicity.shows": 12,
    "courses.trainees": 55,
    "courses.certificates": 20,
    "courses.double_certificates": 10,
    "courses.placed": 6,
}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 1, 4), date(2028, 2, 29)], ids=str)
def test_the_account_of_the_year_shows_the_figures_of_the_case(day, monkeypatch):
    monkeypatch.setattr("demo.cast._seat", lambda group, world, when: None)  # no group is read in here, none is led
    monkeypatch.setattr("demo.chapters.activities._offer", lambda *_told: None)  # and none offers an act
    story, world = Story(Year(day), Random(SEED)), World(draw_plan(day))
    open_the_house(story, world)
    casework.open_the_window(story, world, Random("casework"))
    activities.put_on(story, world, Random("activities"))
    story.tell(lambda done, total: None)
    house = system_actor(place=CENTRE, via="test", at=moment(day, time(9, 10)))
    found = figures(first=story.year.account_from, last=day, actor=house)
    assert {name: found[name].value for name in EXPECTED} == EXPECTED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 23), date(2026, 1, 1)),
        (date(2027, 1, 1), date(2026, 2, 9)),
        (date(2028, 2, 29), date(2027, 4, 9)),
        (date(2027, 3, 8), date(2027, 1, 1)),
    ],
)
def test_the_account_is_this_year_s_once_it_has_room(day, first):
    assert Year(day).account_from == first
    assert timedelta(days=60) <= day - first <= timedelta(days=366)
