"""A reminder reaches an account, or somebody is called or handed a letter; which of them, and by whom, stays on record."""

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.kernel import trail
from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions.contacts import end_contact, give_access, note_contact
from shuniu.organizations.actions.inspections import pre_check
from shuniu.organizations.actions.reminding import ACCOUNT, Reminded, note_attempt, remind_organizations
from shuniu.organizations.jobs import remind_of_inspection
from shuniu.organizations.models import CallAttempt, Inspection, InspectionReminder, Organization, ReminderCall
from shuniu.organizations.papers.letters import letters_paper
from shuniu.organizations.queries import calls_to_make
from shuniu.organizations.tests.cast import (
    CENTRE,
    NEIGHBOUR,
    NOW,
    a_cycle,
    an_organization,
    browser,
    filled,
    later,
    seat,
)
from shuniu.organizations.waiting import organizations_waiting_for

pytestmark = pytest.mark.django_db
CALLS = "/organizations/inspections/calls/"


def inspection_of(organization: Organization) -> Inspection:
    return Inspection.everything.select_related("organization", "cycle").get(organization=organization)


def with_access(organization: Organization):
    contact = note_contact(organization, name="顾美华", by=seat("worker"))
    give_access(contact, by=seat("worker"))
    return contact


@pytest.fixture
def season() -> tuple[Inspection, Inspection]:
    """Two of one season: for the first somebody acts online, for the second nobody."""
    online, offline = an_organization(), an_organization("没有账号的服务社", number=2)
    with_access(online)
    note_contact(offline, name="李阿姨", duty="会计", phone="13812345678", by=seat("worker"))
    a_cycle()
    return inspection_of(online), inspection_of(offline)


def remind(inspections, channel: str = ACCOUNT, *, by=None) -> Reminded:
    fresh = Inspection.everything.select_related("organization", "cycle").filter(pk__in=[i.pk for i in inspections])
    return remind_organizations(list(fresh), channel=channel, by=by or seat("worker"))


def the_call() -> ReminderCall:
    return calls_to_make(seat("worker")).get()


def test_who_has_an_account_is_reminded_there_and_the_others_come_onto_the_call_list(season):
    online, offline = season
    assert remind(season) == Reminded(told=1, to_call=1)
    for each in season:
        each.refresh_from_db()
    assert (online.state, offline.state) == ("reminded", "due")  # nothing has reached the second yet
    assert offline.reminded_at is None
    assert the_call().inspection == offline
    assert InspectionReminder.everything.get().channel == ACCOUNT
    assert remind(season) == Reminded(told=1, to_call=1)  # nobody is put there twice
    assert ReminderCall.everything.count() == 1


def test_a_contact_who_lost_the_access_is_called_again(season):
    online, _offline = season
    contact = online.organization.contacts.get()
    end_contact(contact, by=seat("worker"))
    assert remind([online], by=later(seat("worker"), 1)) == Reminded(told=0, to_call=1)


def test_not_reached_stays_on_the_list_and_reached_is_a_reminder(season):
    remind(season)
    call, worker = the_call(), seat("worker")
    contact = call.organization.contacts.get()
    note_attempt(call, outcome="not_reached", channel="phone", contact=contact, by=worker)
    assert the_call() == call
    call.inspection.refresh_from_db()
    assert call.inspection.state == "due"
    tomorrow = later(worker, 1)
    note_attempt(call, outcome="reached", channel="phone", contact=contact, by=tomorrow)
    call.inspection.refresh_from_db()
    assert (call.inspection.state, call.inspection.reminded_at) == ("reminded", tomorrow.at)
    assert not calls_to_make(worker).exists()
    last = InspectionReminder.everything.latest("pk")
    assert (last.channel, last.reminded_by, last.reminded_at) == ("phone", worker.name, tomorrow.at)
    assert [row.outcome for row in call.attempts.order_by("pk")] == ["not_reached", "reached"]
    with pytest.raises(Refused):
        note_attempt(call, outcome="reached", channel="phone", by=worker)
    kinds = {entry.kind for entry in trail.of_thing(call.inspection)}
    assert {"organizations.call_missed", "organizations.call_reached"} <= kinds


def test_a_letter_handed_over_counts_as_reminded_by_letter(season):
    remind(season)
    note_attempt(the_call(), outcome="letter", channel="letter", by=seat("worker"))
    assert not calls_to_make(seat("worker")).exists()
    assert InspectionReminder.everything.latest("pk").channel == "letter"


