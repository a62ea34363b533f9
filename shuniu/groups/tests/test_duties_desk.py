"""The duties as pages: paper keyed in, corrections, the month's list, reminders and slips, what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.models import Excuse, MonthlyReturn, Reminder, ReportedFigure
from shuniu.groups.tests.factories import a_register, browser, months, with_possessions, with_returns
from shuniu.kernel import trail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
ASKED = {"meetings": 1, "trainings": 1, "activities": 9, "attendance": 24, "members": 28, "note": ""}


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


def address(name: str, *args, **query) -> str:
    return reverse(f"groups:{name}", args=args)


def test_paper_is_keyed_in_and_marked(group):
    desk = browser("worker")
    desk.post(address("return_of_month", group.pk, OCTOBER), {**ASKED, "channel": "paper"})
    filed = MonthlyReturn.everything.get(group=group, month=OCTOBER)
    assert (filed.channel, filed.filed_by) == ("paper", "陈晓燕")
    assert "纸质" in desk.get(address("return_of_month", group.pk, OCTOBER)).content.decode()
    paper = desk.get(address("return_paper", group.pk, OCTOBER) + "?as=page").content.decode()
    assert "按纸质件录入" in paper


def test_a_leader_cannot_say_it_came_on_paper(group):
    browser("leader", group=group).post(address("return_of_month", group.pk, OCTOBER), {**ASKED, "channel": "paper"})
    assert MonthlyReturn.everything.get(group=group, month=OCTOBER).channel == "phone"


@pytest.mark.parametrize("wrong", [{"meetings": "-1"}, {"attendance": ""}, {"members": "99999"}])
def test_wrong_figures_come_back_with_what_was_typed(group, wrong):
    answer = browser("leader", group=group).post(address("return_of_month", group.pk, OCTOBER), {**ASKED, **wrong})
    assert answer.status_code == 422
    assert 'name="activities" value="9"' in answer.content.decode()
    assert not MonthlyReturn.everything.filter(month=OCTOBER).exists()


def test_a_closed_month_is_taken_at_the_window_only(group):
    MonthlyReturn.everything.filter(month=date(2026, 3, 1)).delete()
    march = address("return_of_month", group.pk, date(2026, 3, 1))
    assert browser("leader", group=group).get(march).status_code == 403
    assert browser("leader", group=group).post(march, ASKED).status_code == 403
    assert browser("worker").post(march, {**ASKED, "channel": "paper"}).status_code == 302


@pytest.mark.parametrize("month", ["2026-12", "2025-09", "2026-13"])
def test_a_month_that_was_not_does_not_exist(group, month):
    assert browser("leader", group=group).get(f"/groups/{group.pk}/returns/{month}/").status_code == 404


def test_filing_twice_says_so(group):
    phone = browser("leader", group=group)
    phone.post(address("return_of_month", group.pk, OCTOBER), ASKED)
    again = phone.post(address("return_of_month", group.pk, OCTOBER), ASKED)
    assert again.status_code == 403
    assert "已" in again.content.decode()


def test_a_leader_corrects_what_was_typed_wrongly(group):
    phone = browser("leader", group=group)
    phone.post(address("correct_return", group.pk, SEPTEMBER), {**ASKED, "activities": 5})
    filed = MonthlyReturn.everything.get(group=group, month=SEPTEMBER)
    assert filed.activities == 5
    assert filed.corrected_at is not None
    assert trail.of_thing(group)[0].kind == "groups.return_corrected"


def test_a_duty_is_excused_and_a_number_noted(group):
    desk = browser("worker")
    desk.post(address("excuse", group.pk, OCTOBER), {"duty": "training", "reason": "高温停训"})
    assert Excuse.everything.get().reason == "高温停训"
    note = {"figure": "aged_60_plus", "value": 22, "reported_on": "2026-09-30", "source": "居委年中名册"}
    desk.post(address("report_figure", group.pk), note)
    assert ReportedFigure.everything.get(figure="aged_60_plus").value == 22
    page = desk.get(address("group", group.pk)).content.decode()
    assert "居委年中名册" in page
    assert "高温停训" in page
    assert desk.post(address("report_figure", group.pk), {**note, "reported_on": "2026-12-01"}).status_code == 422


# --- The month of the whole register ------------------------------------------------------------------------------------
@pytest.fixture
def register(group):
    complete = with_returns(with_possessions(a_register("新会合唱队")), *months())
    return group, complete


def test_the_month_tells_late_from_done(register):
    page = browser("worker").get(address("month", OCTOBER)).content.decode()
    assert page.count('class="tag late"') == 1
    missing = browser("worker").get(address("month", OCTOBER) + "?state=return").content.decode()
    assert "夕阳红太极拳队" in missing
    assert "新会合唱队" not in missing
    assert "新会合唱队" in browser("worker").get(address("month", OCTOBER) + "?state=done").content.decode()


def test_chosen_groups_are_reminded_and_get_their_slips(register):
    late, complete = register
    desk = browser("worker")
    asked = {"group": [late.pk, complete.pk], "channel": "slip"}
    slips = desk.post(address("remind", OCTOBER), asked, follow=True)
    page = slips.content.decode()
    assert late.name in page
    assert complete.name not in page  # nothing is missing of it
    assert list(Reminder.everything.values_list("group_id", "channel", "reminded_by")) == [(late.pk, "slip", "陈晓燕")]
    assert trail.of_thing(late)[0].kind == "groups.reminded"


def test_nobody_is_reminded_of_nothing(register):
    _late, complete = register
    desk = browser("worker")
    desk.post(address("remind", OCTOBER), {"group": [complete.pk], "channel": "telephone"})
    desk.post(address("remind", OCTOBER), {"group": ["1 OR 1=1"], "channel": "telephone"})
    assert not Reminder.everything.exists()
    assert browser("committee").post(address("remind", OCTOBER), {"group": [complete.pk]}).status_code == 403


def test_the_register_is_found_filtered_and_taken_along(register):
    late, complete = register
    desk = browser("worker")

    def names(query: str) -> set[str]:
        page = desk.get(address("list") + query).content.decode()
        return {g.name for g in register if f">{g.name}<" in page}

    assert names("?q=合唱") == names("?q=xhhc") == {complete.name}
    assert names("?standing=unfiled") == {late.name, complete.name}
    assert names("?standing=filed") == names("?who=1") == names("?category=hobby") == set()
    assert names("?sort=-members") == {late.name, complete.name}
    assert "export=csv" in desk.get(address("list") + "?q=合唱").content.decode()
    assert "export=" not in desk.get(address("list") + "?q=没有的队").content.decode()  # nothing to take away
    taken = b"".join(desk.get(address("list") + "?export=csv&q=合唱")).decode("utf-8-sig").splitlines()
    assert len(taken) == 2
    assert complete.name in taken[1]
    assert "6/6" in taken[1]


def test_ended_groups_are_shown_on_asking(register):
    late, _complete = register
    late.ended_on, late.ending = date(2026, 11, 1), "dissolved"
    late.save()
    desk = browser("worker")
    assert late.name not in desk.get(address("list")).content.decode()
    assert late.name in desk.get(address("list") + "?ended=1").content.decode()
    assert late.name in desk.get(address("list") + "?standing=ended").content.decode()
