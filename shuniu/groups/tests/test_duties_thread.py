"""The thin thread: the register, one group in one view, the month's return on the leader's phone."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.models import MonthlyReturn, ReportedFigure
from shuniu.groups.tests.factories import a_register, browser, months, with_possessions, with_returns
from shuniu.kernel import trail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", ["worker", "officer", "committee", "bureau", "auditor"])
def test_the_register_and_a_group_open(group, role, language):
    desk = browser(role, language=language)
    register = desk.get(reverse("groups:list"))
    assert group.name in register.content.decode()
    page = desk.get(reverse("groups:group", args=[group.pk])).content.decode()
    assert "太极拳、太极剑" in page
    assert ("王福生" in page) == (role in ("worker", "officer", "committee"))
    assert "13812345678" not in page


def test_a_leader_files_the_return_on_the_phone(group):
    phone = browser("leader", group=group)
    home = phone.get(reverse("groups:mine"), follow=True).content.decode()
    address = reverse("groups:return_of_month", args=[group.pk, OCTOBER])
    assert address in home

    form = phone.get(address).content.decode()
    assert 'name="attendance" value="23"' in form

    asked = {"meetings": 1, "trainings": 1, "activities": 9, "attendance": 24, "members": 28, "note": ""}
    done = phone.post(address, asked, follow=True).content.decode()
    assert "24" in done
    filed = MonthlyReturn.everything.get(group=group, month=OCTOBER)
    assert (filed.activities, filed.channel, filed.filed_by) == (9, "phone", "王福生")
    assert ReportedFigure.everything.get(group=group, reported_on=date(2026, 10, 31)).value == 28
    assert trail.of_thing(group)[0].kind == "groups.return_filed"
    assert trail.of_thing(group)[0].via == "phone"
