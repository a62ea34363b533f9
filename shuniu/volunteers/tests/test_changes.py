"""A post that changes: who is signed up is told, answers, and a named person decides; nobody loses a place unheard."""

from datetime import date, timedelta

import pytest

from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import Appointment, DatedSetting, Place, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.volunteers.actions import changes as actions
from shuniu.volunteers.actions.conditions import forget_words, insure, record_training
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.posts import call_off_shift, change_post
from shuniu.volunteers.actions.signing_up import give_up_place, sign_up
from shuniu.volunteers.changed_posts import changes_waiting_for
from shuniu.volunteers.jobs import end_changes
from shuniu.volunteers.models import ChangeNotice, SignUp
from shuniu.volunteers.roster import to_be_told, what_became
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, NEIGHBOUR, NOW, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_post, a_shift
from shuniu.volunteers.waiting import volunteers_waiting_for

pytestmark = pytest.mark.django_db
OTHER_RISKS = {"risks": "搬运重物，地面湿滑"}
AT_THE_DESK = Heard("window", "当面签字的意见单")
IN_ENGLISH = {"language": "en"}


@pytest.fixture
def post():
    return a_post(wanted=1)


@pytest.fixture
def place(post) -> SignUp:
    """Tomorrow's only place, taken before the post changed."""
    return sign_up(a_volunteer(), a_shift(post), by=seat("worker")).sign_up


def asked(place, **changes) -> ChangeNotice:
    change_post(place.shift.post, changes or {"skill": "first_aid"}, by=seat("worker"))
    return ChangeNotice.everything.filter(volunteer=place.volunteer).latest("pk")


def told(place, **changes) -> ChangeNotice:
    return actions.tell_of_change(asked(place, **changes), told="phone", by=seat("worker"))


def a_colleague() -> Appointment:
    """A second worker of the centre, with an account in use."""
    user = User.objects.create(username="worker-2", name="吴芳")
    return Appointment.objects.create(user=user, role="worker", place_id=CENTRE, since=date(2026, 1, 1))


def state_of(place) -> str:
    return SignUp.everything.get(pk=place.pk).state


# --- Told and heard -----------------------------------------------------------------------------------------------------
def test_a_post_that_asks_more_takes_nobody_off_but_begins_a_notice_with_its_judgement(place):
    notice = asked(place)
    assert (notice.state, notice.asks_agreement, state_of(place)) == ("begun", False, "on")
    assert "skill" in notice.judgement.sentence
    assert TrailEntry.objects.get(kind="volunteers.change_noticed").facts["count"] == 1


def test_who_has_what_the_post_asks_is_asked_nothing(post):
    volunteer = a_volunteer()
    sign_up(volunteer, a_shift(post), by=seat("worker"))
    insure(volunteer, insurer="人保", policy="P1", valid_from=TODAY, valid_until=date(2027, 1, 1), by=seat("worker"))
    change_post(post, {"wanted": 2, "min_age": 16, "title": "理货与收银"}, by=seat("worker"))
    assert not ChangeNotice.everything.exists()


@pytest.mark.parametrize("changes", [OTHER_RISKS, {"risk": "some"}])
def test_other_risks_in_words_or_level_ask_everybody_for_agreement_anew(post, place, changes):
    waiting = sign_up(a_volunteer("钱永德"), place.shift, by=seat("worker")).sign_up
    change_post(post, changes, by=seat("worker"))
    notices = ChangeNotice.everything.order_by("pk")
    assert [each.volunteer_id for each in notices] == [place.volunteer_id, waiting.volunteer_id]
    assert {(each.asks_agreement, each.judgement, each.risks_before) for each in notices} == {(True, None, "搬运轻物")}


def test_a_lower_risk_in_the_same_words_asks_nobody(place):
    change_post(place.shift.post, {"risk": "some"}, by=seat("worker"))
    actions.answer_change(ChangeNotice.everything.get(), way="agree", by=own_seat(place.volunteer))
    change_post(place.shift.post, {"risk": "none"}, by=seat("worker"))
    assert ChangeNotice.everything.get().state == "agreed"


def test_agreeing_to_other_risks_on_the_phone_is_enough(place):
    notice = asked(place, **OTHER_RISKS)
    assert actions.answer_change(notice, way="agree", by=own_seat(place.volunteer)).state == "agreed"
    assert state_of(place) == "on"


