"""An erased leader or contact: what was booked, wished and offered in that name keeps the role, and no name."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.utils import translation
from django.utils.translation import gettext

from shuniu.groups.models import Leadership
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.sealing import conceal
from shuniu.organizations.actions.contacts import give_access, note_contact
from shuniu.organizations.tests.cast import an_organization
from shuniu.organizations.tests.cast import seat as organization_seat
from shuniu.people.actions.erasure import ask_erasure, decide_erasure, hand_over_record
from shuniu.people.models import Person
from shuniu.venues.actions.booking import book_space
from shuniu.venues.actions.offers import offer_room
from shuniu.venues.actions.rounds import hand_in_wishes
from shuniu.venues.actions.series import book_series
from shuniu.venues.actions.using import check_in
from shuniu.venues.models import Application, Booking, Offer
from shuniu.venues.tests.cast import (
    NINE,
    NOW,
    TEN,
    THURSDAY,
    TODAY,
    a_hall,
    a_round,
    asking,
    at,
    filed_group,
    person,
    seat,
)  # fmt: skip

pytestmark = pytest.mark.django_db
NAME = "晨曦人"  # who leads the group of this name
ROOM = {
    "name": "二楼浴室", "capacity": 12, "weekdays": [4], "opens": time(8), "closes": time(12), "terms": "免费",
    "offered_from": TODAY,
}  # fmt: skip


def erased(whom: Person) -> None:
    asked = ask_erasure(whom, grounds="迁出", channel="window", by=seat("worker"))
    decide_erasure(asked, "erase", by=seat("director"))
    decide_erasure(asked, "erase", by=seat("officer"))


def led_and_left(group) -> Person:
    """Who led the group until today."""
    term = Leadership.everything.get(group=group)
    Leadership.everything.filter(pk=term.pk).update(until=TODAY)
    return term.person


def test_what_an_erased_leader_booked_and_wished_says_the_role_and_what_the_centre_wrote_says_who():
    group, other, hall = filed_group("晨曦歌咏队"), filed_group("晨光舞蹈队"), a_hall()
    leader = seat("leader", subject=("groups.group", group.pk), name=NAME)
    book = {"starts": NINE, "ends": TEN, "persons": 10}
    mine = book_space(hall, group=group, day=THURSDAY, **book, by=leader)
    today = book_space(hall, group=group, day=TODAY, starts=TEN, ends=time(11), persons=10, by=leader)
    check_in(today, people=9, channel=Booking.Channel.CODE, by=replace(leader, at=at(10, 5)))
    official = seat("worker", name=NAME)
    theirs = book_space(hall, group=group, day=date(2026, 11, 20), **book, by=official)
    weekly = {"first": date(2026, 11, 24), "last": date(2026, 12, 1), "starts": NINE, "ends": TEN, "persons": 10}
    series = book_series(hall, group=group, **weekly, by=leader)
    elsewhere = seat("leader", subject=("groups.group", other.pk), name=NAME)
    namesakes = book_space(hall, group=other, day=date(2026, 11, 23), **book, by=elsewhere)
    season = a_round()
    wish = hand_in_wishes(season, group=group, asking=asking(hall), channel="phone", by=leader)
    keyed = hand_in_wishes(season, group=other, asking=asking(hall), channel="paper", by=official)
    whom = led_and_left(group)
    told = hand_over_record(whom, channel="window", by=seat("director"))[gettext("Bookings asked for as a leader")]
    assert len(told) == 2 + len(series.bookings.all())
    erased(whom)
    with translation.override("zh-hans"):
        for pk in (mine.pk, today.pk, *series.bookings.values_list("pk", flat=True)):
            assert Booking.everything.get(pk=pk).booker == "时任负责人"
        assert Application.everything.get(pk=wish.pk).applicant == "时任负责人"
    assert Booking.everything.get(pk=today.pk).checked_in_by == "×"
    assert {Booking.everything.get(pk=each.pk).booker for each in (theirs, namesakes)} == {NAME}
    assert Application.everything.get(pk=keyed.pk).applicant == NAME
    line = TrailEntry.objects.get(kind="venues.names_forgotten")
    assert line.facts == {"bookings": 2 + series.bookings.count(), "wishes": 1, "offers": 0}


@pytest.mark.parametrize("left", [False, True])
def test_what_an_erased_contact_offered_says_the_role_and_a_namesakes_offer_stays(left):
    by, home, other = seat("worker"), an_organization("爱心养老院"), an_organization("另一家养老院", number=2)
    whom = person("顾美华")
    conceal(whom, "phone", "13812575562")
    whom.save()
    account = give_access(note_contact(home, name="顾美华", phone="13812575562", by=by), by=by).user
    note_contact(other, name="顾美华", phone="13993702683", by=by)
    online = replace(organization_seat("contact", of=home, at=NOW), name="顾美华", user_id=account.pk)
    mine = offer_room(home, **ROOM, by=online)
    renamed = offer_room(home, **ROOM | {"name": "三楼教室"}, by=replace(online, name="顾美花"))
    keyed = offer_room(home, **ROOM | {"name": "底楼大厅"}, by=replace(by, name="顾美华"))
    namesakes = offer_room(other, **ROOM, by=replace(organization_seat("contact", of=other, at=NOW), name="顾美华"))
    whom.refresh_from_db()  # the record names the account
    told = hand_over_record(whom, channel="window", by=seat("director"))[gettext("Rooms offered for an organization")]
    assert len(told) == 2
    erased(whom)
    with translation.override("zh-hans"):
        offerers = [Offer.everything.get(pk=each.pk).offerer for each in (mine, renamed, keyed, namesakes)]
    assert offerers == ["时任联络人", "时任联络人", "顾美华", "顾美华"]
