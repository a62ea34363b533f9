"""Every page of the register, the roster and the duties, in both languages; who may enter; how much each asks."""

from datetime import date

import pytest
from django.urls import reverse

from shuniu.groups.models import Membership
from shuniu.groups.tests.cast import OTHER_COMMITTEE
from shuniu.groups.tests.factories import a_register, browser, months, with_possessions, with_returns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
ALL = ("worker", "director", "officer", "committee", "leader", "bureau", "auditor")
STAFF = ("worker", "director", "officer")
CENTRE_ROLES = ("worker", "director")


@pytest.fixture
def group():
    return with_returns(with_possessions(a_register()), *months(count=11))


@pytest.fixture
def other():
    """A group of another residents' committee, with nothing but its name."""
    return a_register("谈家渡空竹队", place=OTHER_COMMITTEE, members=1, content="", venue="", times="")


# --- Where one is ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("page", "door"), [("group", "mine"), ("returns", "my_return"), ("roster", "my_roster")])
def test_the_leaders_phone_marks_the_door_behind_which_she_is(group, page, door):
    html = browser("leader", group=group).get(reverse(f"groups:{page}", args=[group.pk])).content.decode()
    assert f'<a href="{reverse(f"groups:{door}")}" aria-current="page">' in html
    assert html.count('aria-current="page"') == 1


def test_on_the_phone_the_returns_are_doors_and_no_table(group):
    html = browser("leader", group=group).get(reverse("groups:returns", args=[group.pk])).content.decode()
    assert reverse("groups:return_of_month", args=[group.pk, SEPTEMBER]) in html
    assert "<table" not in html


def test_a_list_on_the_leaders_phone_keeps_the_phones_doors(group):
    html = browser("leader", group=group).get(reverse("groups:list")).content.decode()
    assert 'class="doors"' in html
    assert 'class="rail"' not in html


# --- Who may enter ------------------------------------------------------------------------------------------------------
PAGES = {
    "list": ((), ALL),
    "this_month": ((), ALL),
    "month": ((OCTOBER,), ALL),
    "group": (("group",), ALL),
    "returns": (("group",), ALL),
    "return": (("group",), (*CENTRE_ROLES, "leader")),
    "return_of_month": (("group", OCTOBER), (*CENTRE_ROLES, "leader")),
    "correct_return": (("group", SEPTEMBER), (*CENTRE_ROLES, "leader")),
    "return_paper": (("group", SEPTEMBER), (*STAFF, "leader")),
    "blank_return": (("group",), (*STAFF, "leader")),
    "blank_roster": (("group",), (*STAFF, "leader")),
    "roster_paper": (("group",), (*STAFF, "leader")),
    "excuse": (("group", OCTOBER), CENTRE_ROLES),
    "report_figure": (("group",), CENTRE_ROLES),
    "key_in": (("group",), CENTRE_ROLES),
    "leader_phone": (("group",), CENTRE_ROLES),
    "roster": (("group",), (*STAFF, "leader")),
    "join": (("group",), (*CENTRE_ROLES, "leader")),
    "join_new": (("group",), CENTRE_ROLES),
    "membership": (("group", "member"), (*CENTRE_ROLES, "leader")),
    "slips": ((OCTOBER,), CENTRE_ROLES),
    "mine": ((), ("leader",)),
}


@pytest.mark.parametrize("role", ALL)
def test_who_may_enter(role, group):
    member = Membership.everything.filter(group=group).first()
    known = {"group": group.pk, "member": member.pk}
    visitor = browser(role, group=group if role == "leader" else None)
    wrong = {}
    for name, (args, roles) in PAGES.items():
        answer = visitor.get(reverse(f"groups:{name}", args=[known.get(a, a) for a in args]))
        if (answer.status_code in (200, 302)) != (role in roles) or (role not in roles and answer.status_code != 403):
            wrong[name] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("role", ["leader", "committee"])
def test_another_groups_pages_do_not_exist(role, group, other):
    member = Membership.everything.filter(group=other).first()
    known = {"group": other.pk, "member": member.pk}
    visitor = browser(role, group=group if role == "leader" else None)
    seen = {}
    for name, (args, roles) in PAGES.items():
        if "group" in args and role in roles:
            seen[name] = visitor.get(reverse(f"groups:{name}", args=[known.get(a, a) for a in args])).status_code
    assert seen
    assert set(seen.values()) == {404}
    assert other.name not in visitor.get(reverse("groups:list")).content.decode()
    assert other.name not in visitor.get(reverse("groups:month", args=[OCTOBER])).content.decode()


def test_another_centre_sees_nothing(group):
    neighbour = browser("worker", place=310107005000)
    assert group.name not in neighbour.get(reverse("groups:list")).content.decode()
    assert neighbour.get(reverse("groups:group", args=[group.pk])).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", ["worker", "leader"])
def test_every_page_draws_without_inline_script(role, language, group, other):
    member = Membership.everything.filter(group=group).first()
    known = {"group": group.pk, "member": member.pk}
    visitor = browser(role, group=group if role == "leader" else None, language=language)
    for name, (args, roles) in PAGES.items():
        if role in roles:
            answer = visitor.get(reverse(f"groups:{name}", args=[known.get(a, a) for a in args]), follow=True)
            page = answer.content.decode(errors="ignore")
            assert answer.status_code == 200, name
            assert " style=" not in page, name
            assert " onclick=" not in page, name


# --- How much a page asks ------------------------------------------------------------------------------------------------
def test_the_register_asks_little(group, other, django_assert_max_num_queries):
    desk = browser("worker")
    desk.get(reverse("groups:list"))
    for asked in ("", "?who=1&what=1&category=sports", "?q=太极&sort=-members", "?standing=unfiled"):
        with django_assert_max_num_queries(8):
            desk.get(reverse("groups:list") + asked)


def test_a_return_asks_little(group, django_assert_max_num_queries):
    phone = browser("leader", group=group)
    asked = {"meetings": 1, "trainings": 1, "activities": 9, "attendance": 24, "members": 28, "note": ""}
    with django_assert_max_num_queries(12):
        answer = phone.post(reverse("groups:return_of_month", args=[group.pk, OCTOBER]), asked)
    assert answer.status_code == 302


def test_a_group_asks_the_same_however_much_it_did(group, django_assert_max_num_queries):
    desk = browser("worker")
    with django_assert_max_num_queries(34):
        desk.get(reverse("groups:group", args=[group.pk]))
