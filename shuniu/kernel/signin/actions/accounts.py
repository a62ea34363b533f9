"""Accounts: opened, closed and given a first password by the system administrator, who appoints nobody."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, PhoneCard, User
from shuniu.kernel.models.user import FORGOTTEN_NAME
from shuniu.kernel.permissions import MANAGE_ACCOUNTS, Denied, Refused, holds, require
from shuniu.kernel.signin.actions.appointments import end_with
from shuniu.kernel.signin.actions.entering import end_sessions
from shuniu.kernel.signin.passwords import printed_password

OPENED = trail.entry_kind("kernel.account_opened", _("Opened an account"), erasure=trail.Erasure.FORGET_DETAIL)
CLOSED = trail.entry_kind("kernel.account_closed", _("Closed an account"), erasure=trail.Erasure.NOTHING_PERSONAL)
REOPENED = trail.entry_kind(
    "kernel.account_reopened", _("Opened a closed account again"), erasure=trail.Erasure.NOTHING_PERSONAL
)
PASSWORD_RESET = trail.entry_kind(
    "kernel.password_reset", _("Gave an account a printed password"), erasure=trail.Erasure.NOTHING_PERSONAL
)
FORGOTTEN = trail.entry_kind(
    "kernel.account_forgotten",
    _("Emptied the account of somebody who was erased"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def open_account(*, username: str, name: str, by: Actor) -> tuple[User, str]:
    """A new account and its printed password, which is shown once and must be changed at the first sign-in."""
    require(holds(by, MANAGE_ACCOUNTS))
    username = username.strip().lower()
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(Denied(_("This user name is taken; choose another.")))
    password = printed_password()
    user = User(username=username, name=name.strip(), place_id=by.place, opened_at=by.at)
    user.set_password(password)
    user.save(force_insert=True)
    trail.record(OPENED, user, by=by, detail={"username": username, "name": user.name})
    return user, password


@action
def close_account(user: User, *, by: Actor) -> None:
    """Nobody signs in with it any more: sessions end, its card is revoked, its appointments rest."""
    require(holds(by, MANAGE_ACCOUNTS))
    if user.pk == by.user_id:
        raise Refused(Denied(_("Nobody closes the own account; another system administrator does it.")))
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise Refused(Denied(_("This account is closed already.")))
    user.is_active = False
    end_sessions(user)
    cards = PhoneCard.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=by.at)
    trail.record(CLOSED, user, by=by, facts={"cards_revoked": cards})


def forget_account(user: User, *, by: Actor) -> None:
    """Leave nothing of whoever held the account: no name, no user name, no key to come in with (ADR 0080).

    The row stays, because lines of the trail point at it; what was done with it stays under the name it was done in.
    From inside an action whose own permission was asked.
    """
    _leave_all(user, by)
    PhoneCard.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=by.at)
    Authenticator.objects.filter(user=user).delete()
    forget_failures(username=user.username)
    user.name, user.username, user.is_active = FORGOTTEN_NAME, f"erased-{user.pk}", False
    user.last_login = user.password_changed_at = None
    user.set_unusable_password()
    user.save()
    end_sessions(user)
    details = trail.forget(centre_id=user.place_id or by.place, noun=user._meta.label_lower, noun_id=user.pk)
    trail.record(FORGOTTEN, user, by=by, facts={"details": details})


def _leave_all(user: User, by: Actor) -> None:
    """What the account was appointed for ends; what began today ends with the day."""
    yesterday = by.today - timedelta(days=1)
    for seat in Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=by.today), user=user):
        if seat.until != by.today or seat.since != by.today:
            end_with(seat, on=max(seat.since, yesterday), by=by)


@action
def reopen_account(user: User, *, by: Actor) -> None:
    require(holds(by, MANAGE_ACCOUNTS))
    if user.is_forgotten:
        raise Refused(Denied(_("Whoever held this account was erased; open a new one.")))
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise Refused(Denied(_("This account is open already.")))
    user.is_active = True
    trail.record(REOPENED, user, by=by)


@action
def reset_password(user: User, *, by: Actor) -> str:
    """A new printed password, to be changed at the next sign-in. A second factor stays: another office removes it."""
    require(holds(by, MANAGE_ACCOUNTS))
    if user.pk == by.user_id:
        raise Refused(Denied(_("Change your own password on the page “Change password”.")))
    if not user.is_active:
        raise Refused(Denied(_("This account is closed; open it again first.")))
    password = printed_password()
    user.set_password(password)
    user.password_changed_at = None
    user.save(update_fields=["password", "password_changed_at"])
    end_sessions(user)
    trail.record(PASSWORD_RESET, user, by=by)
    return password
