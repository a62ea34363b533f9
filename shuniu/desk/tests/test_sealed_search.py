"""The search box finds a case for who may know of it, and nothing of a sealed one for anybody else."""

from datetime import date

import pytest

from shuniu.casework.actions.case_types import set_case_type
from shuniu.casework.actions.intake import open_sealed_case, take_in
from shuniu.casework.actions.menu import offer_service
from shuniu.desk.finding import find
from shuniu.desk.inbox import waiting_for
from shuniu.kernel.models import Appointment, User
from tests.cast import CENTRE

pytestmark = pytest.mark.django_db


def account(name: str) -> User:
    user = User.objects.create(username=name, name=name)
    Appointment.objects.create(user=user, role="worker", place_id=CENTRE, since=date(2020, 1, 1))
    return user


def offered(act, secrecy: str):
    by = act("director")
    kind = set_case_type(code=secrecy, name=secrecy, limit_days=10, secrecy=secrecy, by=by)
    return offer_service(kind, code=secrecy, name=secrecy, description="…", by=by)


def test_a_case_is_found_and_waits_on_the_desk(act):
    user = account("陈晓燕")
    by = act("worker", user_id=user.pk)
    case = take_in(offered(act, "open"), applicant="王秀英", phone="13812345678", by=by)
    assert [hit.name for hit in find("5678", by).cases] == [case.number]
    assert case.number in [waiting.thing for waiting in waiting_for(by)]


def test_a_sealed_case_is_neither_found_nor_waits_for_anybody_else(act):
    first, second, other = account("宋佳"), account("潘毅"), account("陈晓燕")
    case = open_sealed_case(
        offered(act, "assessors"),
        applicant="李建国",
        phone="13987654321",
        assessors=[first, second],
        by=act("director"),
    )
    one = act("worker", user_id=first.pk)
    assert [hit.name for hit in find(case.number, one).cases] == [case.number]
    assert case.number in [waiting.thing for waiting in waiting_for(one)]
    for who in (act("worker", user_id=other.pk), act("director"), act("officer")):
        for text in (case.number, "4321", "李建国"):
            answer = find(text, who)
            assert (answer.cases, answer.people, answer.papers, answer.groups) == ([], [], [], [])
        assert case.number not in [waiting.thing for waiting in waiting_for(who)]