def test_who_agrees_but_lacks_what_is_asked_waits_for_a_decision(place):
    notice = asked(place, **OTHER_RISKS, skill="first_aid")
    actions.answer_change(notice, way="agree", by=own_seat(place.volunteer))
    assert (notice.state, notice.agrees, state_of(place)) == ("heard", True, "on")


def test_giving_the_places_up_is_her_own_word_and_who_waits_moves_up(place):
    following = sign_up(a_volunteer("钱永德"), place.shift, by=seat("worker")).sign_up
    notice = asked(place, **OTHER_RISKS)
    actions.answer_change(notice, way="leave", by=own_seat(place.volunteer))
    assert (notice.state, state_of(place), state_of(following)) == ("left", "given_up", "on")


@pytest.mark.parametrize("kept", [False, True])
def test_nobody_who_waits_is_passed_over_for_what_a_person_decides(place, kept):
    following = sign_up(a_volunteer("钱永德"), place.shift, by=seat("worker")).sign_up
    asked(place)
    notice = ChangeNotice.everything.get(volunteer=following.volunteer)
    if kept:
        actions.tell_of_change(notice, told="phone", by=seat("worker"))
        actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(following.volunteer))
        actions.keep_places(notice, reason="有证", by=seat("director"))
    give_up_place(place, reason="走亲戚", by=own_seat(place.volunteer))
    assert state_of(following) == "on"


def test_only_the_volunteer_answers_or_the_desk_with_how_it_came(place):
    notice, other = asked(place), a_volunteer("钱永德")
    with pytest.raises(Refused, match="yourself"):
        actions.answer_change(notice, way="leave", by=own_seat(other))
    with pytest.raises(Refused, match="how it came"):
        actions.answer_change(notice, way="leave", by=seat("worker"))
    actions.answer_change(notice, way="stay", words="我学过急救", heard=AT_THE_DESK, by=seat("worker"))
    assert reveal(notice, "answer") == "我学过急救"
    assert TrailEntry.objects.get(kind="volunteers.heard").facts["kind"] == "in person at the desk"


@pytest.mark.parametrize("wrong", [{"way": "stay"}, {"way": "agree"}, {"way": "perhaps", "words": "也许"}])
def test_an_answer_that_says_nothing_is_refused_and_nothing_is_written(place, wrong):
    notice = asked(place)
    with pytest.raises(Refused):
        actions.answer_change(notice, **wrong, by=own_seat(place.volunteer))
    notice.refresh_from_db()
    assert (notice.state, notice.answer) == ("begun", None)


# --- Decided ------------------------------------------------------------------------------------------------------------
def test_nobody_is_taken_off_before_the_answer_or_its_days(place):
    notice = asked(place)
    with pytest.raises(Refused, match="not open"):
        actions.take_off(notice, reason="不符合", by=seat("director"))
    actions.tell_of_change(notice, told="phone", by=seat("worker"))
    assert notice.due_on == date(2026, 11, 23)  # three workdays from a Wednesday
    with pytest.raises(Refused, match="may answer until"):
        actions.take_off(notice, reason="不符合", by=later(seat("director"), hours=20))
    assert state_of(place) == "on"


def test_silence_is_decided_by_a_person_once_the_days_are_over(post):
    place = sign_up(a_volunteer(), a_shift(post, day=TODAY + timedelta(days=12)), by=seat("worker")).sign_up
    notice = told(place)
    over = later(seat("director"), days=6)
    assert actions.take_off(notice, reason="多次联系未答复", by=over).state == "taken_off"
    place.refresh_from_db()
    assert (place.state, place.changed_at) == ("given_up", over.at)
    assert place in to_be_told(over)


def test_who_was_heard_is_kept_with_a_reason_or_taken_off_with_one(place):
    following = sign_up(a_volunteer("钱永德"), place.shift, by=seat("worker")).sign_up
    notice = told(place)
    actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
    for act in (actions.keep_places, actions.take_off):
        with pytest.raises(Refused, match="reason"):
            act(notice, reason=" ", by=seat("worker"))
    actions.keep_places(notice, reason="有红十字会证书，补登记", by=seat("director"))
    assert (notice.state, notice.decided_by, state_of(place), state_of(following)) == (
        "kept",
        "周建国",
        "on",
        "waiting",
    )


