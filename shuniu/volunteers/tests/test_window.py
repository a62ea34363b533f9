"""The window for who has no phone: chosen on the volunteer's page, printed to be filled in by hand."""

from datetime import timedelta

import pytest

from shuniu.volunteers.actions.ledger import correct_hours, key_hours
from shuniu.volunteers.actions.posts import call_off_shift
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.actions.teams import close_team, found_team
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import HourEntry, Shift, SignUp, TeamMembership
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, TODAY, a_volunteer, an_applicant, seat
from shuniu.volunteers.tests.station import a_post, a_shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
CHINESE_FIRST = (
    ("/volunteers/blank/", "志愿者报名表", "Volunteer registration form"),
    ("/volunteers/{volunteer}/hours/paper/", "我的时数", "My hours"),
    ("/volunteers/shifts/{shift}/sign-in/", "签到表", "Sign-in sheet"),
)


def a_team(name: str):
    named = {"name": name, "place_id": COMMITTEE, "centre_id": CENTRE, "social_worker": "陈晓燕"}
    return found_team(**named, by=seat("worker"))


def hours_from_paper(volunteer, point, minutes: int = 120) -> HourEntry:
    line = Line(
        volunteer_id=volunteer.pk,
        service_point_id=point.pk,
        day=TODAY,
        minutes=minutes,
        content="整理图书",
        evidence="签到表第3页",
        channel=Channel.PAPER,
    )
    return key_hours([line], about=point, by=seat("worker"))[0].entry


def test_the_list_leads_to_the_paper_form_and_to_keying_it_in():
    for role, shown in (("worker", True), ("committee", False)):
        page = browser(role).get("/volunteers/").content.decode()
        assert [address in page for address in ("/volunteers/new/", "/volunteers/blank/")] == [shown, shown]


def test_a_team_is_chosen_on_the_volunteers_page():
    volunteer, team, closed = a_volunteer(), a_team("书香队"), a_team("旧书队")
    close_team(closed, reason="合并", by=seat("worker"))
    desk, address = browser("worker"), f"/volunteers/{volunteer.pk}/teams/new/"
    assert address in desk.get(f"/volunteers/{volunteer.pk}/").content.decode()
    page = desk.get(address).content.decode()
    assert ("书香队" in page, "旧书队" in page) == (True, False)
    assert desk.post(address, {"team": closed.pk}).status_code == 422
    assert desk.post(address, {"team": team.pk}).url == f"/volunteers/{volunteer.pk}/"
    assert desk.post(address, {"team": team.pk}).status_code == 422  # a member already
    assert TeamMembership.everything.get().team == team


def test_a_coming_shift_is_chosen_on_the_volunteers_page_and_a_refusal_says_why():
    post = a_post(wanted=1)
    volunteer, shift, off = a_volunteer(), a_shift(post), a_shift(post, day=TODAY + timedelta(days=2))
    late = a_shift(post, day=TODAY + timedelta(days=60))
    call_off_shift(off, reason="台风", by=seat("worker"))
    desk, address = browser("worker"), f"/volunteers/{volunteer.pk}/shifts/new/"
    for each in (off, late):
        assert desk.post(address, {"shift": each.pk}).status_code == 422
    assert desk.post(address, {"shift": shift.pk}).url == f"/volunteers/{volunteer.pk}/"
    assert SignUp.everything.get().state == "on"
    young = a_volunteer("周小明", born=TODAY.replace(year=TODAY.year - 19))
    senior = a_shift(a_post(point=post.service_point, title="领队", min_age=60), day=TODAY + timedelta(days=3))
    refused = desk.post(f"/volunteers/{young.pk}/shifts/new/", {"shift": senior.pk})
    assert refused.status_code == 422
    assert "60" in refused.content.decode()


def test_nobody_is_offered_a_shift_before_being_accepted():
    applicant = an_applicant()
    page = browser("worker").get(f"/volunteers/{applicant.pk}/").content.decode()
    assert f"/volunteers/{applicant.pk}/shifts/new/" not in page
    assert "paper, keyed in" in page


def test_the_number_is_there_when_hours_are_keyed_in_from_her_page():
    volunteer = a_volunteer()
    desk, address = browser("worker"), f"/volunteers/hours/new/?number={volunteer.number}"
    assert address in desk.get(f"/volunteers/{volunteer.pk}/").content.decode()
    assert f'value="{volunteer.number}"' in desk.get(address).content.decode()


def test_her_hours_on_paper_say_where_each_comes_from_and_what_replaced_it():
    volunteer, post = a_volunteer(since=TODAY - timedelta(days=500)), a_post()
    first = hours_from_paper(volunteer, post.service_point)
    correct_hours(first, minutes=90, reason="表上是一个半小时", by=seat("director"))
    page = browser("worker").get(f"/volunteers/{volunteer.pk}/hours/paper/").content.decode()
    for said in (volunteer.number, "签到表第3页", "陈晓燕", "已被更正", ">-2<", ">1.5<", "至今合计1.5小时"):
        assert said in page
    own = browser("volunteer", volunteer=volunteer)
    assert own.get(f"/volunteers/{volunteer.pk}/hours/paper/").status_code == 200
    other = browser("volunteer", volunteer=a_volunteer("钱永德"))
    assert other.get(f"/volunteers/{volunteer.pk}/hours/paper/").status_code == 404


def test_the_sheet_to_sign_names_who_is_on_the_shift_and_leaves_room_for_others():
    post = a_post(wanted=3)
    shift, volunteer = a_shift(post), a_volunteer()
    sign_up(volunteer, shift, by=seat("worker"))
    desk, address = browser("worker"), f"/volunteers/shifts/{shift.pk}/sign-in/"
    assert address in desk.get(f"/volunteers/shifts/{shift.pk}/").content.decode()
    sheet = desk.get(address).content.decode()
    assert volunteer.number in sheet
    assert sheet.count("<tr>") == 1 + 1 + 2 + 2  # its head, who is on it, who lacks, two to spare


@pytest.mark.parametrize(("address", "chinese", "english"), CHINESE_FIRST)
def test_a_paper_is_chinese_unless_another_language_is_asked_for(address, chinese, english):
    volunteer, shift = a_volunteer(), a_shift(a_post())
    address = address.format(volunteer=volunteer.pk, shift=Shift.everything.get(pk=shift.pk).pk)
    desk = browser("worker")
    assert f"<h1>{chinese}</h1>" in desk.get(address).content.decode()
    assert f"<h1>{english}</h1>" in desk.get(address, {"language": "en"}).content.decode()
