"""What somebody who has just signed in must do before anything else: choose, change a password, add a second factor.

Looked up once for a session and appointment, then remembered there, so that a page costs nothing.
"""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils import timezone

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import NoSetting, setting
from shuniu.kernel.models import User
from shuniu.kernel.permissions import EXCLUSIVE

DOOR = "door"  # how the session began: account · card · demo; a session of another kind (tests) owes nothing
SETTLED = "settled"  # the appointment for which nothing is owed any more
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def first_thing(request: HttpRequest) -> str | None:
    """The name of the page this person must see first, or None."""
    session, actor = request.session, request.actor
    if DOOR not in session or session.get(SETTLED) == actor.appointment_id:
        return None
    page = _owed(request, actor)
    if page is None:
        session[SETTLED] = actor.appointment_id
    return page


def _owed(request: HttpRequest, actor: Actor) -> str | None:
    if len(request.appointments) > 1 and request.session.get("appointment") != actor.appointment_id:
        return "kernel:choose_appointment"
    if request.session[DOOR] != "account":  # a card or the demo: there is no password
        return None
    account = next(a.user for a in request.appointments if a.user_id == actor.user_id)
    if password_is_due(account, place=actor.place, on=actor.today):
        return "account_change_password"
    if second_factor_is_due(account, actor.role, place=actor.place, on=actor.today):
        return "kernel:second_factor"
    return None


def password_is_due(account: User, *, place: int, on: date) -> bool:
    """A printed password is changed at the first sign-in; others after `kernel.password_days`, 0 for never."""
    if not account.has_usable_password():
        return False
    if account.password_changed_at is None:
        return True
    days = _setting("kernel.password_days", 0, place=place, on=on)
    return bool(days) and (on - timezone.localdate(account.password_changed_at)).days >= days


def second_factor_is_due(account: User, role: str, *, place: int, on: date) -> bool:
    """Whether the role asks for an app's code or a passkey that the account does not have yet."""
    roles = _setting("kernel.second_factor_roles", list(EXCLUSIVE), place=place, on=on)
    return role in roles and not is_mfa_enabled(account, STRONG)


def _setting(key: str, default, *, place: int, on: date):
    try:
        return setting(key, place=place, on=on)
    except NoSetting:
        return default