def test_who_was_kept_is_called_too(place):
    notice = told(place)
    actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
    actions.keep_places(notice, reason="有证", by=seat("director"))
    waits = to_be_told(seat("worker")).get()
    assert (waits.pk, str(what_became(waits)[1])) == (place.pk, "decided: the place stands")


def test_the_program_decides_nothing(place):
    notice = told(place)
    actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
    house = system_actor(place=CENTRE, via="job", at=NOW)
    for act in (actions.keep_places, actions.take_off):
        with pytest.raises(Refused):
            act(notice, reason="到期", by=house)
    assert state_of(place) == "on"


def test_nobody_is_kept_at_risks_she_has_not_agreed_to(place):
    notice = told(place, **OTHER_RISKS)
    actions.answer_change(notice, way="stay", words="想先看看现场", by=own_seat(place.volunteer))
    with pytest.raises(Refused, match="has not agreed"):
        actions.keep_places(notice, reason="她有经验", by=seat("director"))
    actions.answer_change(notice, way="agree", by=own_seat(place.volunteer))
    assert (notice.state, reveal(notice, "answer")) == ("agreed", "想先看看现场")


def test_who_did_not_agree_is_taken_off_with_that_reason_and_who_waits_moves_up(post):
    shift = a_shift(post, day=TODAY + timedelta(days=12))
    place = sign_up(a_volunteer(), shift, by=seat("worker")).sign_up
    following = sign_up(a_volunteer("钱永德"), shift, by=seat("worker")).sign_up
    change_post(post, OTHER_RISKS, by=seat("worker"))
    mine, other = ChangeNotice.everything.order_by("pk")
    actions.answer_change(other, way="agree", by=own_seat(following.volunteer))
    actions.answer_change(mine, way="stay", words="不搬重物", by=own_seat(place.volunteer))
    actions.take_off(mine, reason="岗位确需搬运", by=seat("director"))
    place.refresh_from_db()
    assert (place.state, state_of(following)) == ("given_up", "on")
    assert "other risks" in place.judgement.sentence
    assert TrailEntry.objects.filter(kind="volunteers.taken_off_unagreed").count() == 1


def test_who_fits_by_now_cannot_be_taken_off(place):
    notice = told(place)
    actions.answer_change(notice, way="stay", words="有证", by=own_seat(place.volunteer))
    place.volunteer.traits.create(centre_id=CENTRE, table="volunteers.skill", code="first_aid")
    with pytest.raises(Refused, match="Nothing stands against"):
        actions.take_off(notice, reason="不符合", by=seat("director"))


def test_who_was_kept_is_not_asked_about_the_same_once_more(place):
    notice = told(place)
    actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
    actions.keep_places(notice, reason="有证", by=seat("director"))
    change_post(place.shift.post, {"max_age": 80, "wanted": 2}, by=seat("worker"))
    assert ChangeNotice.everything.count() == 1
    change_post(place.shift.post, {"skill": "medicine"}, by=seat("worker"))
    assert ChangeNotice.everything.latest("pk").state == "begun"


# --- By another hand ----------------------------------------------------------------------------------------------------
ACTS = (actions.keep_places, actions.take_off)


def answered(place) -> ChangeNotice:
    notice = told(place)
    return actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))


@pytest.mark.parametrize("act", ACTS)
def test_who_changed_the_post_does_not_decide_on_its_places_where_another_may(place, act):
    notice = answered(place)
    a_colleague()
    with pytest.raises(Refused, match="another person must decide"):
        act(notice, reason="不符合", alone="我来定", by=seat("worker"))
    notice.refresh_from_db()
    assert (notice.state, notice.alone_because, state_of(place)) == ("heard", "", "on")
    assert act(notice, reason="看过证书", by=seat("director")).decided_by == "周建国"
    assert not TrailEntry.objects.filter(kind="volunteers.change_decided_alone").exists()


