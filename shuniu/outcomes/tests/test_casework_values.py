"""The figures of the window and of day care have the values that their rows say, worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from shuniu.casework.actions import cases, day_care
from shuniu.casework.actions.case_types import set_case_type
from shuniu.casework.actions.intake import open_sealed_case, take_in
from shuniu.casework.actions.menu import offer_service
from shuniu.kernel.models import User
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.people.public import Particulars, record_person
from tests.cast import CENTRE, NEIGHBOUR, NOW, actor_in

pytestmark = pytest.mark.django_db
MONDAY = NOW.date()  # 23 November 2026


def at(role: str, day: int, *, user=None, place: int = CENTRE):
    """Somebody, so many days after that Monday."""
    more = {"user_id": user.pk, "name": user.name} if user else {}
    return actor_in(role, at=NOW + timedelta(days=day), place=place, **more)


@pytest.fixture
def users(db):
    return [User.objects.create(username=name, name=name) for name in ("陈晓燕", "宋佳")]


@pytest.fixture
def worker(users):
    """`worker(3)`: she, three days after that Monday."""
    return lambda day=0: at("worker", day, user=users[0])


@pytest.fixture
def service(db):
    def make(code="agency", *, place: int = CENTRE, **facts):
        by = at("director", 0, place=place)
        kind = set_case_type(code=code, name=code, **{"limit_days": 5, **facts}, by=by)
        return offer_service(kind, code=code, name=f"服务{code}", description="代办", by=by)

    return make


def value(name: str, first=MONDAY, last=MONDAY + timedelta(days=60), *, role="director", place: int = CENTRE):
    return INDICATORS[name].value(Period(first, last, at(role, 0, place=place)))


def rows(name: str, first=MONDAY, last=MONDAY + timedelta(days=60), *, actor=None) -> list:
    return list(INDICATORS[name].rows(Period(first, last, actor or at("director", 0))))


def asked(line, worker, *, closed: int | None, on: int = 0, stars: int = 0, papers=()):
    """A request of a day, closed some days after that Monday."""
    case = take_in(line, applicant="王秀英", papers_missing=papers, by=worker(on))
    if closed is not None:
        cases.close_case(case, outcome="办妥", by=worker(closed))
    if stars:
        cases.rate_case(case, stars=stars, by=worker(closed))
    return case


# --- Closed, and within the time limit --------------------------------------------------------------------------------
def test_what_was_closed_in_the_period_counts_and_nothing_else(service, worker):
    line = service()
    early, late = asked(line, worker, closed=2), asked(line, worker, closed=10)
    asked(line, worker, closed=None)
    cases.withdraw_case(asked(line, worker, closed=None), by=worker(3))
    elsewhere = service(place=NEIGHBOUR)
    other = at("worker", 0, user=User.objects.get(name="宋佳"), place=NEIGHBOUR)
    cases.close_case(take_in(elsewhere, applicant="李桂芳", by=other), outcome="办妥", by=other)
    assert value("casework.closed") == 2
    assert rows("casework.closed") == [early, late]
    first, last = MONDAY + timedelta(days=2), MONDAY + timedelta(days=2)
    assert value("casework.closed", first, last) == 1  # both ends belong to it
    assert value("casework.closed", first + timedelta(days=1), last + timedelta(days=7)) == 0
    assert value("casework.closed", place=310107000000, role="bureau") == 3  # the district's two centres


def test_the_share_is_of_those_closed_on_or_before_their_day(service, worker):
    """Five workdays from a Monday: the Monday after, which is the seventh day."""
    line = service()
    in_time = [asked(line, worker, closed=day) for day in (0, 6, 7)]
    late = asked(line, worker, closed=8)
    assert {case.due_on for case in in_time} == {None}
    assert value("casework.within_time_share") == 0.75
    assert rows("casework.within_time_share") == [late]
    assert value("casework.within_time_share", last=MONDAY + timedelta(days=7)) == 1
    assert value("casework.within_time_share", first=MONDAY + timedelta(days=8)) == 0
    assert value("casework.within_time_share", first=MONDAY + timedelta(days=9)) is None  # nothing to share


def test_days_in_which_a_paper_was_awaited_are_not_counted(service, worker):
    line = service()
    paused = take_in(line, applicant="王秀英", by=worker(0))
    cases.ask_for_papers(paused, papers=["户口簿"], by=worker(2))  # Wednesday; three workdays are left
    cases.bring_papers(paused, by=worker(28))  # a Monday four weeks on
    assert paused.due_on == MONDAY + timedelta(days=31)
    cases.close_case(paused, outcome="办妥", by=worker(31))
    also = take_in(line, applicant="李桂芳", papers_missing=["户口簿"], by=worker(0))
    cases.bring_papers(also, by=worker(28))  # none of its five is gone: the Monday after
    cases.close_case(also, outcome="办妥", by=worker(36))
    assert value("casework.within_time_share") == 0.5
    assert rows("casework.within_time_share") == [also]


def test_a_reopened_case_leaves_the_figure_and_counts_once_where_it_is_closed_again(service, worker):
    case = asked(service(), worker, closed=3, stars=5)
    assert (value("casework.closed"), value("casework.satisfaction")) == (1, 5)
    cases.reopen_case(case, reason="材料有误", by=worker(4))
    assert (value("casework.closed"), value("casework.satisfaction")) == (0, None)
    cases.close_case(case, outcome="重新办妥", by=worker(10))
    assert value("casework.closed") == 1
    assert value("casework.closed", last=MONDAY + timedelta(days=9)) == 0
    assert value("casework.within_time_share") == 1  # five workdays anew, from the Friday on


def test_a_case_that_was_late_once_stays_late_after_it_is_reopened(service, worker):
    case = asked(service(), worker, closed=9)
    cases.reopen_case(case, reason="材料有误", by=worker(10))
    cases.close_case(case, outcome="重新办妥", by=worker(10))
    assert value("casework.within_time_share") == 0


def test_no_kind_of_case_is_without_a_limit_so_no_case_slips_out_of_the_share(service):
    """The database refuses it; what is closed was in time or late."""
    with pytest.raises(IntegrityError), transaction.atomic():
        type(service().case_type).objects.unscoped(because="test").update(limit_days=0)


# --- Satisfaction -----------------------------------------------------------------------------------------------------
def test_satisfaction_is_the_mean_of_those_who_said_it_of_cases_closed_in_the_period(service, worker):
    line = service()
    said = [asked(line, worker, closed=day, stars=stars) for day, stars in ((1, 5), (2, 4), (3, 2))]
    asked(line, worker, closed=3)  # was not asked
    assert value("casework.satisfaction") == 3.67
    assert rows("casework.satisfaction") == said
    assert value("casework.satisfaction", last=MONDAY + timedelta(days=2)) == 4.5
    assert value("casework.satisfaction", first=MONDAY + timedelta(days=4)) is None


# --- Sealed -----------------------------------------------------------------------------------------------------------
def test_assessments_count_where_they_are_closed_and_open_to_their_assessors_alone(service, users, worker):
    line = service("adoption", secrecy="assessors", limit_days=60)
    by = [at("worker", 5, user=user) for user in users]
    made = [
        open_sealed_case(line, applicant=name, assessors=users, by=at("director", 0)) for name in ("李建国", "王建华")
    ]
    open_sealed_case(line, applicant="张福生", assessors=users, by=at("director", 0))  # under way
    for case, day in zip(made, (5, 9), strict=True):
        cases.close_case(case, outcome="已送", by=replace(by[0], at=NOW + timedelta(days=day)))
    asked(service(), worker, closed=5)
    assert value("casework.adoption_assessments") == 2
    assert value("casework.adoption_assessments", last=MONDAY + timedelta(days=5)) == 1
    assert value("casework.adoption_assessments", place=310107000000, role="bureau") == 2
    assert value("casework.adoption_assessments", place=NEIGHBOUR) == 0
    assert rows("casework.adoption_assessments") == []  # the director has the number and no row
    assert rows("casework.adoption_assessments", actor=by[1]) == made
    assert value("casework.closed") == 1  # sealed ones are in no other figure


# --- Day care ---------------------------------------------------------------------------------------------------------
def test_rooms_and_places_are_those_of_the_last_day(worker):
    first = day_care.open_room(name="叶家宅", places=2, by=at("director", 0))
    day_care.open_room(name="普雄", places=3, by=at("director", 10))
    people = [record_person(Particulars(name), centre_id=CENTRE, by=worker()) for name in ("王秀英", "李桂芳")]
    agreed = day_care.Agreement("1", MONDAY, "家属", "13800001111")
    held = [day_care.enrol(first, who, agreed, by=worker(day)) for who, day in zip(people, (0, 4), strict=True)]
    day_care.end_place(held[0], by=worker(20))

    def on(day: int) -> tuple:
        last = MONDAY + timedelta(days=day)
        return value("casework.day_care_rooms", last=last), value("casework.day_care_places_taken", last=last)

    assert [on(day) for day in (-1, 0, 3, 4, 9, 10, 19, 20)] == [
        (0, 0), (1, 1), (1, 1), (1, 2), (1, 2), (2, 2), (2, 2), (2, 1)
    ]  # fmt: skip
    assert rows("casework.day_care_rooms", last=MONDAY) == [first]
    assert rows("casework.day_care_places_taken") == [held[1]]


# --- On the page ------------------------------------------------------------------------------------------------------
def test_a_figure_opens_to_its_rows_on_a_page_for_the_days_asked(service, worker, client_as):
    line = service()
    early, late = asked(line, worker, closed=1), asked(line, worker, closed=10)
    address = reverse("outcomes:rows", args=["casework.closed"])
    page = client_as("director").get(address, {"from": "2026-11-23", "to": "2026-11-30"}).content.decode()
    assert early.number in page
    assert f'href="{reverse("casework:case", args=[early.pk])}"' in page
    assert reverse("casework:case", args=[late.pk]) not in page
    assert date(2026, 12, 3) == late.closed_on
