"""Phone cards: a printed QR code and a PIN, for leaders, volunteers and contacts without e-mail and password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, PhoneCard, Place, User
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import CARD_ROLES, ISSUE_CARD, Denied, Refused, holds, require
from shuniu.kernel.places.codes import span
from shuniu.kernel.signin.actions.appointments import end_with, make_appointment
from shuniu.kernel.signin.actions.entering import end_sessions
from shuniu.kernel.signin.cards import hash_of, hashed_pin, new_pin, new_secret, phone_appointments
from shuniu.kernel.signin.passwords import ALPHABET

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)

ISSUED = trail.entry_kind("kernel.card_issued", _("Issued phone card {card}"), erasure=trail.Erasure.NOTHING_PERSONAL)
REVOKED = trail.entry_kind(
    "kernel.card_revoked", _("Revoked phone card {card}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
REPLACED = trail.entry_kind(
    "kernel.card_replaced", _("Replaced phone card {card} by {by}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
WRONG_PIN = trail.entry_kind(
    "kernel.card_wrong_pin", _("Wrong PIN for phone card {card}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
LOCKED = trail.entry_kind(
    "kernel.card_locked", _("Locked phone card {card} after wrong PINs"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RIGHT_PIN = trail.entry_kind(
    "kernel.card_used", _("Signed in with phone card {card}"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A new card with what is printed on it and kept nowhere else."""

    card: PhoneCard
    secret: str
    pin: str

    def __iter__(self):  # card, secret, pin = issue_card(…)
        return iter((self.card, self.secret, self.pin))


@dataclass(frozen=True, slots=True)
class Seat:
    """What `seat_leader` made; `issued` is None where the person has a card already."""

    user: User
    appointment: Appointment
    issued: Issued | None


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """What came of one PIN: `left` tries remain, or none until `locked_until`."""

    right: bool
    left: int = 0
    locked_until: datetime | None = None


@action
def seat_leader(
    *, name: str, place: Place, noun: str, noun_id: int, by: Actor, role: str = "leader", user: User | None = None
) -> Seat:
    """Let a person act for one record (`noun`, `noun_id`) by phone: account without password, appointment and card.

    user: the person's account, where there is one (a leader of two groups has one card). Raises Refused.
    """
    require(holds(by, ISSUE_CARD))
    require(_may_seat(role, place, noun, noun_id, user, by))
    if user is None:
        user = User(username=_card_username(), name=name.strip(), place_id=by.centre or by.place, opened_at=by.at)
        user.set_unusable_password()
        user.save(force_insert=True)
    appointment = make_appointment(user, role=role, place=place, since=by.today, noun=noun, noun_id=noun_id, by=by)
    has_card = PhoneCard.objects.filter(user=user, revoked_at__isnull=True).exists()
    return Seat(user, appointment, None if has_card else issue_card(user, by=by))


@action
def unseat_leader(*, noun: str, noun_id: int, by: Actor, user: User | None = None) -> int:
    """End the phone appointments for a record at once, and revoke the card of whoever has no other; how many ended.

    user: only this person's, where several act for the record.
    """
    require(holds(by, ISSUE_CARD))
    ended = end_seats(noun=noun, noun_id=noun_id, user=user, by=by)
    if not ended:
        raise Refused(Denied(_("Nobody acts for this by phone.")))
    return ended


def end_seats(*, noun: str, noun_id: int, user: User | None = None, by: Actor) -> int:
    """The same from inside an action whose own permission was asked, as when a group has a new leader; 0 for nobody."""
    seats = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=by.today),
        noun=noun,
        noun_id=noun_id,
        role__in=CARD_ROLES,
        place__id__range=span(by.centre or by.place),
    ).select_related("user")
    found = list(seats if user is None else seats.filter(user=user))
    for seat in found:
        if seat.until != by.today or seat.since != by.today:
            end_with(seat, on=max(seat.since, by.today - timedelta(days=1)), by=by)
        card = PhoneCard.objects.filter(centre_id=by.centre, user=seat.user, revoked_at__isnull=True).first()
        if card and not _is_needed(card, seat, by):
            _revoke(card, by=by)
    return len(found)


