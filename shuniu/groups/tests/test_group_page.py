"""One group in one view: what it says, what is missing, what is due next, and what it does not give away."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.actions.duties import report_figure
from shuniu.groups.models import Affiliation, Branch, Group
from shuniu.groups.standing import STANDINGS, standing_of, stands
from shuniu.groups.tests.cast import CENTRE, TODAY, seat
from shuniu.groups.tests.factories import a_register, browser, months, with_possessions, with_returns
from shuniu.kernel.models import TrailEntry
from shuniu.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


def page_of(group, role: str = "worker", language: str = "zh-hans") -> str:
    return browser(role, language=language).get(reverse("groups:group", args=[group.pk])).content.decode()


def test_counted_stands_beside_reported(group):
    report_figure(group, figure="members", value=30, reported_on=TODAY, source="居委电话", by=seat("worker"))
    page = page_of(group, language="en")
    assert "3 members" in page
    assert "3 aged 60 or over (100%)" in page
    assert "居委电话, 2026-11-18" in page


def test_the_week_and_the_year_are_drawn_and_told(group):
    page = page_of(group, language="en")
    assert 'aria-label="Mon 08:00–10:00, Wed 08:00–10:00, Fri 08:00–10:00"' in page
    assert page.count('class="one-late"') == 3 + 1  # October's three duties, and the key
    assert page.count('class="one-due"') == 3 + 1  # November's
    assert '<th scope="row">October 2026</th>' in page
    assert f"{reverse('groups:excuse', args=[group.pk, OCTOBER])}?duty=training" in page


def test_what_is_missing_is_named_with_the_way_to_fill_it():
    thin = a_register("谈家渡空竹队", members=1, content="", venue="", times="")
    page = page_of(thin, language="en")
    for words in ("what the group does", "the venue", "the times"):
        assert words in page
    assert page.count(reverse("groups:correct", args=[thin.pk])) >= 3
    assert reverse("groups:correct", args=[thin.pk]) not in page_of(thin, role="committee")


def test_the_main_action_is_what_is_due_next(group):
    assert reverse("groups:return_of_month", args=[group.pk, OCTOBER]) in main_action(page_of(group))
    with_returns(group, OCTOBER)
    assert reverse("groups:begin", args=[group.pk, "first"]) in main_action(page_of(group))
    group.filing_number, group.filed_on = "长寿路备 2026-0001", TODAY
    group.save()
    assert "2026-11/" in main_action(page_of(group))
    with_returns(group, date(2026, 11, 1))
    assert reverse("groups:apply", args=[group.pk]) in main_action(page_of(group))
    assert main_action(page_of(group, role="auditor")) == ""


def main_action(page: str) -> str:
    """The opening tag of the one main button of a page."""
    content = page.split("<main", 1)[1].split("</main>", 1)[0]
    return content.split('class="btn main"', 1)[1].split(">", 1)[0] if 'class="btn main"' in content else ""


def test_the_leaders_number_opens_for_a_reason_that_stays(group):
    desk = browser("worker")
    address = reverse("groups:leader_phone", args=[group.pk])
    assert "13812345678" not in desk.get(address).content.decode()
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert "13812345678" in desk.post(address, {"reason": "通知场地变更"}).content.decode()
    look = TrailEntry.objects.get(kind="people.looked")
    assert (look.noun_id, look.facts["reason"]) == (Person.everything.get(name="王福生").pk, "通知场地变更")


@pytest.mark.parametrize("role", ["committee", "bureau", "auditor", "officer"])
def test_nobody_else_sees_the_number(group, role):
    assert browser(role).get(reverse("groups:leader_phone", args=[group.pk])).status_code == 403
    assert "13812345678" not in page_of(group, role=role)


def test_secondary_affiliations_are_shown(group):
    branch = Branch.everything.create(centre_id=CENTRE, name="第二分会", path="000001.")
    Affiliation.everything.create(centre_id=CENTRE, group=group, branch=branch, since=TODAY)
    assert "第二分会" in page_of(group)


LIVES = {
    "filed": {"filed_on": date(2025, 1, 1), "filed_until": date(2027, 1, 1)},
    "run_out": {"filed_on": date(2022, 1, 1), "filed_until": date(2026, 11, 17)},
    "unfiled": {},
    "suspended": {"filed_on": date(2025, 1, 1), "suspended_on": TODAY},
    "ended": {"filed_on": date(2025, 1, 1), "ended_on": TODAY, "ending": "dissolved", "suspended_on": date(2026, 1, 1)},
}


@pytest.mark.parametrize("name", LIVES)
def test_where_a_group_stands_is_asked_in_two_ways_that_agree(group, name):
    for column, value in LIVES[name].items():
        setattr(group, column, value)
    group.save()
    assert standing_of(group, TODAY).name == name
    assert [s.name for s in STANDINGS if Group.everything.filter(stands(s.name, TODAY)).exists()] == [name]
