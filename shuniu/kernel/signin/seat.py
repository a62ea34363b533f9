"""The door of the pages: who has signed in, in which appointment. Builds the Actor, once a request."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, logout
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from shuniu.kernel.actor import Actor, visitor
from shuniu.kernel.models import Appointment, User
from shuniu.kernel.permissions import CARD_ROLES, PHONE_ROLES, permissions_of
from shuniu.kernel.prepared import prepared
from shuniu.kernel.signin.first_things import DOOR, SETTLED, first_thing
from shuniu.kernel.unwritten import Told, mark_told

CHOSEN = "appointment"
LAST_SEEN = "last_seen"
SIGNED_IN_AT = "signed_in_at"
# Where somebody may go who must first do something, or holds no appointment.
ALWAYS_OPEN = ("/accounts/", "/settings/", "/appointment/", "/enter-as/", "/enter/", "/v/")


class SeatMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = seat_of(request)
        return self._instead(request) or self.get_response(request)

    def _instead(self, request: HttpRequest) -> HttpResponse | None:
        """The page shown in place of the one asked for, where something stands before it."""
        if request.path.startswith("/accounts/2fa/"):  # a second factor may go: look again what is owed
            request.session.pop(SETTLED, None)
        if request.path.startswith(ALWAYS_OPEN) or SESSION_KEY not in request.session:
            return None
        if request.actor.user_id is None:
            return render(request, "kernel/signin/no_appointment.html", {}, status=403)
        if page := first_thing(request):
            return redirect(page)
        return None


def seat_of(request: HttpRequest) -> Actor:
    """The actor of this request; a visitor where nobody signed in, the time ran out or no appointment is in force.

    Sets `request.appointments`, all of the person's that are in force today, so that a page may offer another, and
    `request.mark`, the database's as it was told with them.
    """
    now = timezone.now()
    request.appointments, request.mark = [], None
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return visitor(now)
    mine = seats_of(int(user_id), timezone.localdate(now))
    if mine:
        request.mark = mark_told(mine[0].database_mark)
    if request.session.get(DOOR) == "card":  # a card and a PIN never open a staff appointment
        mine = [appointment for appointment in mine if appointment.role in CARD_ROLES]
    if not mine:
        if not _may_stay(request.session, User.objects.filter(pk=user_id, is_active=True).first()):
            logout(request)
        return visitor(now)
    appointment = _chosen(mine, request.session.get(CHOSEN))
    if not _may_stay(request.session, appointment.user):
        logout(request)
        return visitor(now)
    if _timed_out(request.session, appointment.role, now):
        logout(request)
        messages.info(request, _("You were signed out because time had passed. Please sign in again."))
        return visitor(now)
    request.appointments = mine
    return actor_in(appointment, at=now, via="phone" if appointment.role in PHONE_ROLES else "page")


def actor_in(appointment: Appointment, *, at, via: str) -> Actor:
    """The actor of an appointment whose `user` is loaded."""
    return Actor(
        user_id=appointment.user_id,
        name=appointment.user.name,
        role=appointment.role,
        place=appointment.place_id,
        permissions=permissions_of(appointment.role),
        at=at,
        via=via,
        appointment_id=appointment.pk,
        subject=(appointment.noun, appointment.noun_id) if appointment.noun else None,
    )


def appointments_in_force(user_id: int, today):
    return (
        Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=today), user_id=user_id, since__lte=today)
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )


@prepared
def seats_of(user_id: int, today: date):  # asked on every page
    return appointments_in_force(user_id, today).annotate(database_mark=Told())


def _chosen(mine: list[Appointment], chosen: int | None) -> Appointment:
    return next((a for a in mine if a.pk == chosen), mine[0])


def _may_stay(session, user: User | None) -> bool:
    """Whether the session still belongs to the account: not after a new password or "sign out everywhere"."""
    return user is not None and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def _timed_out(session, role: str, now) -> bool:
    """Whether the session lay idle too long, or is older than a staff day.

    Marks it as alive at most once a minute, so that a page costs no write.
    """
    phone, instant = role in PHONE_ROLES or session.get(DOOR) == "card", int(now.timestamp())
    seen, since = session.get(LAST_SEEN), session.get(SIGNED_IN_AT)
    if seen is not None and instant - seen > settings.SHUNIU_IDLE_MINUTES["phone" if phone else "staff"] * 60:
        return True
    if not phone and since is not None and instant - since > settings.SHUNIU_STAFF_HOURS * 3600:
        return True
    if since is None:
        session[SIGNED_IN_AT] = instant
    if seen is None or instant - seen > 60:
        session[LAST_SEEN] = instant
    return False