@action
def issue_card(user: User, *, by: Actor) -> Issued:
    """A card for a leader or volunteer of the actor's centre. Raises Refused where there is a live one."""
    require(holds(by, ISSUE_CARD))
    if by.centre is None or not phone_appointments(user, by).exists():
        raise Refused(Denied(_("Phone cards are for leaders and volunteers of your own centre.")))
    secret, pin = new_secret(), new_pin()
    number = next_number("phone_card", centre_id=by.centre, year=by.today.year)
    card = PhoneCard(
        centre_id=by.centre,
        number=f"{by.today.year}-{number:04}",
        user=user,
        secret_hash=hash_of(secret),
        pin=hashed_pin(secret, pin),
        issued_at=by.at,
    )
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(Denied(_("This person already has a card; revoke it first."))) from error
    trail.record(ISSUED, card, by=by, facts={"card": card.number, "user": user.pk})
    return Issued(card, secret, pin)


@action
def revoke_card(card: PhoneCard, *, by: Actor) -> None:
    """The card is lost or given back: from this moment it opens nothing, and the phones it opened are signed out."""
    require(holds(by, ISSUE_CARD))
    if card.centre_id != by.centre:
        raise Refused(Denied(_("Phone cards are for leaders and volunteers of your own centre.")))
    _revoke(card, by=by)


@action
def replace_card(card: PhoneCard, *, by: Actor) -> Issued:
    """Revoke a lost card and issue the next in one step."""
    revoke_card(card, by=by)
    issued = issue_card(card.user, by=by)
    trail.record(REPLACED, card, by=by, facts={"card": card.number, "by": issued.card.number})
    return issued


@action
def try_pin(card: PhoneCard, *, right: bool, by: Actor) -> PinAnswer:
    """Count one PIN whose rightness `is_pin` has told. The fifth wrong one in a row locks the card for 15 minutes.

    However many arrive at once, they are counted one by one here, and a right one counts for nothing while locked.
    """
    cards = PhoneCard.objects.select_for_update().filter(pk=card.pk)
    now = cards.get()
    if now.revoked_at or (now.locked_until and now.locked_until > by.at):
        trail.record(WRONG_PIN, card, by=by, facts={"card": card.number, "locked": True})
        return PinAnswer(False, 0, now.locked_until)
    if right:
        cards.update(failures=0, locked_until=None, last_used_at=by.at)
        trail.record(RIGHT_PIN, card, by=by, facts={"card": card.number, "user": card.user_id})
        return PinAnswer(True)
    left = TRIES - 1 - now.failures % TRIES
    until = None if left else by.at + LOCKED_FOR
    cards.update(failures=now.failures + 1, locked_until=until)
    trail.record(WRONG_PIN if left else LOCKED, card, by=by, facts={"card": card.number})
    return PinAnswer(False, left, until)


def _revoke(card: PhoneCard, *, by: Actor) -> None:
    if not PhoneCard.objects.filter(pk=card.pk, revoked_at__isnull=True).update(revoked_at=by.at):
        raise Refused(Denied(_("This card is revoked already.")))
    card.revoked_at = by.at
    end_sessions(card.user)
    trail.record(REVOKED, card, by=by, facts={"card": card.number, "user": card.user_id})


def _is_needed(card: PhoneCard, left: Appointment, by: Actor) -> bool:
    """Whether its holder still acts by phone for something else in the centre of the card."""
    others = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=by.today),
        user=left.user,
        role__in=CARD_ROLES,
        since__lte=by.today,
        place__id__range=span(card.centre_id),
    )
    return others.exclude(pk=left.pk).exists()


def _card_username() -> str:
    return "card-" + "".join(secrets.choice(ALPHABET) for _i in range(8)).lower()


def _may_seat(role, place, noun, noun_id, user, by: Actor):
    if role not in CARD_ROLES:
        return Denied(_("Phone cards are for leaders and volunteers of your own centre."))
    if not (noun and noun_id):
        return Denied(_("A leader or volunteer is appointed for one record: do it on the page of the group."))
    if by.centre is None or not by.reach[0] <= place.pk <= by.reach[1]:
        return Denied(_("You may appoint within your own place only."))
    if user is not None and phone_appointments(user, by).filter(noun=noun, noun_id=noun_id).exists():
        return Denied(_("This person acts for it already."))
    return holds(by, ISSUE_CARD)