def test_who_hands_in_or_is_told_another_way_is_called_no_more(season):
    _online, offline = season
    remind(season)
    call = the_call()
    remind([offline], channel="visit")
    assert not calls_to_make(seat("worker")).exists()
    with pytest.raises(Refused):
        note_attempt(ReminderCall.everything.get(pk=call.pk), outcome="reached", channel="phone", by=seat("worker"))
    remind([offline])
    again = the_call()
    fresh = inspection_of(offline.organization)
    pre_check(filled(fresh), by=seat("worker"))
    assert not calls_to_make(seat("worker")).exists()
    with pytest.raises(Refused):
        note_attempt(
            ReminderCall.everything.select_related("inspection").get(pk=again.pk),
            outcome="reached", channel="phone", by=seat("worker"),
        )  # fmt: skip
    assert not CallAttempt.everything.exists()


def test_nobody_but_the_centre_reminds_or_notes_a_call(season):
    remind(season)
    for role in ("officer", "bureau"):
        with pytest.raises(Refused):
            note_attempt(the_call(), outcome="reached", channel="phone", by=seat(role))
    assert not calls_to_make(seat("worker", place=NEIGHBOUR, name="邻居")).exists()


def test_reminding_many_leaves_a_line_for_each_way_and_passes_over_who_has_handed_in(season):
    online, _offline = season
    remind([online], channel="phone")
    pre_check(filled(inspection_of(online.organization)), by=seat("worker"))
    assert remind(season) == Reminded(told=0, to_call=1)
    lines = TrailEntry.objects.filter(kind__in=("organizations.inspections_reminded", "organizations.calls_listed"))
    assert sorted(lines.values_list("kind", "facts__count")) == [
        ("organizations.calls_listed", 1), ("organizations.inspections_reminded", 1),
    ]  # fmt: skip
    with pytest.raises(Refused):
        remind([online])


def test_the_clock_reminds_once_on_its_days_and_lists_whom_it_cannot_reach(season):
    def tick(days: int) -> tuple[int, int]:
        remind_of_inspection(by=system_actor(place=0, via="job", at=later(seat("worker"), days).at, name="clock"))
        return InspectionReminder.everything.count(), ReminderCall.everything.count()

    assert tick(0) == (0, 0)
    assert tick(6) == (1, 1)  # 31 March is seven days off
    lines = TrailEntry.objects.count()
    assert tick(6) == (1, 1)
    assert TrailEntry.objects.count() == lines  # run again, it has nothing to say
    assert tick(13) == (2, 1)  # one is still to be called from last time