@pytest.mark.parametrize("gone", ["account closed", "appointment ended", "elsewhere", "about one record"])
def test_where_nobody_else_may_who_changed_the_post_decides_and_says_why(place, gone):
    notice, colleague = answered(place), a_colleague()
    if gone == "account closed":
        colleague.user.is_active = False
        colleague.user.save()
    else:
        changes = {
            "appointment ended": {"since": date(2026, 1, 1), "until": TODAY - timedelta(days=1)},
            "elsewhere": {"place_id": NEIGHBOUR},
            "about one record": {"noun": "volunteers.volunteer", "noun_id": place.volunteer_id},
        }[gone]
        Appointment.objects.filter(pk=colleague.pk).update(**changes)
    with pytest.raises(Refused, match="say why it cannot wait"):
        actions.keep_places(notice, reason="有证", by=seat("worker"))
    notice.refresh_from_db()
    assert notice.state == "heard"  # nothing half-written
    actions.keep_places(notice, reason="有证", alone="主任休假，班次在明天", by=seat("worker"))
    notice.refresh_from_db()
    assert (notice.state, notice.decided_by, notice.alone_because) == ("kept", "陈晓燕", "主任休假，班次在明天")
    assert TrailEntry.objects.get(kind="volunteers.change_decided_alone").noun_id == notice.pk


def test_a_further_change_by_another_leaves_the_first_hand_a_hand_in_it(place):
    asked(place)
    change_post(place.shift.post, {"skill": "medicine"}, by=seat("director"))
    notice = ChangeNotice.everything.get(state="begun")
    a_colleague()
    for role in ("worker", "director"):
        with pytest.raises(Refused, match="another person must decide"):
            actions.keep_places(notice, reason="有证", by=seat(role))


def test_a_hand_in_an_earlier_change_that_was_decided_is_no_hand_in_this_one(place):
    notice = answered(place)
    a_colleague()
    actions.keep_places(notice, reason="有证", by=seat("director"))
    change_post(place.shift.post, {"skill": "medicine"}, by=seat("director"))
    latest = ChangeNotice.everything.latest("pk")
    assert actions.keep_places(latest, reason="有护士证", by=seat("worker")).state == "kept"


# --- What ends it by itself ---------------------------------------------------------------------------------------------
def test_what_comes_on_record_ends_the_notice(place):
    volunteer, by = place.volunteer, seat("worker")
    notice = asked(place, risk="risky", training="traffic")
    assert notice.asks_agreement  # the level rose
    actions.answer_change(notice, way="agree", by=own_seat(volunteer))
    insure(volunteer, insurer="人保", policy="P1", valid_from=TODAY, valid_until=place.shift.day, by=by)
    notice.refresh_from_db()
    assert notice.state == "heard"  # the training still lacks
    record_training(volunteer, subject="traffic", completed_on=TODAY, by=by)
    notice.refresh_from_db()
    assert (notice.state, state_of(place)) == ("settled", "on")


def test_a_change_taken_back_ends_the_notice_and_a_further_one_renews_it(place):
    first = asked(place)
    second = asked(place, skill="medicine")
    first.refresh_from_db()
    assert (first.state, second.state) == ("renewed", "begun")
    change_post(place.shift.post, {"skill": ""}, by=seat("worker"))
    second.refresh_from_db()
    assert second.state == "settled"


def test_what_was_not_agreed_to_is_asked_still_after_a_further_change(place):
    asked(place, **OTHER_RISKS)
    newest = asked(place, skill="first_aid")
    assert (newest.asks_agreement, newest.risks_before) == (True, "搬运轻物")


@pytest.mark.parametrize("way", ["given up", "called off", "over"])
def test_without_a_shift_to_come_the_clock_ends_it(place, way):
    notice, at = asked(place), 0
    if way == "given up":
        give_up_place(place, heard=AT_THE_DESK, by=seat("worker"))
    elif way == "called off":
        call_off_shift(place.shift, reason="台风", by=seat("worker"))
    else:
        at = 3
    end_changes(by=system_actor(place=CENTRE, via="job", at=NOW + timedelta(days=at)))
    notice.refresh_from_db()
    assert notice.state == "over"


def test_the_days_are_the_places_own(place):
    told_of = {"key": "volunteers.change.reply_days", "value": 5, "valid_from": TODAY, "source": "街道办事处"}
    DatedSetting.objects.create(place=Place.objects.get(pk=CENTRE), **told_of)
    assert told(place).due_on == date(2026, 11, 25)


