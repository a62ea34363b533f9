"""Whose accounts, appointments and cards an actor looks after."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, PhoneCard, User
from shuniu.kernel.permissions import CARD_ROLES, PERMISSIONS


def accounts_of(actor: Actor) -> QuerySet[User]:
    """Accounts opened in the actor's place or beneath, or appointed there."""
    appointed = Appointment.objects.filter(user=OuterRef("pk"), place__id__range=actor.reach)
    return User.objects.filter(Q(place__id__range=actor.reach) | Exists(appointed))


def appointments_of(actor: Actor) -> QuerySet[Appointment]:
    return Appointment.objects.filter(place__id__range=actor.reach).select_related("user", "place")


def card_holders_of(actor: Actor) -> QuerySet[User]:
    """Leaders, volunteers and contacts in force in the actor's centre, who may carry a card."""
    seat = in_force(Appointment.objects.filter(user=OuterRef("pk"), role__in=CARD_ROLES), actor.today)
    return User.objects.filter(Exists(seat.filter(place__id__range=actor.reach)), is_active=True)


def in_force(appointments: QuerySet[Appointment], day) -> QuerySet[Appointment]:
    return appointments.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def others_who_may(permission: str, actor: Actor, *, centre: int) -> QuerySet[User]:
    """Who else of a centre holds a permission today: an account that is in use, with an appointment in force there."""
    roles = PERMISSIONS[permission].roles
    seats = in_force(Appointment.objects.filter(user=OuterRef("pk"), role__in=roles, place_id=centre), actor.today)
    return User.objects.filter(Exists(seats.filter(noun="")), is_active=True).exclude(pk=actor.user_id)


def live_cards(users: list[User]) -> dict[int, PhoneCard]:
    """user id → the card in force."""
    return {card.user_id: card for card in PhoneCard.objects.filter(user__in=users, revoked_at__isnull=True)}


def roles_in_force(users: list[User], day) -> dict[int, list[Appointment]]:
    """user id → appointments in force on a day."""
    found: dict[int, list[Appointment]] = {user.pk: [] for user in users}
    for appointment in in_force(Appointment.objects.filter(user__in=users), day).select_related("place").order_by("pk"):
        found[appointment.user_id].append(appointment)
    return found