def test_attempts_are_a_ledger(season):
    remind(season)
    note_attempt(the_call(), outcome="not_reached", channel="phone", by=seat("worker"))
    for statement in (
        "UPDATE organizations_callattempt SET outcome = 'reached'",
        "DELETE FROM organizations_callattempt",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# --- Pages ------------------------------------------------------------------------------------------------------------
def test_the_season_tells_how_many_were_reached_and_who_by_which_channel(season, on_the_day):
    page = browser("worker")
    told = page.post("/organizations/inspections/of/2025/reminders/", follow=True).content.decode()
    assert "1家已在账号内收到提醒" in told
    assert "1家已列入待通知" in told
    note_attempt(the_call(), outcome="reached", channel="phone", by=seat("worker"))
    shown = page.get("/organizations/inspections/").content.decode()
    for how in ("账号内提醒 · 陈晓燕", "电话 · 陈晓燕"):
        assert f'<time>2026-03-18</time><br><span class="beside">{how}</span>' in shown
    told = b"".join(page.get("/organizations/inspections/?export=csv").streaming_content).decode("utf-8-sig")
    assert "2026-03-18 · 电话 · 陈晓燕" in told


def test_the_call_list_shows_whom_to_call_masked_and_what_is_missing(season, on_the_day):
    remind(season)
    page, call = browser("worker"), the_call()
    shown = page.get(CALLS).content.decode()
    for text in ("没有账号的服务社", "李阿姨 · 会计", "年度检查报告书", f"{CALLS}{call.pk}/"):
        assert text in shown
    assert "13812345678" not in shown
    assert "138****5678" in shown
    one = page.get(f"{CALLS}{call.pk}/")
    assert "13812345678" not in one.content.decode()
    assert "no-store" in one["Cache-Control"]
    contact = call.organization.contacts.get()
    assert f"/organizations/contacts/{contact.pk}/phone/" in one.content.decode()
    full = page.post(f"/organizations/contacts/{contact.pk}/phone/", {"reason": "提醒年检"}).content.decode()
    assert "13812345678" in full
    assert TrailEntry.objects.filter(kind="organizations.contact_looked").count() == 1
    assert browser("officer").get(CALLS).status_code == 403


def test_a_call_is_noted_by_page(season, on_the_day):
    remind(season)
    page, call = browser("worker"), the_call()
    at, contact = f"{CALLS}{call.pk}/", call.organization.contacts.get()
    assert page.post(at, {"channel": "phone"}).status_code == 422  # what came of it is not said
    assert page.post(at, {"outcome": "reached", "channel": "account"}).status_code == 422  # nobody's hand does that
    stranger = note_contact(an_organization("别家", number=9), name="别人", by=seat("worker"))
    assert page.post(at, {"outcome": "reached", "channel": "phone", "contact": stranger.pk}).status_code == 422
    assert page.post(at, {"outcome": "not_reached", "channel": "phone", "contact": contact.pk}).status_code == 302
    assert "未联系上 · 电话 · 陈晓燕" in page.get(CALLS).content.decode()
    assert page.post(at, {"outcome": "letter", "channel": "letter", "contact": ""}).status_code == 302
    assert page.get(at).status_code == 404
    assert CallAttempt.everything.get(outcome="letter").contact is None
    assert "书面通知" in page.get(f"/organizations/inspections/{call.inspection_id}/").content.decode()


def test_the_list_asks_no_more_for_many_rows(on_the_day, django_assert_max_num_queries):
    for number in range(30):
        one = an_organization(f"第{number}服务社", number=number + 1)
        note_contact(one, name=f"联系人{number}", phone="13812345678", by=seat("worker"))
    a_cycle()
    remind(Inspection.everything.all())
    page = browser("worker")
    page.get(CALLS)
    with django_assert_max_num_queries(11):
        assert "30条" in page.get(CALLS).content.decode()


def test_letters_are_printed_one_a_page_for_who_is_on_the_list(season, on_the_day):
    page = browser("worker")
    letters = f"{CALLS}letters/"
    assert page.get(letters).headers["Location"] == CALLS  # nobody is to be written to
    remind(season)
    shown = page.get(f"{letters}?as=page").content.decode()
    assert shown.count('class="letter"') == 1
    for text in (
        "没有账号的服务社（李阿姨）",
        "2025年度检查报告",
        "2026年3月31日",
        "年度检查报告书",
        "长寿路街道社区社会组织服务中心服务窗口",
    ):
        assert text in shown
    assert "13812345678" not in shown
    in_english = browser("worker", language="en").get(f"{letters}?as=page").content.decode()
    assert "法定代表人声明" in in_english  # the letter is Chinese, whatever language the desk reads
    assert page.get(letters).content.startswith(b"%PDF")
    assert page.get(f"{letters}?call={the_call().pk}&as=page").content.decode().count('class="letter"') == 1
    for wrong in ("0", "abc", "²", "9" * 30):
        assert page.get(f"{letters}?call={wrong}").headers["Location"] == CALLS
    assert browser("officer").get(letters).status_code == 403


def test_a_letter_names_what_is_missing_or_asks_for_the_signed_report(season):
    from shuniu.kernel.models import Place

    _online, offline = season
    centre = Place.objects.get(pk=CENTRE)
    paper = letters_paper([(offline, "", [])], centre=centre, by=seat("worker"))
    (letter,) = paper.to_data()["letters"]
    assert letter["to"] == "没有账号的服务社："
    assert letter["missing"] == ["法定代表人签署的年度检查报告书"]


def test_calls_wait_on_the_desk_of_who_makes_them(season):
    remind(season)
    assert CALLS in {each.url for each in organizations_waiting_for(seat("worker"))}
    assert CALLS not in {each.url for each in organizations_waiting_for(seat("officer"))}
    note_attempt(the_call(), outcome="reached", channel="phone", by=seat("worker", at=NOW))
    assert CALLS not in {each.url for each in organizations_waiting_for(seat("worker"))}