def test_an_erased_volunteers_words_go(place):
    notice = told(place)
    actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
    forget_words(place.volunteer, by=seat("worker"))
    notice.refresh_from_db()
    assert notice.answer is None


def test_what_waits_is_not_shown_to_the_hand_that_may_not_decide_it(place):
    notice = answered(place)
    assert list(changes_waiting_for(seat("worker"))) == [notice]  # nobody else may: who changed the post must
    colleague = a_colleague()
    other = seat("worker", name=colleague.user.name)
    assert list(changes_waiting_for(seat("worker"))) == []
    assert list(changes_waiting_for(other)) == [notice]


def test_a_first_hand_is_not_asked_to_decide_a_notice_that_another_renewed(place):
    told(place)
    a_colleague()
    change_post(place.shift.post, {"min_age": 20, "risks": "夜间"}, by=seat("worker", name="吴芳"))
    notice = ChangeNotice.everything.latest("pk")
    notice = actions.tell_of_change(notice, told="phone", by=seat("worker"))
    actions.answer_change(notice, way="stay", words="可以", by=own_seat(place.volunteer))
    assert list(changes_waiting_for(seat("worker"))) == []
    assert list(changes_waiting_for(seat("worker", name="吴芳"))) == []
    assert list(changes_waiting_for(seat("worker", name="郑红"))) == [notice]


