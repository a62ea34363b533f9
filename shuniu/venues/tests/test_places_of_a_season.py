"""A season gives out the places of its own days: what is not offered then, or is closed on its dates, is said so."""

from datetime import date

import pytest
from django.utils import translation

from shuniu.venues.account import titles_of
from shuniu.venues.actions.rounds import run_allocation
from shuniu.venues.forms.rounds import WishForm
from shuniu.venues.models import Allocation, Judgement, Space, Venue
from shuniu.venues.tests.cast import a_hall, a_round, director, filed_group, seat, wish
from shuniu.venues.views.rounds import same_again
from shuniu.venues.wishes import wish_paper
from shuniu.venues.words import told_of

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 1, 4), date(2027, 6, 27)  # of the season of `a_round`
LEFT = [
    {"offered_until": date(2027, 1, 3)},
    {"offered_from": date(2027, 6, 28)},
    {"closed_on": FIRST, "closed_because": "拆除"},
]


def change(space: Space, **columns) -> None:
    Venue.everything.filter(pk=space.venue_id).update(**columns)


def run(round_) -> Judgement:
    run_allocation(round_, by=director())
    return Judgement.everything.filter(allocation__round=round_).select_related("space__venue", "other", "wish").get()


def told(judgement, round_, language: str = "en") -> str:
    with translation.override(language):
        return told_of(judgement, titles_of(round_))


# --- Which places a season has --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("left", LEFT)
def test_a_wish_for_a_place_that_the_season_does_not_have_reads_just_that(left):
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    change(hall, **left)
    lost = run(round_)
    assert lost.outcome == "not_offered"
    assert told(lost, round_) == f"{hall.title}: None of the places wished for is offered in this season."
    assert told(lost, round_, "zh-hans") == lost.sentence
    assert same_again(Allocation.everything.get())


def test_a_part_that_is_given_up_before_the_season_is_not_offered_though_its_venue_is():
    hall, round_ = a_hall(), a_round()
    wish(round_, filed_group(), hall)
    Space.everything.filter(pk=hall.pk).update(closed_on=FIRST, closed_because="改作仓库")
    assert run(round_).outcome == "not_offered"


def test_the_wish_forms_offer_the_places_of_the_seasons_days_and_not_todays():
    round_, every = a_round(), [a_hall(name) for name in ("在用厅", "停用厅", "到期厅", "将开厅", "季后厅")]
    for hall, left in zip(every[1:], [LEFT[2], LEFT[0], {"offered_from": LAST}, LEFT[1]], strict=True):
        change(hall, **left)
    known = {"在用厅", "将开厅"}
    form = WishForm(None, by=seat("worker"), season=round_)
    assert {space.title for space in form.fields["place_1"].queryset} == known
    assert {name for _number, name, _most in wish_paper(round_, None, by=seat("worker")).places} == known
