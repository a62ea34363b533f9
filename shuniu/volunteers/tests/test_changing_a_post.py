"""Changing what a post asks, on its page: who no longer fits is shown before anything is saved, and called after it."""

from datetime import timedelta

import pytest

from shuniu.volunteers.actions.conditions import insure
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.fitting import no_longer_fit
from shuniu.volunteers.models import Post, SignUp
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import TODAY, a_volunteer, seat
from shuniu.volunteers.tests.station import SERVES, a_post, a_shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
AS_IT_IS = {
    **SERVES,
    "title": "理货员",
    "risk": "none",
    "min_age": "18",
    "max_age": "",
    "skill": "",
    "training": "",
    "team": "",
    "backups": "0",
    "is_public": "on",
}


@pytest.fixture
def post() -> Post:
    return a_post(wanted=3)


def change(post, **more):
    return browser("worker").post(f"/volunteers/posts/{post.pk}/change/", AS_IT_IS | {"wanted": "3"} | more)


def test_the_page_shows_what_the_post_asks_today(post):
    page = browser("worker").get(f"/volunteers/posts/{post.pk}/change/").content.decode()
    assert "搬运轻物" in page
    assert (
        f"/volunteers/posts/{post.pk}/change/"
        in browser("worker").get(f"/volunteers/posts/{post.pk}/").content.decode()
    )
    assert browser("officer").get(f"/volunteers/posts/{post.pk}/change/").status_code == 403


def test_title_risks_and_numbers_change_at_once(post):
    assert (
        change(post, title="理货与收银", risks="搬运重物，地面湿滑", wanted="4").url == f"/volunteers/posts/{post.pk}/"
    )
    post.refresh_from_db()
    assert (post.title, post.risks, post.wanted) == ("理货与收银", "搬运重物，地面湿滑", 4)


@pytest.mark.parametrize(
    ("wrong", "where"), [({"risks": ""}, "risks"), ({"min_age": "70", "max_age": "60"}, "max_age"), ({}, "Nothing")]
)
def test_a_change_that_cannot_be_is_refused_beside_the_field(post, wrong, where):
    answer = change(post, **wrong)
    assert answer.status_code == 422
    assert where in answer.content.decode()


def test_who_no_longer_fits_is_shown_first_and_called_after_it(post):
    """The post becomes risky: one of two is insured. Shifts that are over ask nothing."""
    by, insured, bare = seat("worker"), a_volunteer("钱永德"), a_volunteer()
    shift = a_shift(post)
    insure(insured, insurer="人保", policy="P1", valid_from=TODAY, valid_until=shift.day + timedelta(days=9), by=by)
    stays, loses = (sign_up(each, shift, by=by).sign_up for each in (insured, bare))
    asked = change(post, risk="risky")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert bare.number in page
    assert insured.number not in page
    assert "accident insurance" in page
    assert Post.everything.get(pk=post.pk).risk == "none"
    assert set(SignUp.everything.values_list("state", flat=True)) == {"on"}
    assert change(post, risk="risky", confirmed="on").url == "/volunteers/calls/"
    for place in (stays, loses):
        place.refresh_from_db()
    assert (stays.state, loses.state) == ("on", "given_up")
    assert bare.number in browser("worker").get("/volunteers/calls/").content.decode()


def test_looking_who_would_not_fit_writes_nothing(post):
    by, volunteer = seat("worker"), a_volunteer()
    place = sign_up(volunteer, a_shift(post), by=by).sign_up
    assert [each.pk for each, _why in no_longer_fit(post, {"min_age": 90}, by=by)] == [place.pk]
    assert no_longer_fit(post, {"min_age": 18}, by=by) == []
    assert Post.everything.get(pk=post.pk).min_age == 18
    assert post.min_age == 18
