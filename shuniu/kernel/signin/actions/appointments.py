"""Appointments: made and ended by the security administrator, who opens no account."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, Place, User
from shuniu.kernel.permissions import APPOINT, CARD_ROLES, EXCLUSIVE, ROLES, Denied, Refused, holds, require
from shuniu.kernel.signin.actions.entering import end_sessions

APPOINTED = trail.entry_kind(
    "kernel.appointed", _("Appointed from {since} until {until}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
ENDED = trail.entry_kind(
    "kernel.appointment_ended", _("Ended an appointment with {until}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SECOND_FACTOR_REMOVED = trail.entry_kind(
    "kernel.second_factor_removed", _("Removed a lost second factor"), erasure=trail.Erasure.NOTHING_PERSONAL
)
THREE_PEOPLE = _("System, security and audit administration are three appointments for three people.")


@action
def appoint(
    user: User,
    *,
    role: str,
    place: Place,
    since: date,
    until: date | None = None,
    noun: str = "",
    noun_id: int | None = None,
    by: Actor,
) -> Appointment:
    """Give an account a role at a place between two dates (the last day included, None for open).

    noun, noun_id: the one record a leader or volunteer is appointed for. Raises Refused.
    """
    require(holds(by, APPOINT))
    require(_may_appoint(user, role, place, noun, noun_id, by))
    return make_appointment(user, role=role, place=place, since=since, until=until, noun=noun, noun_id=noun_id, by=by)


@action
def end_appointment(appointment: Appointment, *, on: date, by: Actor) -> None:
    """`on` is the last day; it may be brought forward, never put off (that is a new appointment)."""
    require(holds(by, APPOINT))
    if not by.reach[0] <= appointment.place_id <= by.reach[1]:
        raise Refused(Denied(_("This appointment is outside the place you are appointed for.")))
    end_with(appointment, on=on, by=by)


@action
def remove_second_factor(user: User, *, by: Actor) -> None:
    """The phone with the code app or the key is lost. Whoever prints passwords cannot do this, nor this one the other."""
    require(holds(by, APPOINT))
    if user.pk == by.user_id:
        raise Refused(Denied(_("Another security administrator removes your second factor.")))
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refused(Denied(_("This account has no second factor.")))
    end_sessions(user)
    trail.record(SECOND_FACTOR_REMOVED, user, by=by, facts={"removed": removed})


def make_appointment(user: User, *, role, place, since, until=None, noun="", noun_id=None, by: Actor) -> Appointment:
    """From inside an action whose own permission was asked."""
    made = Appointment(user=user, role=role, place=place, since=since, until=until, noun=noun, noun_id=noun_id)
    if until is not None and until < since:
        raise Refused(Denied(_("An appointment cannot end before it begins.")))
    if role in EXCLUSIVE and _overlapping(user, since, until):
        raise Refused(Denied(THREE_PEOPLE))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # two security administrators at the same moment
        raise Refused(Denied(THREE_PEOPLE)) from error
    facts = {"user": user.pk, "role": role, "place": place.pk, "since": str(since), "until": str(until or "…")}
    trail.record(APPOINTED, made, by=by, facts=facts | ({"noun": noun, "noun_id": noun_id} if noun else {}))
    return made


def end_with(appointment: Appointment, *, on: date, by: Actor) -> None:
    """From inside an action whose own permission was asked."""
    if on < appointment.since:
        raise Refused(Denied(_("An appointment cannot end before it begins.")))
    still = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=on), pk=appointment.pk)
    if not still.update(until=on):
        raise Refused(Denied(_("This appointment ends by then already.")))
    appointment.until = on
    trail.record(ENDED, appointment, by=by, facts={"user": appointment.user_id, "until": str(on)})


def _may_appoint(user, role, place, noun, noun_id, by: Actor):
    if user.pk == by.user_id:
        return Denied(_("Nobody appoints the own person; another security administrator does it."))
    if not user.is_active:
        return Denied(_("This account is closed."))
    if not by.reach[0] <= place.pk <= by.reach[1]:
        return Denied(_("You may appoint within your own place only."))
    if role not in ROLES:
        raise ValueError(f"no such role: {role}")
    if role in CARD_ROLES and not (noun and noun_id):
        return Denied(_("A leader or volunteer is appointed for one record: do it on the page of the group."))
    return holds(by, APPOINT)


def _overlapping(user: User, since: date, until: date | None) -> bool:
    """Whether the person holds one of the three administrations on any day of the period."""
    held = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=since), user=user, role__in=EXCLUSIVE)
    return (held.filter(since__lte=until) if until else held).exists()
