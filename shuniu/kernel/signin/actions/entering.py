"""Coming in and going out: every sign-in, sign-out, lock and new password stands in the trail."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import User

SIGNED_IN = trail.entry_kind("kernel.signed_in", _("Signed in"), erasure=trail.Erasure.NOTHING_PERSONAL)
SIGNED_OUT = trail.entry_kind("kernel.signed_out", _("Signed out"), erasure=trail.Erasure.NOTHING_PERSONAL)
SIGNED_OUT_EVERYWHERE = trail.entry_kind(
    "kernel.signed_out_everywhere", _("Signed out on every device"), erasure=trail.Erasure.NOTHING_PERSONAL
)
ENTERED_AS = trail.entry_kind(
    "kernel.entered_as", _("Entered the demonstration in this role"), erasure=trail.Erasure.NOTHING_PERSONAL
)
PASSWORD_CHANGED = trail.entry_kind(
    "kernel.password_changed", _("Changed the own password"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SECOND_FACTOR_ADDED = trail.entry_kind(
    "kernel.second_factor_added", _("Added a second factor"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SECOND_FACTOR_DROPPED = trail.entry_kind(
    "kernel.second_factor_dropped", _("Took the own second factor out of use"), erasure=trail.Erasure.NOTHING_PERSONAL
)
RECOVERY_CODES_MADE = trail.entry_kind(
    "kernel.recovery_codes_made", _("Made new recovery codes"), erasure=trail.Erasure.NOTHING_PERSONAL
)
LOCKED_OUT = trail.entry_kind(
    "kernel.locked_out", _("Locked a user name after wrong passwords"), erasure=trail.Erasure.FORGET_DETAIL
)


@action
def sign_in(user: User, *, door: str, by: Actor) -> None:
    """door: account · card · demo."""
    trail.record(ENTERED_AS if door == "demo" else SIGNED_IN, user, by=by, facts={"door": door})


@action
def sign_out(user: User, *, by: Actor) -> None:
    trail.record(SIGNED_OUT, user, by=by)


@action
def sign_out_everywhere(user: User, *, by: Actor) -> None:
    """End every session of the account; the one that asks must be begun anew by the page."""
    end_sessions(user)
    trail.record(SIGNED_OUT_EVERYWHERE, user, by=by)


@action
def change_password(user: User, password: str, *, by: Actor) -> None:
    """A password the person chose; it was judged by the form. Ends the other sessions."""
    user.set_password(password)
    user.password_changed_at = by.at
    user.save(update_fields=["password", "password_changed_at"])
    trail.record(PASSWORD_CHANGED, user, by=by)


@action
def note_second_factor(user: User, *, kind: str, by: Actor) -> None:
    """What allauth has just written: one of the three kinds above."""
    trail.record(kind, user, by=by)


@action
def lock_name(username: str, *, user: User | None, address: str, by: Actor) -> None:
    """Write down that a user name was locked at an address; `user` where there is such an account."""
    facts, detail = {"known": user is not None}, {"username": username[:60], "address": address}
    trail.record(LOCKED_OUT, user or User(), by=by, facts=facts, detail=detail)


def end_sessions(user: User) -> None:
    """From inside an action: one round more, and no session begun before is accepted."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
