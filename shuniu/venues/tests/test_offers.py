"""Organizations lend rooms: offered by their contact or from paper, with terms that whoever books reads, until they end."""

from datetime import date, time

import pytest
from django.urls import reverse

from shuniu.groups.tests.factories import browser
from shuniu.kernel.permissions import Refused
from shuniu.organizations.tests.cast import an_organization
from shuniu.organizations.tests.cast import browser as organization_browser
from shuniu.organizations.tests.cast import seat as organization_seat
from shuniu.venues.actions.booking import approve_booking, book_space
from shuniu.venues.actions.offers import decline_offer, end_offer, offer_room, take_up_offer
from shuniu.venues.models import Booking, Offer, Space, Venue
from shuniu.venues.offers import standing_of_offer
from shuniu.venues.tests.cast import ELEVEN, NINE, NOW, THURSDAY, TODAY, filed_group, leader_of, seat
from shuniu.venues.waiting import venues_waiting_for

pytestmark = pytest.mark.django_db
ROOM = {
    "name": "二楼浴室", "address": "常德路100号", "capacity": 12, "equipment": ["step_free"], "weekdays": [4, 5],
    "opens": time(8), "closes": time(12), "terms": "每周四、五上午免费，使用后由团队清扫",
    "offered_from": TODAY, "offered_until": None,
}  # fmt: skip


@pytest.fixture
def home():
    return an_organization("爱心养老院")


def contact_of(organization):
    return organization_seat("contact", of=organization, at=NOW)


def offered(organization, **more) -> Offer:
    return offer_room(organization, **{**ROOM, **more}, by=contact_of(organization))


def test_a_room_offered_by_the_contact_becomes_a_venue_of_that_organization(home):
    offer = offered(home)
    assert (offer.channel, offer.offered_by) == ("account", contact_of(home).name)
    told = [each.thing for each in venues_waiting_for(seat("worker")) if each.matter == "offer of a room"]
    assert told == ["爱心养老院 · 二楼浴室"]
    venue = take_up_offer(offer, by=seat("worker"))
    assert (venue.organization, venue.owner, venue.owner_name) == (home, "organization", home.name)
    assert (venue.terms, venue.needs_approval) == (ROOM["terms"], True)
    assert sorted(venue.hours.values_list("weekday", flat=True)) == [4, 5]
    assert standing_of_offer(offer, TODAY)[0] == "ok"
    with pytest.raises(Refused, match="already"):
        take_up_offer(offer, by=seat("worker"))
    with pytest.raises(Refused, match="already"):
        decline_offer(offer, reason="x", by=seat("worker"))


def test_an_offer_on_paper_carries_who_keyed_it_in(home):
    offer = offer_room(home, **ROOM, by=seat("worker"))
    assert (offer.channel, offer.offered_by) == ("paper", seat("worker").name)


def test_an_offer_without_terms_or_days_or_for_another_organization_is_refused(home):
    other = an_organization("科技公司", number=2)
    for changed, said in (({"terms": " "}, "terms"), ({"weekdays": []}, "day")):
        with pytest.raises(Refused, match=said):
            offered(home, **changed)
    with pytest.raises(Refused, match="another organization"):
        offer_room(other, **ROOM, by=contact_of(home))
    with pytest.raises(Refused, match="register"):
        offered(an_organization("已注销服务社", number=3, deregistered_on=date(2026, 1, 5)))
    assert not Offer.everything.exists()


def test_what_is_not_taken_up_keeps_its_reason(home):
    offer = offered(home)
    with pytest.raises(Refused, match="reason"):
        decline_offer(offer, reason=" ", by=seat("worker"))
    decline_offer(offer, reason="没有无障碍出口", by=seat("worker"))
    assert standing_of_offer(Offer.everything.get(), TODAY) == ("late", "not taken up")
    assert not Venue.everything.exists()
    with pytest.raises(Refused, match="over already"):
        end_offer(offer, since=TODAY, reason="x", by=contact_of(home))


def test_the_organization_ends_its_offer_and_each_group_reads_why(home):
    offer, group = offered(home), filed_group()
    take_up_offer(offer, by=seat("worker"))
    space = Space.everything.select_related("venue").get()
    booking = book_space(space, group=group, day=THURSDAY, starts=NINE, ends=ELEVEN, persons=8, by=leader_of(group))
    approve_booking(booking, by=seat("worker"))
    with pytest.raises(Refused, match="another organization"):
        end_offer(offer, since=THURSDAY, reason="x", by=contact_of(an_organization("科技公司", number=2)))
    assert end_offer(offer, since=THURSDAY, reason="浴室大修", by=contact_of(home)) == 1
    assert Booking.everything.get().cancelled_because == "浴室大修"
    assert (Venue.everything.get().closed_on, Venue.everything.get().closed_because) == (THURSDAY, "浴室大修")
    assert standing_of_offer(offer, TODAY)[0] == "ok"  # until that day
    assert standing_of_offer(Offer.everything.select_related("venue").get(), THURSDAY)[0] == "muted"
    space.refresh_from_db()
    with pytest.raises(Refused, match="浴室大修"):
        book_space(
            Space.everything.select_related("venue").get(), group=group, day=THURSDAY, starts=NINE, ends=ELEVEN, persons=8,
            by=leader_of(group),
        )  # fmt: skip


def test_an_offer_that_waits_is_withdrawn(home):
    offer = offered(home)
    assert end_offer(offer, since=TODAY, reason="自己要用", by=contact_of(home)) == 0
    with pytest.raises(Refused, match="already"):
        take_up_offer(offer, by=seat("worker"))
    assert not [each for each in venues_waiting_for(seat("worker")) if each.matter == "offer of a room"]


def test_a_room_goes_through_its_pages(home, on_the_day, monkeypatch):
    monkeypatch.setattr("shuniu.organizations.tests.cast.NOW", NOW)
    contact, desk = organization_browser("contact", of=home), browser("worker")
    page = reverse("organizations:organization", args=[home.pk])
    new = reverse("venues:new_offer", args=[home.pk])
    assert new in contact.get(page).content.decode()
    typed = {**ROOM, "opens": "08:00", "closes": "12:00", "offered_from": TODAY.isoformat(), "offered_until": ""}
    assert contact.post(new, {**typed, "closes": "07:00"}).status_code == 422
    assert contact.post(new, typed).status_code == 302
    offer = Offer.everything.get()
    url = reverse("venues:offer", args=[offer.pk])
    assert url in contact.get(reverse("venues:offers")).content.decode()
    assert ROOM["terms"] in contact.get(page).content.decode()
    assert "采用为场地" not in contact.get(url).content.decode()
    take = reverse("venues:take_up_offer", args=[offer.pk])
    assert contact.post(take).status_code == 403
    assert desk.post(take).status_code == 302
    space = Space.everything.get()
    assert ROOM["terms"] in desk.get(reverse("venues:book", args=[space.pk])).content.decode()
    assert page in desk.get(reverse("venues:venue", args=[space.venue_id])).content.decode()
    end = reverse("venues:end_offer", args=[offer.pk])
    assert contact.post(end, {"since": THURSDAY.isoformat(), "reason": ""}).status_code == 422
    assert contact.post(end, {"since": THURSDAY.isoformat(), "reason": "大修"}).status_code == 302
    assert "大修" in contact.get(url).content.decode()
    other = organization_browser("contact", of=an_organization("科技公司", number=2))
    assert other.get(url).status_code == 404
    assert other.get(new).status_code == 404
    assert browser("leader", group=filed_group()).get(reverse("venues:offers")).status_code == 403