# --- Pages --------------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("on_the_day")
class TestPages:
    def test_the_desk_reads_whom_to_tell_and_what_waits_for_a_decision(self, place):
        notice = asked(place)
        found = {str(row.matter): row for row in volunteers_waiting_for(seat("worker"))}
        assert found["posts that changed"].url == "/volunteers/changes/?state=begun"
        desk = browser("worker")
        assert place.volunteer.number in desk.get("/volunteers/changes/?state=begun").content.decode()
        desk.post(f"/volunteers/changes/{notice.pk}/telling/", {"told": "phone"})
        assert not [row for row in volunteers_waiting_for(seat("worker")) if str(row.matter) == "posts that changed"]
        actions.answer_change(
            ChangeNotice.everything.get(), way="stay", words="我学过急救", by=own_seat(place.volunteer)
        )
        waits = [row for row in volunteers_waiting_for(seat("worker")) if str(row.matter) == "posts that changed"]
        assert [row.url for row in waits] == [f"/volunteers/changes/{notice.pk}/"]

    def test_the_place_is_marked_at_the_desk_and_on_the_own_phone(self, place):
        notice = asked(place, **OTHER_RISKS)
        address = f"/volunteers/changes/{notice.pk}/"
        for page in (f"/volunteers/shifts/{place.shift_id}/", f"/volunteers/{place.volunteer_id}/"):
            assert address in browser("worker").get(page).content.decode()
        phone = browser("volunteer", volunteer=place.volunteer)
        for page in ("/volunteers/mine/", f"/volunteers/mine/shifts/{place.shift_id}/"):
            assert address in phone.get(page).content.decode()
        answered = phone.post(f"{address}answer/", {"way": "agree", "words": ""})
        assert (answered.status_code, answered.url) == (302, address)
        assert address not in phone.get("/volunteers/mine/").content.decode()
        assert address not in browser("worker").get(f"/volunteers/shifts/{place.shift_id}/").content.decode()

    def test_the_desk_writes_down_an_answer_from_paper(self, place):
        notice = told(place)
        address = f"/volunteers/changes/{notice.pk}/answer/"
        desk = browser("worker")
        wrong = desk.post(address, {"way": "stay", "words": "有急救证"})
        assert wrong.status_code == 422
        told_it = {"way": "stay", "words": "有急救证", "heard_by": "letter", "heard_evidence": "11月18日来信"}
        assert desk.post(address, told_it).status_code == 302
        page = desk.get(f"/volunteers/changes/{notice.pk}/").content.decode()
        assert "有急救证" in page
        head = browser("director")
        assert head.post(f"/volunteers/changes/{notice.pk}/keeping/", {"reason": "有证"}).status_code == 302
        assert (
            "有证"
            in browser("volunteer", volunteer=place.volunteer).get(f"/volunteers/changes/{notice.pk}/").content.decode()
        )

    def test_the_sheet_for_who_has_no_phone_says_what_changed_by_when_to_answer_and_how(self, place):
        notice = asked(place, **OTHER_RISKS)
        address, desk = f"/volunteers/changes/{notice.pk}/sheet/", browser("worker")
        assert address in desk.get(f"/volunteers/changes/{notice.pk}/").content.decode()
        sheet = desk.get(address, IN_ENGLISH).content.decode()
        for said in (place.volunteer.number, "搬运轻物", OTHER_RISKS["risks"], "□ I give", "□ I agree"):
            assert said in sheet
        actions.tell_of_change(notice, told="window", by=seat("worker"))
        by_when = f"Please answer by {notice.due_on}."  # told on the day it was printed
        assert by_when in sheet
        assert by_when in desk.get(address, IN_ENGLISH).content.decode()
        assert browser("volunteer", volunteer=place.volunteer).get(address).status_code == 403

    def test_a_sheet_asks_for_agreement_only_where_the_risks_are_others_and_nothing_once_answered(self, place):
        notice = asked(place)
        address, desk = f"/volunteers/changes/{notice.pk}/sheet/", browser("worker")
        sheet = desk.get(address, IN_ENGLISH).content.decode()
        assert "□ I give" in sheet
        assert "□ I agree" not in sheet
        actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
        assert address not in desk.get(f"/volunteers/changes/{notice.pk}/").content.decode()
        assert desk.get(address).status_code == 404

    def test_the_sheet_is_chinese_whoever_prints_it_unless_another_language_is_asked_for(self, place):
        address = f"/volunteers/changes/{asked(place).pk}/sheet/"
        reads_english = browser("worker")
        sheet = reads_english.get(address).content.decode()
        assert "您报名的岗位有变动" in sheet
        assert "前答复。可将本单交到" in sheet  # two sentences, and no space between
        assert 'href="?language=en"' in sheet
        assert reads_english.get(address, {"language": "xx"}).content.decode().count("您报名的岗位有变动")
        assert "has changed" in reads_english.get(address, IN_ENGLISH).content.decode()

    def test_where_no_shift_is_left_nothing_is_offered_and_nothing_decided(self, place):
        notice = told(place)
        actions.answer_change(notice, way="stay", words="我学过急救", by=own_seat(place.volunteer))
        page, desk = f"/volunteers/changes/{notice.pk}/", browser("director")
        assert f"{page}taking-off/" in desk.get(page).content.decode()
        call_off_shift(place.shift, reason="台风", by=seat("worker"))
        shown = desk.get(page).content.decode()
        assert f"{page}taking-off/" not in shown
        assert f"{page}keeping/" not in shown
        assert f"{page}sheet/" not in shown
        assert "nothing is left to decide" in shown
        with pytest.raises(Refused, match="nothing is left to decide"):
            actions.keep_places(notice, reason="有证", by=seat("director"))

    def test_the_desk_reads_why_another_person_decides_and_is_asked_why_where_there_is_none(self, place):
        notice = answered(place)
        page, desk = f"/volunteers/changes/{notice.pk}/", browser("worker")
        assert "Why it cannot wait" in desk.get(f"{page}keeping/").content.decode()
        assert desk.post(f"{page}keeping/", {"reason": "有证"}).status_code == 422
        browser("director")
        assert "You changed this post; another person must decide" in desk.get(page).content.decode()
        assert "Why it cannot wait" not in browser("director").get(f"{page}keeping/").content.decode()
        Appointment.objects.filter(role="director").delete()
        told_it = {"reason": "有证", "alone": "主任休假，班次在明天"}
        assert desk.post(f"{page}keeping/", told_it).status_code == 302
        phone = browser("volunteer", volunteer=place.volunteer)
        assert "主任休假，班次在明天" in phone.get(page).content.decode()

    def test_nobody_else_reads_a_notice(self, place):
        address = f"/volunteers/changes/{asked(place).pk}/"
        assert browser("volunteer", volunteer=a_volunteer("钱永德")).get(address).status_code == 404
        assert browser("committee").get(address).status_code == 403

    def test_the_wall_sheet_does_not_say_whose_place_is_in_question(self, place):
        notice = asked(place)
        week = f"/volunteers/week/{place.shift.day}/"
        assert f"/volunteers/changes/{notice.pk}/" in browser("worker").get(week).content.decode()
        assert "in question" not in browser("worker").get(f"{week}?paper=1").content.decode()
