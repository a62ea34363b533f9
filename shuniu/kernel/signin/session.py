"""How a session begins, whichever door it comes through."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from shuniu.kernel.actor import NOBODY, Actor
from shuniu.kernel.models import User
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.kernel.signin.first_things import DOOR, SETTLED
from shuniu.kernel.signin.seat import CHOSEN, LAST_SEEN, SIGNED_IN_AT, actor_in, appointments_in_force

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, user: User, *, door: str, appointment_id: int | None = None) -> None:
    """Sign somebody in who has shown who they are without a password. The session gets a new key.

    door: card · demo. appointment_id: the one chosen already, None to ask where there are several.
    """
    login(request, user, backend=BACKEND)
    begin_session(request, door=door)
    if appointment_id is not None:
        request.session[CHOSEN] = appointment_id
    if door == "card":
        request.session.set_expiry(settings.SHUNIU_IDLE_MINUTES["phone"] * 60)


def begin_session(request: HttpRequest, *, door: str) -> None:
    """Marks from which the session's time is counted. `login` has given it a new key."""
    instant = int(timezone.now().timestamp())
    for old in (CHOSEN, SETTLED):
        request.session.pop(old, None)
    request.session.update({DOOR: door, SIGNED_IN_AT: instant, LAST_SEEN: instant})


def account_actor(user: User, *, at) -> Actor:
    """The person itself, for the trail of signing in: in the first appointment, or in none."""
    appointment = appointments_in_force(user.pk, timezone.localdate(at)).first()
    if appointment is not None:
        return actor_in(appointment, at=at, via="phone" if appointment.role in PHONE_ROLES else "page")
    return Actor(user_id=user.pk, name=user.name, role=NOBODY, place=user.place_id or 0, permissions=frozenset(), at=at)
