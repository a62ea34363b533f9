"""Changing what a post asks, on its page: whom it bears on is shown before anything is saved, and told after it."""

from datetime import timedelta

import pytest

from shuniu.volunteers.actions.conditions import insure
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.fitting import whom_it_bears_on
from shuniu.volunteers.models import ChangeNotice, Post, SignUp
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


def test_whom_it_bears_on_is_shown_first_and_told_after_it(post):
    """The post becomes risky: both agreed to no risk, and one of them is not insured. Shifts that are over ask nothing."""
    by, insured, bare = seat("worker"), a_volunteer("钱永德"), a_volunteer()
    shift = a_shift(post)
    insure(insured, insurer="人保", policy="P1", valid_from=TODAY, valid_until=shift.day + timedelta(days=9), by=by)
    for each in (insured, bare):
        sign_up(each, shift, by=by)
    asked = change(post, risk="risky")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert bare.number in page
    assert insured.number in page
    assert page.count("accident insurance") == 1
    assert Post.everything.get(pk=post.pk).risk == "none"
    assert not ChangeNotice.everything.exists()
    assert change(post, risk="risky", confirmed="on").url == "/volunteers/changes/?state=begun"
    assert set(SignUp.everything.values_list("state", flat=True)) == {"on"}
    assert bare.number in browser("worker").get("/volunteers/changes/?state=begun").content.decode()


def test_other_risks_in_words_alone_are_shown_before_they_are_saved(post):
    volunteer = a_volunteer()
    sign_up(volunteer, a_shift(post), by=seat("worker"))
    page = change(post, risks="搬运重物").content.decode()
    assert volunteer.number in page
    assert "Agreed to other risks" in page
    assert change(post, risks="搬运重物", confirmed="on").status_code == 302
    assert ChangeNotice.everything.get().asks_agreement


def test_looking_whom_it_bears_on_writes_nothing(post):
    by, volunteer = seat("worker"), a_volunteer()
    place = sign_up(volunteer, a_shift(post), by=by).sign_up
    assert [each.places for each in whom_it_bears_on(post, {"min_age": 90}, by=by)] == [(place,)]
    assert whom_it_bears_on(post, {"min_age": 18}, by=by) == []
    assert Post.everything.get(pk=post.pk).min_age == 18
    assert post.min_age == 18
