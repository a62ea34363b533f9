"""Stars after a notice and by a second person; evaluations of posts; coins in a book apart from the hours."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import DatedSetting, Place, TrailEntry, Workday
from shuniu.kernel.permissions import Refused
from shuniu.volunteers import coins
from shuniu.volunteers.actions import coins as book_actions
from shuniu.volunteers.actions import recognition as actions
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.ledger import correct_hours
from shuniu.volunteers.actions.notices import decide_objection, take_objection
from shuniu.volunteers.actions.teams import found_team, join_team, name_leader
from shuniu.volunteers.figures import minutes_of
from shuniu.volunteers.models import CoinBook, CoinEntry, Evaluation, HourEntry, Star, Volunteer
from shuniu.volunteers.recognition import level_of, levels, opinions_of, starred_on
from shuniu.volunteers.recognition_jobs import bring_books_up_to_date
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import CENTRE, NOW, TODAY, a_volunteer, later, own_seat, seat
from shuniu.volunteers.tests.station import a_point, a_post
from shuniu.volunteers.tests.test_certificates import entry_at
from shuniu.volunteers.waiting import volunteers_waiting_for
from tests.cast import NEIGHBOUR

LEVELS = [6_000, 18_000, 36_000, 60_000, 90_000]
CAPS = coins.Caps(an_hour=100, most_a_day=200, most_a_month=3_000, most_held=60_000)


# --- The rules ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "level"), [(0, 0), (5_999, 0), (6_000, 1), (17_999, 1), (60_000, 4), (900_000, 5)])
def test_a_level_is_reached_by_its_hours(minutes, level):
    assert level_of(minutes, LEVELS) == level


@pytest.mark.parametrize(
    ("minutes", "on_the_day", "in_the_month", "held", "earned"),
    [
        (60, 0, 0, 0, 100),
        (90, 0, 0, 0, 150),
        (300, 0, 0, 0, 200),
        (60, 150, 150, 0, 50),
        (60, 200, 200, 0, 0),
        (60, 0, 2_970, 0, 30),
        (60, 0, 3_000, 0, 0),
        (60, 0, 0, 59_950, 50),
    ],
)
def test_service_earns_within_the_caps(minutes, on_the_day, in_the_month, held, earned):
    assert coins.earned(minutes, CAPS, on_the_day=on_the_day, in_the_month=in_the_month, held=held) == earned


def test_no_cap_is_no_cap():
    assert coins.earned(600, coins.Caps(100, 0, 0, 0), on_the_day=9_000, in_the_month=9_000, held=90_000) == 1_000


LINES = st.lists(st.tuples(st.integers(0, 500), st.dates(date(2026, 1, 1), date(2029, 1, 1)) | st.none()), max_size=12)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(came=LINES, share=st.sampled_from([0, 0.3, 0.5, 1]))
def test_what_is_left_is_what_came_less_what_went(came, share):
    went = int(sum(hundredths for hundredths, _until in came) * share)
    lots = coins.lots_left([*came, (-went, None)])
    assert sum(lot.hundredths for lot in lots) == sum(hundredths for hundredths, _until in came) - went
    assert [lot.valid_until for lot in lots] == sorted(lot.valid_until for lot in lots)
    gone = coins.run_out(lots, TODAY)
    assert 0 <= gone <= sum(lot.hundredths for lot in lots)
    assert coins.run_out(coins.lots_left([*came, (-went - gone, None)]), TODAY) == 0


@pytest.mark.parametrize(
    ("hundredths", "text"), [(200, "2"), (150, "1.5"), (25, "0.25"), (-300, "−3"), (123_456, "1,234.56")]
)
def test_coins_as_people_read_them(hundredths, text):
    assert coins.shown(hundredths) == text


# --- Stars ----------------------------------------------------------------------------------------------------------------
@pytest.fixture
def veteran(db):
    """Forty days of eight hours: 320 hours."""
    volunteer, point = a_volunteer(since=date(2020, 1, 1)), a_point()
    for number in range(40):
        entry_at(volunteer, point, TODAY - timedelta(days=30 + number), 480)
    return volunteer


def proposed() -> Star:
    return actions.propose_stars(Place.objects.get(pk=CENTRE), by=seat("worker"))[0]


def put_up(star: Star) -> Star:
    return actions.put_up_star(star, by=seat("worker"))


def test_the_highest_level_reached_is_proposed_once(veteran):
    star = proposed()
    assert (star.level, star.minutes, star.state) == (2, 19_200, "proposed")
    assert actions.propose_stars(Place.objects.get(pk=CENTRE), by=seat("worker")) == []


@pytest.mark.django_db
def test_a_place_sets_its_own_levels_from_a_day_on():
    by_default, local = [hours * 60 for hours in (100, 300, 600, 1_000, 1_500)], [50, 150, 400]
    since = date(2027, 1, 1)
    DatedSetting.objects.create(
        place_id=CENTRE, key="volunteers.stars.hours", value=local, source="街道办法", valid_from=since
    )
    assert levels(CENTRE, TODAY) == levels(NEIGHBOUR, since) == by_default
    assert levels(CENTRE, since) == [hours * 60 for hours in local]


def test_a_star_is_shown_in_public_and_awarded_by_another(veteran, client, on_the_day):
    star = put_up(proposed())
    page = client.get(f"/volunteers/stars/notices/{CENTRE}/").content.decode()
    assert veteran.number in page
    assert "施惠英" not in page
    with pytest.raises(Refused, match="until"):
        actions.award_star(star, by=seat("director"))
    with pytest.raises(Refused):
        actions.award_star(star, by=later(seat("worker"), days=8))
    actions.award_star(star, by=later(seat("director"), days=8))
    assert star.awarded_by == "周建国"
    assert [v.star_level for v in starred_on(TODAY + timedelta(days=8), seat("director"))] == [2]
    assert not starred_on(TODAY, seat("director")).exists()
    assert TrailEntry.objects.filter(kind="volunteers.star.award", noun_id=star.pk).count() == 1


def test_the_notice_counts_workdays_of_the_calendar(veteran):
    Workday.objects.create(day=TODAY + timedelta(days=1), is_workday=False, name="调休")
    Workday.objects.create(day=TODAY + timedelta(days=3), is_workday=True, name="调休上班")  # a Saturday
    Workday.objects.create(day=TODAY + timedelta(days=5), is_workday=False, name="调休")
    star = put_up(proposed())
    assert star.notice_until == date(2026, 11, 26)  # Fri, Sat, Tue, Wed, Thu
    with pytest.raises(Refused, match="until"):
        actions.award_star(star, by=later(seat("director"), days=8))
    assert actions.award_star(star, by=later(seat("director"), days=9)).state == "awarded"


def test_who_showed_it_in_public_does_not_award_it(veteran):
    star = actions.put_up_star(proposed(), by=seat("director"))
    with pytest.raises(Refused):
        actions.award_star(star, by=later(seat("director"), days=8))


def test_an_objection_is_decided_before_the_award(veteran):
    star = put_up(proposed())
    objection = take_objection(star, says="三月她住院了", channel="window", by=seat("worker"))
    director = later(seat("director"), days=8)
    with pytest.raises(Refused, match="objected"):
        actions.award_star(star, by=director)
    decide_objection(objection, is_right=False, findings="三月的时数已核对，无误", by=director)
    assert actions.award_star(star, by=director).state == "awarded"


def test_a_star_whose_objector_is_right_is_looked_at_again_and_shown_anew(veteran):
    star = put_up(proposed())
    objection = take_objection(star, says="十月的签到表是别人签的", channel="phone", by=seat("worker"))
    director = later(seat("director"), days=2)
    decide_objection(objection, is_right=True, findings="十月三次确系他人签到", by=director)
    assert star.state == "proposed"
    with pytest.raises(Refused, match="not open"):
        actions.award_star(star, by=later(seat("director"), days=9))
    again = actions.put_up_star(star, by=later(seat("worker"), days=9))
    assert (again.state, again.noticed_on) == ("noticed", TODAY + timedelta(days=9))


def test_corrected_hours_stop_the_award(veteran):
    star = put_up(proposed())
    for entry in HourEntry.everything.filter(volunteer=veteran)[:5]:
        correct_hours(entry, minutes=0, reason="重复登记", by=seat("director"))
    assert minutes_of(veteran) == 16_800
    with pytest.raises(Refused, match="no longer"):
        actions.award_star(star, by=later(seat("director"), days=8))


def test_the_stars_of_a_year_are_one_line_on_the_desk(veteran):
    star = proposed()
    worker = seat("worker")
    assert [(each.thing, each.url) for each in _stars_on_the_desk(worker)] == [
        (f"{veteran.person.name} ★★", f"/volunteers/stars/{star.pk}/")
    ]
    for _more in range(3):
        Star.everything.create(
            **{
                field.attname: getattr(star, field.attname)
                for field in Star._meta.concrete_fields
                if field.attname not in ("id", "volunteer_id")
            }
            | {"volunteer": a_volunteer()}
        )
    assert [(each.thing, each.url) for each in _stars_on_the_desk(worker)] == [
        ("4 volunteers", "/volunteers/stars/?state=proposed")
    ]


def _stars_on_the_desk(actor) -> list:
    return [each for each in volunteers_waiting_for(actor) if "/stars/" in each.url]


def test_a_star_is_refused_only_where_its_hours_are_gone(veteran):
    star = put_up(proposed())
    with pytest.raises(Refused, match="correct the hours"):
        actions.refuse_star(star, reason="有人反映", by=seat("director"))
    for entry in HourEntry.everything.filter(volunteer=veteran)[:5]:
        correct_hours(entry, minutes=0, reason="重复登记", by=seat("director"))
    assert actions.refuse_star(star, reason="更正后不足300小时", by=seat("director")).state == "refused"


def test_a_star_is_not_awarded_without_a_reason_and_may_be_unwanted(veteran):
    star = proposed()
    with pytest.raises(Refused):
        actions.refuse_star(star, reason=" ", by=seat("director"))
    assert actions.withdraw_star(star, by=own_seat(veteran)).state == "withdrawn"
    assert actions.propose_stars(Place.objects.get(pk=CENTRE), by=seat("worker")) == []


def test_a_star_from_the_desk_to_the_phone(veteran, on_the_day):
    worker = browser("worker")
    worker.post("/volunteers/stars/proposals/")
    star = Star.everything.get()
    assert "★★" in worker.get("/volunteers/stars/").content.decode()
    worker.post(f"/volunteers/stars/{star.pk}/steps/put_up/")
    star.refresh_from_db()
    assert star.state == "noticed"
    worker.post(f"/volunteers/stars/{star.pk}/objections/new/", {"words": "时数是否含路途"})
    phone = browser("volunteer", volunteer=veteran)
    page = phone.get("/volunteers/stars/mine/").content.decode()
    assert "320" in page
    assert "shown in public for some days" in page
    assert "时数是否含路途" not in phone.get(f"/volunteers/stars/{star.pk}/").content.decode()


# --- Evaluations ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_mean_needs_enough_answers_and_names_nobody():
    post, volunteer = a_post(), a_volunteer()
    for rating in (5, 4, 5, 4):
        told = {"side": "served", "rating": rating, "served_on": TODAY, "channel": "phone"}
        actions.note_evaluation(post, **told, by=seat("worker"))
    assert [(each.answers, each.mean) for each in opinions_of(post, TODAY)] == [(4, None), (0, None)]
    actions.note_evaluation(post, side="served", rating=2, served_on=TODAY, channel="paper", by=seat("worker"))
    assert opinions_of(post, TODAY)[0].mean == 4.0
    own = actions.evaluate_own_service(
        entry_at(volunteer, post.service_point, TODAY, 120, post=post), rating=3, by=own_seat(volunteer)
    )
    assert (own.side, own.channel, own.noted_by) == ("volunteers", "page", "")
    assert own.noted_on == TODAY
    assert Evaluation.everything.count() == 6


@pytest.mark.django_db
def test_a_volunteer_says_on_the_phone_how_it_was(on_the_day):
    post, volunteer = a_post(), a_volunteer()
    entry = entry_at(volunteer, post.service_point, TODAY, 120, post=post)
    phone, url = browser("volunteer", volunteer=volunteer), f"/volunteers/entries/{entry.pk}/evaluation/"
    assert url in phone.get(f"/volunteers/hours/{entry.pk}/").content.decode()
    assert phone.get(url).status_code == 200
    assert phone.post(url, {"rating": "9"}).status_code == 422
    phone.post(url, {"rating": "4", "words": "天热，缺水"})
    said = Evaluation.everything.get()
    assert (said.rating, said.served_on, said.noted_by) == (4, TODAY, "")
    assert "天热，缺水" in browser("worker").get(f"/volunteers/posts/{post.pk}/evaluations/").content.decode()


@pytest.mark.django_db
def test_a_volunteer_says_once_how_a_service_was(on_the_day):
    post, volunteer = a_post(), a_volunteer()
    first = entry_at(volunteer, post.service_point, TODAY, 120, post=post)
    second = entry_at(volunteer, post.service_point, TODAY - timedelta(days=1), 120, post=post)
    phone = browser("volunteer", volunteer=volunteer)
    for entry, rating in ((first, "1"), (second, "5")):
        assert phone.post(f"/volunteers/entries/{entry.pk}/evaluation/", {"rating": rating}).status_code == 302
    right = correct_hours(first, minutes=90, reason="少记了", by=seat("worker"))
    for entry in (first, second, right):  # corrected hours are no second service
        url = f"/volunteers/entries/{entry.pk}/evaluation/"
        assert url not in phone.get(f"/volunteers/hours/{entry.pk}/").content.decode()
        answer = phone.post(url, {"rating": "3"})
        assert answer.status_code == 422
        assert ("taken back" if entry == first else "said already") in answer.content.decode()
    assert sorted(Evaluation.everything.values_list("rating", flat=True)) == [1, 5]
    assert TrailEntry.objects.filter(kind="volunteers.evaluated").count() == 2


@pytest.mark.django_db
def test_only_who_served_says_how_it_was(on_the_day):
    post, volunteer = a_post(), a_volunteer()
    entry, other = entry_at(volunteer, post.service_point, TODAY, 120, post=post), a_volunteer("钱永德")
    assert browser("volunteer", volunteer=other).get(f"/volunteers/entries/{entry.pk}/evaluation/").status_code == 404
    for by in (own_seat(other), seat("worker")):
        with pytest.raises(Refused):
            actions.evaluate_own_service(entry, rating=1, by=by)
    assert not Evaluation.everything.exists()


@pytest.mark.django_db
def test_the_desk_notes_what_it_was_told_and_a_volunteer_notes_nothing_there(on_the_day):
    post, volunteer = a_post(), a_volunteer()
    desk, url = browser("worker"), f"/volunteers/posts/{post.pk}/evaluations/new/"
    told = {"side": "served", "channel": "phone", "rating": "4", "words": "很耐心", "served_on": TODAY.isoformat()}
    assert desk.get(url).status_code == 200
    for wrong in ({"rating": "6"}, {"channel": "page"}, {"served_on": (TODAY + timedelta(days=1)).isoformat()}):
        assert desk.post(url, {**told, **wrong}).status_code == 422
    assert browser("volunteer", volunteer=volunteer).post(url, told).status_code == 403
    assert not Evaluation.everything.exists()
    assert desk.post(url, told).headers["Location"] == f"/volunteers/posts/{post.pk}/evaluations/"
    said = Evaluation.everything.get()
    assert (said.side, said.channel, said.rating, said.noted_by) == ("served", "phone", 4, "陈晓燕")
    assert "很耐心" in desk.get(f"/volunteers/posts/{post.pk}/evaluations/").content.decode()


# --- The points book ------------------------------------------------------------------------------------------------------
@pytest.fixture
def book(db):
    return book_actions.open_book(a_volunteer(), by=seat("worker"))


def serve(book, minutes: int, *, days: int = 1) -> HourEntry:
    point = a_point(f"服务点{HourEntry.everything.count()}")
    return entry_at(book.volunteer, point, TODAY + timedelta(days=days), minutes)


def night(days: int) -> None:
    bring_books_up_to_date(by=job_actor("volunteers.count_coins", NOW + timedelta(days=days)))


def test_the_ledger_fills_the_book_once_and_corrections_empty_it(book):
    entry, _second = serve(book, 90), serve(book, 180, days=2)
    night(3)
    night(3)
    book.refresh_from_db()
    assert book.balance == 150 + 200
    correct_hours(entry, minutes=60, reason="早退", by=later(seat("director"), days=4))
    night(5)
    book.refresh_from_db()
    assert book.balance == 100 + 200
    assert sum(CoinEntry.everything.values_list("hundredths", flat=True)) == book.balance
    assert minutes_of(book.volunteer) == 240


def test_a_month_earns_no_more_than_its_cap_and_the_next_begins_anew(book):
    told = {"place_id": CENTRE, "valid_from": date(2026, 1, 1), "source": "本街道规定"}
    DatedSetting.objects.create(key="volunteers.coins.most_a_month", value=250, **told)
    for days in (1, 2, 3, 14):  # 19, 20 and 21 November; 2 December
        serve(book, 90, days=days)
    night(15)
    lines = CoinEntry.everything.filter(kind="earned").order_by("pk")
    assert list(lines.values_list("hundredths", "reason")) == [(150, ""), (100, "已达上限"), (0, "已达上限"), (150, "")]


def test_hours_corrected_within_one_night_earn_what_is_right(book):
    entry = serve(book, 180)
    correct_hours(entry, minutes=60, reason="早退", by=later(seat("director"), days=2))
    night(3)
    book.refresh_from_db()
    assert book.balance == 100
    assert [line.reason for line in CoinEntry.everything.filter(kind="earned").order_by("pk")] == ["已达上限", ""]


def test_a_team_leader_does_not_see_or_spend_what_is_a_members(veteran, on_the_day):
    star, book = put_up(proposed()), book_actions.open_book(veteran, by=seat("worker"))
    leader = a_volunteer("顾秀兰", since=date(2020, 1, 1))
    team = found_team(name="红马甲服务队", place_id=leader.place_id, centre_id=CENTRE, by=seat("worker"))
    join_team(team, veteran, by=seat("worker"))
    name_leader(team, leader, by=seat("worker"))
    by = own_seat(leader)
    assert Volunteer.objects.visible_to(by).filter(pk=veteran.pk).exists()
    assert not Star.objects.visible_to(by).exists()
    assert not CoinBook.objects.visible_to(by).exists()
    with pytest.raises(Refused, match="yourself"):
        actions.withdraw_star(star, by=by)
    with pytest.raises(Refused, match="yourself"):
        book_actions.close_book(book, by=by)
    phone = browser("volunteer", volunteer=leader)
    assert phone.get(f"/volunteers/{veteran.pk}/coins/").status_code == 403
    assert phone.get(f"/volunteers/stars/{star.pk}/").status_code == 404


def test_staff_end_nothing_of_a_volunteers_without_saying_how_her_word_came(veteran, book):
    serve(book, 120)
    night(2)
    star, by = put_up(proposed()), later(seat("worker"), days=3)
    gift = {"hundredths": 50, "to": None, "reason": "给家人"}
    for act in (
        lambda **more: actions.withdraw_star(star, **more),
        lambda **more: book_actions.give_coins(book, **gift, **more),
        lambda **more: book_actions.close_book(book, **more),
    ):
        with pytest.raises(Refused, match="how it came"):
            act(by=by)
        act(heard=Heard("letter", "来信 11-20，存志愿者档案"), by=by)
    assert TrailEntry.objects.filter(kind="volunteers.heard", facts__kind="in a letter").count() == 3
    book.refresh_from_db()
    star.refresh_from_db()
    assert (book.closed_on, star.state) == (by.today, "withdrawn")


def test_coins_are_given_redeemed_and_never_overdrawn(book):
    other = book_actions.open_book(a_volunteer("王桂珍"), by=seat("worker"))
    serve(book, 120)
    night(2)
    own = own_seat(book.volunteer, at=NOW + timedelta(days=3))
    book_actions.give_coins(book, hundredths=150, to=other, reason="请她常来坐坐", by=own)
    with pytest.raises(Refused, match="holds"):
        book_actions.give_coins(book, hundredths=60, to=None, reason="给家人", by=own)
    with pytest.raises(Refused):
        book_actions.redeem_coins(book, hundredths=50, reason="理发", by=own)
    book_actions.redeem_coins(book, hundredths=50, reason="理发", by=seat("worker"))
    book.refresh_from_db()
    other.refresh_from_db()
    assert (book.balance, other.balance) == (0, 150)
    gift = CoinEntry.everything.get(kind="received")
    assert gift.valid_until == CoinEntry.everything.get(kind="earned").valid_until


def test_a_gift_fills_no_book_beyond_what_it_may_hold(book):
    other = book_actions.open_book(a_volunteer("王桂珍"), by=seat("worker"))
    told = {"place_id": CENTRE, "valid_from": date(2026, 1, 1), "source": "本街道规定"}
    serve(book, 120)
    night(2)
    DatedSetting.objects.create(key="volunteers.coins.most_held", value=100, **told)
    own = own_seat(book.volunteer, at=NOW + timedelta(days=3))
    with pytest.raises(Refused, match="holds 1 coins at most"):
        book_actions.give_coins(book, hundredths=101, to=other, reason="谢谢", by=own)
    book_actions.give_coins(book, hundredths=60, to=other, reason="谢谢", by=own)
    with pytest.raises(Refused, match="at most"):
        book_actions.give_coins(book, hundredths=41, to=other, reason="谢谢", by=own)
    book_actions.give_coins(book, hundredths=110, to=None, reason="给家人", by=own)  # no book of the centre's
    book.refresh_from_db()
    other.refresh_from_db()
    assert (book.balance, other.balance) == (30, 60)


def test_coins_run_out_on_their_day(book):
    serve(book, 60)
    night(2)
    until = CoinEntry.everything.get().valid_until
    night((until - TODAY).days)
    book.refresh_from_db()
    assert book.balance == 100
    night((until - TODAY).days + 1)
    book.refresh_from_db()
    assert book.balance == 0
    assert CoinEntry.everything.filter(kind="expired").count() == 1


@pytest.mark.parametrize("change", [lambda rows: rows.update(hundredths=1), lambda rows: rows.delete()])
def test_the_book_itself_refuses_changes(book, change):
    serve(book, 60)
    night(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(CoinEntry.everything.all())


def test_a_book_on_the_phone(book, on_the_day):
    serve(book, 120)
    night(2)
    phone = browser("volunteer", volunteer=book.volunteer)
    page = phone.get(f"/volunteers/{book.volunteer_id}/coins/").content.decode()
    assert "earned by service" in page
    refused = phone.post(
        f"/volunteers/{book.volunteer_id}/coins/gifts/new/", {"to": "ZY0", "coins": "1", "reason": "谢谢"}
    )
    assert refused.status_code == 422
    phone.post(f"/volunteers/{book.volunteer_id}/coins/gifts/new/", {"to": "", "coins": "1.5", "reason": "给老伴"})
    book.refresh_from_db()
    assert book.balance == 50
    assert phone.get(f"/volunteers/{book.volunteer_id}/coins/redemptions/new/").status_code == 403
