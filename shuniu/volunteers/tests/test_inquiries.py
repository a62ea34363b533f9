"""Hours said to be false: told, heard, decided by two hands, reviewed; a bar only withholds, until its date."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shuniu.kernel.models import DatedSetting, Place, TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.volunteers.actions import inquiries as actions
from shuniu.volunteers.actions.conditions import forget_words
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.judging import keep
from shuniu.volunteers.actions.recognition import award_star, note_honour, propose_stars, put_up_star
from shuniu.volunteers.bars import bars_on, inquiries_waiting_for
from shuniu.volunteers.figures import minutes_of
from shuniu.volunteers.judgement import Judgement
from shuniu.volunteers.models import Decision, HourEntry, Inquiry, Star
from shuniu.volunteers.recognition import starred_on, stars_waiting_for
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, NOW, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point
from shuniu.volunteers.tests.test_certificates import entry_at
from shuniu.volunteers.waiting import volunteers_waiting_for

pytestmark = pytest.mark.django_db
GROUNDS = "签到表第3页与门卫记录不符"


@pytest.fixture
def veteran():
    """Forty days of eight hours, 320 in all: two stars."""
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    for number in range(40):
        entry_at(volunteer, point, TODAY - timedelta(days=30 + number), 480)
    return volunteer


def named(volunteer) -> list[HourEntry]:
    return list(HourEntry.everything.filter(volunteer=volunteer, kind="service").order_by("pk")[:2])


def noticed(volunteer) -> Inquiry:
    told = {"grounds": GROUNDS, "told": "phone"}
    return actions.notice_inquiry(volunteer, named(volunteer), **told, by=seat("worker"))


def heard(volunteer) -> Inquiry:
    by = later(own_seat(volunteer), days=1)
    return actions.answer_inquiry(noticed(volunteer), words="那天我在仓库，没有经过门卫。", by=by)


def proposed(volunteer, *, months: int = 12) -> Inquiry:
    inquiry, by = heard(volunteer), later(seat("worker"), days=2)
    right = {entry.pk: 0 for entry in named(volunteer)}
    return actions.propose_bar(inquiry, months=months, right=right, reason="两天均无人见到", by=by)


def barred(volunteer, **more) -> Inquiry:
    return actions.sign_bar(proposed(volunteer, **more), by=later(seat("director"), days=3))


def propose(by) -> list[Star]:
    return propose_stars(Place.objects.get(pk=CENTRE), by=by)


# --- Told and heard -------------------------------------------------------------------------------------------------------
def test_a_doubt_alone_begins_no_inquiry(veteran):
    entry = named(veteran)[0]
    doubt = Judgement("daily", "1", Decision.Outcome.DOUBTFUL, "doubtful", {})
    keep(
        doubt, centre_id=CENTRE, noun="volunteers.hourentry", noun_id=entry.pk, volunteer=veteran.pk, by=seat("worker")
    )
    assert not Inquiry.everything.exists()


def test_the_volunteer_is_told_the_grounds_and_the_entries(veteran):
    inquiry = noticed(veteran)
    assert (inquiry.state, inquiry.due_on) == ("noticed", date(2026, 12, 2))  # ten workdays
    assert reveal(inquiry, "grounds") == GROUNDS
    assert [row.entry for row in inquiry.entries.order_by("pk")] == named(veteran)
    line = TrailEntry.objects.get(kind="volunteers.inquiry_noticed")
    assert GROUNDS not in str(line.facts)
    with pytest.raises(Refused, match="open already"):
        noticed(veteran)


@pytest.mark.parametrize("grounds", ["", " "])
def test_nobody_is_asked_without_grounds(veteran, grounds):
    with pytest.raises(Refused, match="grounds"):
        actions.notice_inquiry(veteran, named(veteran), grounds=grounds, told="phone", by=seat("worker"))


def test_an_inquiry_names_entries_of_this_volunteer(veteran):
    other = a_volunteer("王桂珍", since=date(2020, 1, 1))
    for entries in ([], named(veteran)):
        with pytest.raises(Refused, match="of this volunteer"):
            actions.notice_inquiry(other, entries, grounds=GROUNDS, told="phone", by=seat("worker"))


def test_nothing_is_decided_against_the_volunteer_before_the_answer_or_its_days(veteran):
    inquiry, right = noticed(veteran), {entry.pk: 0 for entry in named(veteran)}
    for days in (1, 14):
        by = later(seat("worker"), days=days)
        with pytest.raises(Refused, match="may answer until"):
            actions.propose_bar(inquiry, months=12, right=right, reason="不实", by=by)
        with pytest.raises(Refused, match="may answer until"):
            actions.correct_inquired(inquiry, right=right, reason="不实", by=by)
    over = later(seat("worker"), days=15)
    assert actions.propose_bar(inquiry, months=12, right=right, reason="不实", by=over).state == "proposed"


def test_an_open_inquiry_withholds_nothing(veteran):
    star = put_up_star(propose(seat("worker"))[0], by=seat("worker"))
    proposed(veteran)
    assert award_star(star, by=later(seat("director"), days=8)).state == "awarded"


def test_only_the_volunteer_answers_or_the_desk_for_her(veteran):
    inquiry, other = noticed(veteran), a_volunteer("王桂珍")
    with pytest.raises(Refused, match="yourself"):
        actions.answer_inquiry(inquiry, words="是的", by=own_seat(other))
    told = {"words": "当面口述：在仓库", "heard": Heard("window", "谈话记录2026-11-19，本人签字")}
    answered = actions.answer_inquiry(inquiry, **told, by=later(seat("director"), days=1))
    assert reveal(answered, "answer") == "当面口述：在仓库"
    line = TrailEntry.objects.get(kind="volunteers.heard")
    assert (line.facts["kind"], line.name) == ("in person at the desk", "周建国")
    assert "谈话记录" not in str(line.facts)


def test_who_said_that_hours_are_false_does_not_write_the_answer_and_end_the_days(veteran):
    inquiry, accuser = noticed(veteran), later(seat("worker"), days=1)
    right, heard = {entry.pk: 0 for entry in named(veteran)}, Heard("phone", "11-19 来电")
    with pytest.raises(Refused, match="another person must write"):
        actions.answer_inquiry(inquiry, words="没有意见", heard=heard, by=accuser)
    with pytest.raises(Refused, match="may answer until"):
        actions.correct_inquired(inquiry, right=right, reason="不实", by=accuser)
    for missing in (None, Heard("phone", " "), Heard("rumour", "听说")):
        with pytest.raises(Refused, match="how it came"):
            actions.answer_inquiry(inquiry, words="没有意见", heard=missing, by=later(seat("director"), days=1))
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answer, minutes_of(veteran)) == ("noticed", None, 320 * 60)


def test_the_desk_is_asked_how_the_answer_came_and_the_phone_is_not(veteran, on_the_day):
    address = f"/volunteers/inquiries/{noticed(veteran).pk}/answer/"
    assert "heard_evidence" not in browser("volunteer", volunteer=veteran).get(address).content.decode()
    desk = browser("director")
    assert "heard_evidence" in desk.get(address).content.decode()
    assert desk.post(address, {"words": "在仓库"}).status_code == 422
    desk.post(address, {"words": "在仓库", "heard_by": "phone", "heard_evidence": "11-18 来电，周建国接听"})
    assert Inquiry.everything.get().state == "heard"


# --- Decided --------------------------------------------------------------------------------------------------------------
def test_the_hours_may_stand(veteran):
    inquiry = actions.clear_inquiry(heard(veteran), reason="仓库出入登记可证", by=later(seat("worker"), days=2))
    assert (inquiry.state, minutes_of(veteran)) == ("cleared", 320 * 60)
    assert [star.level for star in propose(later(seat("worker"), days=2))] == [2]


def test_hours_may_be_corrected_without_a_bar(veteran):
    first, second = named(veteran)
    right = {first.pk: 240, second.pk: second.minutes}
    inquiry = actions.correct_inquired(heard(veteran), right=right, reason="早退", by=later(seat("worker"), days=2))
    assert (inquiry.state, minutes_of(veteran)) == ("corrected", 316 * 60)
    kinds = HourEntry.everything.filter(corrects=first).order_by("pk").values_list("kind", "minutes")
    assert list(kinds) == [("reversal", -480), ("correction", 240)]
    assert not HourEntry.everything.filter(corrects=second).exists()
    assert not bars_on(TODAY + timedelta(days=3), CENTRE).exists()


@pytest.mark.parametrize(("minutes", "match"), [(480, "nothing to correct"), (481, "between none")])
def test_a_decision_against_the_volunteer_finds_less_than_recorded(veteran, minutes, match):
    inquiry, right = heard(veteran), {entry.pk: minutes for entry in named(veteran)}
    with pytest.raises(Refused, match=match):
        actions.propose_bar(inquiry, months=12, right=right, reason="不实", by=later(seat("worker"), days=2))


def test_a_bar_needs_a_second_hand_a_director(veteran):
    inquiry = heard(veteran)
    director, right = later(seat("director"), days=2), {entry.pk: 0 for entry in named(veteran)}
    actions.propose_bar(inquiry, months=12, right=right, reason="不实", by=director)
    assert minutes_of(veteran) == 320 * 60
    with pytest.raises(Refused, match="You proposed it"):
        actions.sign_bar(inquiry, by=director)
    with pytest.raises(Refused):
        actions.sign_bar(inquiry, by=later(seat("worker"), days=2))
    other = later(seat("director", name="顾主任"), days=2)
    assert actions.sign_bar(inquiry, by=other).decided_by == "顾主任"


def test_who_keyed_the_hours_in_does_not_decide(veteran):
    by = later(seat("worker"), days=2)
    point = a_point("另一服务点")
    entry = entry_at(veteran, point, TODAY - timedelta(days=5), 60, keyed_by_id=by.user_id)
    inquiry = actions.notice_inquiry(veteran, [entry], grounds=GROUNDS, told="letter", by=seat("worker"))
    actions.answer_inquiry(inquiry, words="没有", by=later(own_seat(veteran), days=1))
    with pytest.raises(Refused, match="keyed"):
        actions.propose_bar(inquiry, months=12, right={entry.pk: 0}, reason="不实", by=by)


@pytest.mark.parametrize("months", [11, 37])
def test_a_bar_lasts_what_the_rule_of_the_place_says(veteran, months):
    inquiry, right = heard(veteran), {entry.pk: 0 for entry in named(veteran)}
    by = later(seat("worker"), days=2)
    with pytest.raises(Refused, match="from 12 to 36"):
        actions.propose_bar(inquiry, months=months, right=right, reason="不实", by=by)
    told = {"place_id": CENTRE, "valid_from": date(2026, 1, 1), "source": "本街道规定"}
    DatedSetting.objects.create(key="volunteers.bar.least_months", value=6, **told)
    DatedSetting.objects.create(key="volunteers.bar.most_months", value=48, **told)
    assert actions.propose_bar(inquiry, months=months, right=right, reason="不实", by=by).months == months


def test_a_director_may_give_a_proposal_back(veteran):
    inquiry = actions.return_bar(proposed(veteran), reason="一天有旁证", by=later(seat("director"), days=3))
    assert (inquiry.state, inquiry.months, inquiry.proposed_by) == ("heard", None, "")
    assert set(inquiry.entries.values_list("right_minutes", flat=True)) == {None}
    assert minutes_of(veteran) == 320 * 60


def test_a_director_may_sign_anothers_proposal_after_the_own_was_given_back(veteran):
    inquiry, director = heard(veteran), later(seat("director"), days=2)
    right = {entry.pk: 0 for entry in named(veteran)}
    actions.propose_bar(inquiry, months=24, right=right, reason="不实", by=director)
    actions.return_bar(inquiry, reason="由社工核实后再提", by=director)
    actions.propose_bar(inquiry, months=12, right=right, reason="已核实", by=later(seat("worker"), days=3))
    assert actions.sign_bar(inquiry, by=later(director, days=2)).months == 12


@pytest.mark.parametrize("right", [0, 240])
def test_corrected_hours_are_objected_to_and_count_again_where_they_were_right(veteran, right):
    first, second = named(veteran)
    found = {first.pk: right, second.pk: second.minutes}
    inquiry = actions.correct_inquired(heard(veteran), right=found, reason="早退", by=later(seat("worker"), days=2))
    actions.object_to_inquiry(inquiry, words="我一直在仓库", by=later(own_seat(veteran), days=4))
    officer = later(seat("officer"), days=6)
    assert not inquiry.bars_on(officer.today)
    actions.lift_inquiry(inquiry, reason="仓库登记可证", restore=True, by=officer)
    assert (inquiry.state, minutes_of(veteran)) == ("lifted", 320 * 60)
    assert sum(HourEntry.everything.filter(volunteer=veteran).values_list("times", flat=True)) == 40
    assert TrailEntry.objects.get(kind="volunteers.inquiry.lift").facts["restored"] == 1


def test_a_decision_may_be_set_aside_and_the_correction_stay(veteran):
    inquiry = barred(veteran)
    actions.lift_inquiry(inquiry, reason="期限过重", restore=False, by=later(seat("officer"), days=5))
    assert (inquiry.state, minutes_of(veteran)) == ("lifted", 304 * 60)
    assert not bars_on(TODAY + timedelta(days=5), CENTRE).exists()


# --- The bar --------------------------------------------------------------------------------------------------------------
def test_a_bar_withholds_new_stars_and_honours_until_its_date_and_ends_by_itself(veteran):
    star = propose(seat("worker"))[0]
    inquiry, director = barred(veteran), seat("director")
    assert (inquiry.barred_from, inquiry.barred_until) == (date(2026, 11, 21), date(2027, 11, 21))
    assert minutes_of(veteran) == 304 * 60
    within, after = later(director, days=367), later(director, days=368)
    assert (within.today, after.today) == (date(2027, 11, 20), date(2027, 11, 21))
    honour = {"title": "优秀志愿者", "conferred_by": "长寿路街道", "evidence": "证书"}
    with pytest.raises(Refused, match="withheld until"):
        put_up_star(star, by=within)
    with pytest.raises(Refused, match="withheld until"):
        note_honour(veteran, conferred_on=within.today, **honour, by=within)
    assert not stars_waiting_for(within).exists()
    before = inquiry.turn, inquiry.state
    assert put_up_star(star, by=after).state == "noticed"
    note_honour(veteran, conferred_on=after.today, **honour, by=after)
    inquiry.refresh_from_db()
    assert (inquiry.turn, inquiry.state) == before
    assert not inquiry.bars_on(after.today)


def test_under_a_bar_no_level_is_proposed(veteran):
    inquiry = barred(veteran)
    assert propose(later(seat("worker"), days=10)) == []
    after = later(seat("worker"), days=(inquiry.barred_until - TODAY).days)
    assert [star.level for star in propose(after)] == [2]


def test_what_was_awarded_before_and_honours_from_before_stay(veteran):
    star = put_up_star(propose(seat("worker"))[0], by=seat("worker"))
    award_star(star, by=later(seat("director"), days=8))
    inquiry = noticed(veteran)
    over = later(seat("worker"), days=20)
    right = {entry.pk: 0 for entry in named(veteran)}
    actions.propose_bar(inquiry, months=36, right=right, reason="不实", by=over)
    day = actions.sign_bar(inquiry, by=later(seat("director"), days=21)).barred_from
    assert [v.star_level for v in starred_on(day, seat("director"))] == [2]
    honour = {"title": "优秀志愿者", "conferred_by": "长寿路街道", "evidence": "证书"}
    assert note_honour(veteran, conferred_on=TODAY, **honour, by=later(seat("director"), days=22)).pk


def test_a_bar_begun_on_the_last_of_a_month_ends_on_one(veteran):
    inquiry = proposed(veteran, months=15)
    by = later(seat("director"), days=13)  # 1 December
    assert actions.sign_bar(inquiry, by=by).barred_until == date(2028, 3, 1)
    assert actions._months_later(date(2026, 11, 30), 15) == date(2028, 2, 29)


def test_the_database_refuses_a_bar_without_its_hands_or_its_end(veteran):
    inquiry = barred(veteran)
    for change in ({"proposed_by": ""}, {"decided_by": ""}, {"barred_until": inquiry.barred_from}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inquiry.everything.filter(pk=inquiry.pk).update(**change)


def test_the_volunteer_objects_and_the_subdistrict_decides(veteran):
    inquiry = barred(veteran)
    own = later(own_seat(veteran), days=5)
    actions.object_to_inquiry(inquiry, words="仓库保管员可以作证", by=own)
    assert inquiry.bars_on(own.today)
    officer = later(seat("officer"), days=8)
    with pytest.raises(Refused):
        actions.lift_inquiry(inquiry, reason="可以作证", restore=True, by=later(seat("director"), days=8))
    with pytest.raises(Refused, match="reason"):
        actions.lift_inquiry(inquiry, reason=" ", restore=True, by=officer)
    assert minutes_of(veteran) == 304 * 60
    actions.lift_inquiry(inquiry, reason="证言属实", restore=True, by=officer)
    assert minutes_of(veteran) == 320 * 60
    assert not inquiry.bars_on(officer.today)
    assert [star.level for star in propose(later(seat("worker"), days=9))] == [2]


def test_an_objection_has_its_days_and_a_bar_may_be_left_in_force(veteran):
    inquiry = barred(veteran)
    with pytest.raises(Refused, match="ended on"):
        actions.object_to_inquiry(inquiry, words="不服", by=later(own_seat(veteran), days=18))
    actions.object_to_inquiry(inquiry, words="不服", by=later(own_seat(veteran), days=16))
    actions.uphold_inquiry(inquiry, reason="没有新的事实", by=later(seat("officer"), days=20))
    assert inquiry.bars_on(inquiry.barred_until - timedelta(days=1))
    assert not inquiry.bars_on(inquiry.barred_until)


def test_words_are_forgotten_with_the_person_and_the_decision_stays(veteran):
    inquiry = barred(veteran)
    forget_words(veteran, by=later(seat("worker"), days=5))
    inquiry.refresh_from_db()
    assert (inquiry.grounds, inquiry.answer, inquiry.state) == (None, None, "barred")


# --- Pages ----------------------------------------------------------------------------------------------------------------
def test_it_waits_for_whose_turn_it_is(veteran):
    inquiry = noticed(veteran)
    day = timedelta(days=1)
    turns = []
    for role in ("worker", "director", "officer"):
        turns.append(any(str(w.matter) == "hours in question" for w in volunteers_waiting_for(seat(role))))
    assert turns == [False, False, False]
    late = later(seat("worker"), days=15)
    assert list(inquiries_waiting_for(late)) == [inquiry]
    actions.answer_inquiry(inquiry, words="在仓库", by=own_seat(veteran, at=NOW + day))
    assert list(inquiries_waiting_for(seat("worker"))) == [inquiry]
    assert not inquiries_waiting_for(seat("officer")).exists()


def test_from_the_desk_to_the_phone_and_back(veteran, on_the_day):
    desk, phone = browser("worker"), browser("volunteer", volunteer=veteran)
    entry = named(veteran)[0]
    url = f"/volunteers/{veteran.pk}/inquiries/new/"
    assert f'value="{entry.pk}"' in desk.get(f"{url}?entry={entry.pk}").content.decode()
    assert desk.post(url, {"entries": [entry.pk], "grounds": "", "told": "phone"}).status_code == 422
    desk.post(url, {"entries": [entry.pk], "grounds": GROUNDS, "told": "phone"})
    inquiry = Inquiry.everything.get()
    address = f"/volunteers/inquiries/{inquiry.pk}/"
    assert "2 December" in desk.get(address).content.decode() or "2026-12-02" in desk.get(address).content.decode()
    home = phone.get("/volunteers/mine/").content.decode()
    assert address in home
    assert GROUNDS in phone.get(address).content.decode()
    phone.post(f"{address}answer/", {"words": "那天我在仓库"})
    assert "那天我在仓库" in desk.get(address).content.decode()
    right = {f"e{entry.pk}": "0", "months": "12", "reason": "当天无人见到"}
    desk.post(f"{address}proposal/", right)
    page = phone.get(address).content.decode()
    assert "当天无人见到" not in page
    assert desk.post(f"{address}signature/").status_code == 403
    browser("director").post(f"{address}signature/")
    page = phone.get(address).content.decode()
    assert "当天无人见到" in page
    assert f"{address}objection/" in page
    phone.post(f"{address}objection/", {"words": "保管员可以作证"})
    officer = browser("officer")
    assert "保管员可以作证" in officer.get(address).content.decode()
    officer.post(f"{address}lifting/", {"reason": "证言属实", "restore": "on"})
    assert Inquiry.everything.get().state == "lifted"
    assert "证言属实" in phone.get(address).content.decode()


def test_nobody_else_reads_of_it(veteran, on_the_day, client):
    inquiry = barred(veteran)
    address = f"/volunteers/inquiries/{inquiry.pk}/"
    other = browser("volunteer", volunteer=a_volunteer("王桂珍"))
    assert other.get(address).status_code == 404
    assert browser("committee").get(address).status_code == 403
    assert browser("auditor").get(address).status_code == 403
    assert client.get(address).status_code in (302, 403)
    assert "inquiries" not in browser("committee").get(f"/volunteers/{veteran.pk}/").content.decode()
    assert veteran.number not in client.get(f"/volunteers/stars/notices/{CENTRE}/").content.decode()
    assert "不实" not in "".join(HourEntry.everything.values_list("reason", flat=True))
