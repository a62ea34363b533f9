"""The number of members a return begins with: the later word of two, and the leader reads both and why."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.actions.duties import correct_return
from shuniu.groups.actions.roster import leave_group
from shuniu.groups.carried import carried_into
from shuniu.groups.models import Group, Membership, MonthlyReturn
from shuniu.groups.tests.cast import TODAY, later, seat
from shuniu.groups.tests.factories import RETURN, a_register, browser, with_returns
from shuniu.groups.tests.import_desk import written
from shuniu.groups.tests.test_import_rules import file_of, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))


@pytest.fixture
def group() -> Group:
    """Three on the roster since last year; the return of September, which came in today, says 25."""
    return with_returns(a_register(), SEPTEMBER, figures=RETURN._replace(members=25))


def came_in(group: Group, *, days_ago: int) -> None:
    MonthlyReturn.everything.filter(group=group).update(filed_at=later(seat("leader"), -days_ago).at)


def begins_with(group: Group) -> int:
    return carried_into(group, OCTOBER, today=TODAY).figures["members"]


def somebody_leaves(group: Group, *, until: date = TODAY) -> None:
    leave_group(Membership.everything.filter(group=group).last(), until=until, by=seat("worker"))


def test_a_roster_that_did_not_change_leaves_the_word_to_the_return(group):
    assert begins_with(group) == 25


def test_a_roster_that_changed_since_has_the_later_word(group):
    came_in(group, days_ago=9)
    somebody_leaves(group, until=date(2026, 9, 20))  # told late: what counts is when it was written down
    assert begins_with(group) == 2


def test_a_file_that_was_read_since_has_the_later_word(group, tmp_path):
    came_in(group, days_ago=9)
    written(file_of(tmp_path, row("何玉珍", group=group.name, phone="13993702683")), as_of=date(2026, 10, 1))
    assert begins_with(group) == 4


def test_a_return_corrected_after_the_change_has_the_later_word(group):
    came_in(group, days_ago=9)
    somebody_leaves(group)
    filed = MonthlyReturn.everything.get(group=group)
    correct_return(filed, RETURN._replace(members=24), by=later(seat("leader"), 1))
    assert begins_with(group) == 24


def test_an_empty_roster_says_nothing(group):
    came_in(group, days_ago=9)
    for member in Membership.everything.filter(group=group):
        leave_group(member, until=date(2026, 10, 1), by=seat("worker"))
    assert begins_with(group) == 25


def test_the_roster_speaks_for_the_last_day_of_a_month_that_is_over(group):
    came_in(group, days_ago=9)
    somebody_leaves(group, until=NOVEMBER)
    assert begins_with(group) == 3  # of October; the one who left stayed for all of it
    assert carried_into(group, NOVEMBER, today=TODAY).figures["members"] == 2


@pytest.mark.parametrize(
    ("language", "changes", "said"),
    [
        ("zh-hans", False, ("名册2026-10-31：3人", "2026年9月月报（2026-11-18报送）：25人", "先按月报填好")),
        ("zh-hans", True, ("名册2026-10-31：2人", "2026年9月月报（2026-11-09报送）：25人", "先按名册填好")),
        ("en", False, ("On the roster on 2026-10-31: 3", "in the return of September 2026, of 2026-11-18: 25")),
    ],
)
def test_the_leader_reads_both_numbers_with_their_days_and_why(group, language, changes, said):
    if changes:
        came_in(group, days_ago=9)
        somebody_leaves(group, until=date(2026, 10, 20))
    phone = browser("leader", group=group, language=language)
    address = reverse("groups:return_of_month", args=[group.pk, OCTOBER])
    wrong = {"meetings": "", "trainings": 1, "activities": 9, "attendance": 24, "members": 25, "note": ""}
    for page in (phone.get(address), phone.post(address, wrong)):
        for words in said:
            assert words in page.content.decode()
    assert f'name="members" value="{2 if changes else 25}"' in phone.get(address).content.decode()


def test_nothing_is_weighed_where_both_say_the_same():
    group = with_returns(a_register(), SEPTEMBER, figures=RETURN._replace(members=3))
    page = browser("leader", group=group).get(reverse("groups:return_of_month", args=[group.pk, OCTOBER]))
    assert "名册2026-10-31：3人，与2026年9月月报相同。" in page.content.decode()
    first = a_register("新会合唱队", members=2)
    page = browser("leader", group=first).get(reverse("groups:return_of_month", args=[first.pk, OCTOBER]))
    assert "2人。之前没有月报。" in page.content.decode()
