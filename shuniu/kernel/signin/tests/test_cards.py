"""Phone cards: issue, use, lose; what a wrong PIN costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shuniu.kernel.models import Appointment, PhoneCard, Place, TrailEntry, User
from shuniu.kernel.permissions import Refused
from shuniu.kernel.signin.actions import issue_card, replace_card, revoke_card, seat_leader, unseat_leader
from shuniu.kernel.signin.actions.cards import try_pin
from shuniu.kernel.signin.tests.conftest import ELSEWHERE, log_in


@pytest.fixture
def card(leader, act):
    return issue_card(leader, by=act("worker"))


def enter(client: Client, secret: str, pin: str, **extra):
    return client.post(f"/enter/{secret}/", {"pin": pin}, **extra)


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06}"


def test_card_and_pin_open_the_door_for_two_weeks(client, card):
    page = client.get(f"/enter/{card.secret}/")
    assert 'inputmode="numeric"' in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    answer = enter(client, card.secret, f"{card.pin[:3]} {card.pin[3:]}")
    assert answer.headers["Location"] == "/"
    assert answer.cookies["sessionid"]["max-age"] == 14 * 86400
    assert client.get("/settings/account/").status_code == 200
    assert TrailEntry.objects.filter(kind="kernel.card_used", user_id=card.card.user_id).exists()
    assert client.get(f"/enter/{card.secret}/").headers["Location"] == "/", "scanning again just goes on"


def test_neither_secret_nor_pin_is_kept(card):
    kept = PhoneCard.objects.get(pk=card.card.pk)
    row = str(vars(kept))
    assert card.secret not in row
    assert card.pin not in kept.pin
    assert len(card.secret) * 6 >= 128, "bits of the code in the QR"
    assert len(card.pin) == 6
    assert card.secret not in str(list(TrailEntry.objects.values()))


def test_a_wrong_pin_says_how_many_tries_are_left_then_locks(client, card):
    for left in (4, 3, 2, 1):
        page = enter(client, card.secret, wrong(card.pin))
        assert page.status_code == 422
        assert f"PIN不对，还可以试{left}次" in page.content.decode()
    page = enter(client, card.secret, wrong(card.pin)).content.decode()
    assert "以后再试" in page
    assert "以后再试" in enter(client, card.secret, card.pin).content.decode(), (
        "the right PIN opens nothing while locked"
    )
    assert TrailEntry.objects.filter(kind="kernel.card_locked").count() == 1
    PhoneCard.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert enter(client, card.secret, card.pin).status_code == 302


def test_a_right_pin_begins_the_count_anew(client, card):
    for _try in range(4):
        enter(client, card.secret, wrong(card.pin))
    enter(client, card.secret, card.pin)
    page = enter(Client(), card.secret, wrong(card.pin))
    assert "还可以试4次" in page.content.decode()


def test_tries_that_arrive_together_are_counted_one_by_one(card, act):
    """Each judged against the card as it was read before: the fifth still locks, and a late right one is too late."""
    stale = [PhoneCard.objects.get(pk=card.card.pk) for _try in range(6)]
    answers = [try_pin(each, right=False, by=act("worker")) for each in stale[:5]]
    assert [a.left for a in answers] == [4, 3, 2, 1, 0]
    assert not try_pin(stale[5], right=True, by=act("worker")).right


def test_an_address_that_tries_many_cards_is_slowed_down(client, card, leader, act):
    for number in range(20):
        PhoneCard.objects.update(failures=0, locked_until=None)
        enter(client, card.secret, wrong(card.pin)) if number % 19 else client.get("/")
    statuses = {enter(client, card.secret, wrong(card.pin)).status_code for _try in range(20)}
    assert 429 in statuses


@pytest.mark.parametrize("typed", ["", "123", "abcdef", "1234567"])
def test_what_is_no_pin_costs_no_try(client, card, typed):
    assert enter(client, card.secret, typed).status_code == 422
    assert PhoneCard.objects.get().failures == 0


def test_full_width_digits_are_forgiven(client, card):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in card.pin)
    assert enter(client, card.secret, wide).status_code == 302


def test_a_lost_card_is_revoked_and_its_phone_signed_out(client, card, act):
    enter(client, card.secret, card.pin)
    revoke_card(card.card, by=act("director"))
    assert client.get("/settings/account/").status_code == 302
    page = client.get(f"/enter/{card.secret}/")
    assert page.status_code == 404
    assert "服务窗口" in page.content.decode()
    assert enter(client, card.secret, card.pin).status_code == 404
    with pytest.raises(Refused):
        revoke_card(card.card, by=act("director"))


def test_one_live_card_a_person(card, leader, act):
    with pytest.raises(Refused, match=r"card|卡"):
        issue_card(leader, by=act("worker"))
    new = replace_card(card.card, by=act("worker"))
    assert new.card.number != card.card.number
    assert PhoneCard.objects.filter(revoked_at__isnull=True).get() == new.card


@pytest.mark.parametrize("role", ["officer", "committee", "auditor", "system_administrator", "leader"])
def test_only_the_centre_issues_cards(leader, act, role):
    with pytest.raises(Refused):
        issue_card(leader, by=act(role))


def test_no_card_for_staff_nor_for_another_centre(person, act):
    with pytest.raises(Refused):
        issue_card(person("officer"), by=act("worker"))
    elsewhere = person("leader", username="far", place=ELSEWHERE, noun="groups.group", noun_id=3)
    with pytest.raises(Refused):
        issue_card(elsewhere, by=act("worker"))


def test_a_card_never_opens_a_staff_appointment(client, card, leader, centre):
    """A worker who also leads a group signs in as a worker with the password."""
    Appointment.objects.create(user=leader, role="worker", place=centre, since=card.card.issued_at.date())
    enter(client, card.secret, card.pin)
    staff = leader.appointments.get(role="worker")
    assert client.post("/appointment/", {"appointment": staff.pk}).status_code == 403
    assert client.get("/cards/").status_code == 403


# --- Seating a leader -------------------------------------------------------------------------------------------------


def test_seat_a_leader_with_account_appointment_and_card_at_once(client, act, centre):
    seat = seat_leader(name="李桂芳", place=centre, noun="groups.group", noun_id=42, by=act("worker"))
    assert not seat.user.has_usable_password()
    assert (seat.appointment.role, seat.appointment.noun, seat.appointment.noun_id) == ("leader", "groups.group", 42)
    _card, secret, pin = seat.issued
    assert enter(client, secret, pin).status_code == 302
    kinds = set(TrailEntry.objects.values_list("kind", flat=True))
    assert {"kernel.appointed", "kernel.card_issued"} <= kinds
    assert "李桂芳" not in str(list(TrailEntry.objects.exclude(user_id=seat.user.pk).values()))


def test_a_leader_of_two_groups_has_one_card(act, centre):
    by = act("worker")
    first = seat_leader(name="李桂芳", place=centre, noun="groups.group", noun_id=42, by=by)
    second = seat_leader(name="李桂芳", place=centre, noun="groups.group", noun_id=43, user=first.user, by=by)
    assert second.issued is None
    with pytest.raises(Refused):
        seat_leader(name="李桂芳", place=centre, noun="groups.group", noun_id=43, user=first.user, by=by)
    unseat_leader(noun="groups.group", noun_id=42, by=by)
    assert PhoneCard.objects.get().revoked_at is None, "the other group still needs it"
    unseat_leader(noun="groups.group", noun_id=43, by=by)
    assert PhoneCard.objects.get().revoked_at is not None


@pytest.mark.parametrize("wrong", [{"role": "worker"}, {"noun": ""}, {"place": ELSEWHERE}])
def test_seating_is_for_phone_roles_of_ones_own_centre_with_a_record(act, centre, wrong):
    asked = {"name": "李桂芳", "place": centre, "noun": "groups.group", "noun_id": 42, **wrong}
    if isinstance(asked["place"], int):
        asked["place"] = Place.objects.get(pk=asked["place"])
    with pytest.raises(Refused):
        seat_leader(**asked, by=act("worker"))
    assert not User.objects.filter(name="李桂芳").exists()


# --- The window's pages -----------------------------------------------------------------------------------------------


def test_the_window_prints_replaces_and_revokes(signed_in, leader):
    window = signed_in("worker")
    address = f"/cards/{leader.pk}/"
    assert leader.name in window.get("/cards/").content.decode()
    assert window.get(address).status_code == 200
    paper = window.post(address)
    html = paper.content.decode()
    assert "<svg" in html
    assert "PIN" in html
    assert "no-store" in paper.headers["Cache-Control"]
    first = PhoneCard.objects.get()
    window.post(address)
    first.refresh_from_db()
    assert first.revoked_at is not None
    window.post(f"{address}revoke/")
    assert not PhoneCard.objects.filter(revoked_at__isnull=True).exists()
    assert window.post(f"{address}revoke/").status_code == 404


def test_another_centres_leader_is_not_there(signed_in, person):
    far = person("leader", username="far", place=ELSEWHERE, noun="groups.group", noun_id=3)
    assert signed_in("worker").get(f"/cards/{far.pk}/").status_code == 404


def test_a_leader_has_no_password_to_sign_in_with(client, leader):
    assert log_in(client, leader.username, "!").status_code == 200
    assert client.get("/settings/account/").status_code == 302


def test_the_name_drawn_for_a_card_is_shown_to_nobody(client, signed_in, centre, act):
    seat = seat_leader(name="李桂芳", place=centre, noun="groups.group", noun_id=42, by=act("worker"))
    enter(client, seat.issued.secret, seat.issued.pin)
    own = client.get("/settings/account/").content.decode()
    assert "用卡" in own
    system, security = signed_in("system_administrator"), signed_in("security_administrator")
    pages = [own]
    pages += [system.get(f"/administration/accounts/{tail}").content.decode() for tail in ("", f"{seat.user.pk}/")]
    tails = ("", f"{seat.appointment.pk}/")
    pages += [security.get(f"/administration/appointments/{tail}").content.decode() for tail in tails]
    assert [seat.user.username in page for page in pages] == [False] * 5
    assert all("李桂芳" in page for page in pages)
    assert "system_administrator" in pages[1], "who signs in with a name reads it"
