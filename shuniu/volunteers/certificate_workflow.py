"""The life of a certificate and of a report of a minor in danger: their states and the only steps between them.

A certificate needs two people: who checked the hours does not sign. Revoking is heard first: notice, answer, a named
decision by another hand than the one that announced it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.dated import setting
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions


def notice_days(certificate, on) -> int:
    """How long the place's rule asks for a public notice; 0 where it asks for none, and never shorter than the least."""
    days, least = (
        int(setting(f"volunteers.certificate.{name}", place=certificate.centre_id, on=on))
        for name in ("notice_days", "notice_least_days")
    )
    return max(days, least) if days else 0


def _notice_asked(certificate, actor) -> Allowed | Denied:
    if notice_days(certificate, actor.today):
        return by_a_person(certificate, actor)
    return Denied(_("The rule of this place asks for no public notice."))


def _no_notice_asked(certificate, actor) -> Allowed | Denied:
    if days := notice_days(certificate, actor.today):
        return Denied(_("The rule of this place asks for a public notice of %(days)s days first.") % {"days": days})
    return by_a_person(certificate, actor)


def _notice_over(certificate, actor) -> Allowed | Denied:
    if not certificate.notice_until or actor.today <= certificate.notice_until:
        return Denied(_("The public notice lasts until %(day)s.") % {"day": certificate.notice_until})
    return _undisputed(certificate, actor)


def _undisputed(certificate, actor) -> Allowed | Denied:
    """Nothing is signed as long as nobody has decided on what was said against it."""
    if certificate.objections.filter(state="taken").exists():
        return Denied(_("Somebody objected to the public notice; decide on it first."))
    return Allowed()


def _to_be_signed(certificate, actor) -> Allowed | Denied:
    return by_a_person(certificate, actor) and _undisputed(certificate, actor)


def _announced(certificate, actor) -> bool:
    """Whether it was this hand that announced the revocation; of an earlier one, which came to nothing, it is not asked."""
    last = CERTIFICATE.signatures(certificate).filter(step="question").last()
    return last is not None and last.user_id == actor.user_id


def _another_hand_writes(certificate, actor) -> Allowed | Denied:
    if actor.subject is None and _announced(certificate, actor):
        return Denied(_("You announced it; another person must write the answer down."))
    return by_a_person(certificate, actor)


def _reply_time_over(certificate, actor) -> Allowed | Denied:
    if _announced(certificate, actor):
        return Denied(_("You announced it; a second person must decide."))
    if certificate.state == "questioned" and certificate.due_on and actor.today <= certificate.due_on:
        return Denied(_("The volunteer may answer until %(day)s.") % {"day": certificate.due_on})
    return by_a_person(certificate, actor)


def on_the_way(step, certificate, on) -> bool:
    """Whether a step is on this certificate's way; one that is not is no button, rather than a refused one."""
    if step.name in ("put_up", "check"):
        return (step.name == "put_up") == bool(notice_days(certificate, on))
    return True


CERTIFICATE = Workflow(
    noun="volunteers.certificate",
    start="requested",
    states=(
        State(
            "requested",
            _("waits for the hours to be checked"),
            _("asked for; the centre checks your hours"),
            waits_for=permissions.CERTIFY,
            limit="volunteers.certificate.check_days",
            kind="due",
        ),
        State("noticed", _("shown in public"), _("checked; shown in public for some days")),
        State(
            "checked",
            _("waits for the signature"),
            _("checked; waits for the signature"),
            waits_for=permissions.SIGN_CERTIFICATE,
            limit="volunteers.certificate.sign_days",
            kind="due",
        ),
        State("issued", pgettext_lazy("certificate", "issued"), _("ready: you can print it"), kind="ok"),
        State(
            "questioned",
            _("to be revoked: waits for the volunteer's answer"),
            _("please read and answer"),
            waits_for=permissions.ASK_CERTIFICATE,
            limit="volunteers.certificate.reply_days",
            kind="late",
        ),
        State(
            "answered",
            _("to be revoked: the volunteer has answered"),
            _("your answer is being read"),
            waits_for=permissions.SIGN_CERTIFICATE,
            limit="volunteers.certificate.sign_days",
            kind="due",
        ),
        State("revoked", pgettext_lazy("certificate", "revoked"), kind="muted"),
        State("declined", _("not certified, with reasons"), _("not certified; the reason stands below"), kind="muted"),
        State("withdrawn", _("withdrawn"), kind="muted"),
    ),
    steps=(
        Step(
            "put_up",
            _("Confirm the hours and show them in public"),
            ("requested",),
            "noticed",
            permissions.CERTIFY,
            check=_notice_asked,
            main=True,
        ),
        Step(
            "check",
            _("Confirm the hours"),
            ("requested",),
            "checked",
            permissions.CERTIFY,
            check=_no_notice_asked,
            main=True,
        ),
        Step(
            "close_notice",
            _("End the public notice"),
            ("noticed",),
            "checked",
            permissions.CERTIFY,
            check=_notice_over,
            main=True,
        ),
        Step(
            "check_again",
            _("Check the hours again"),
            ("noticed", "checked"),
            "requested",
            permissions.CERTIFY,
            asks_reason=True,
        ),
        Step(
            "issue",
            _("Sign and issue"),
            ("checked",),
            "issued",
            permissions.SIGN_CERTIFICATE,
            not_the_hand_of=("put_up", "check"),
            check=_to_be_signed,
            main=True,
        ),
        Step(
            "decline",
            _("Do not certify"),
            ("requested",),
            "declined",
            permissions.CERTIFY,
            asks_reason=True,
            check=by_a_person,
        ),
        Step("withdraw", _("Withdraw"), ("requested", "noticed", "checked"), "withdrawn", permissions.ASK_CERTIFICATE),
        Step(
            "question",
            _("Announce that it is to be revoked"),
            ("issued",),
            "questioned",
            permissions.CERTIFY,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "answer",
            _("Answer"),
            ("questioned",),
            "answered",
            permissions.ASK_CERTIFICATE,
            check=_another_hand_writes,
            main=True,
        ),
        Step(
            "revoke",
            _("Revoke"),
            ("questioned", "answered"),
            "revoked",
            permissions.SIGN_CERTIFICATE,
            check=_reply_time_over,
        ),
        Step(
            "keep",
            _("Leave it in force"),
            ("questioned", "answered"),
            "issued",
            permissions.SIGN_CERTIFICATE,
            check=by_a_person,
            main=True,
        ),
    ),
)
_CERTIFICATE_SAYS = {
    "put_up": _("Confirmed {hours} hours and showed them in public until {until}"),
    "check": _("Confirmed {hours} hours"),
    "close_notice": _("The public notice is over"),
    "check_again": _("The hours are to be checked again"),
    "issue": _("Signed and issued certificate {number}"),
    "decline": _("Not certified, with reasons"),
    "withdraw": _("Withdrew the request for a certificate"),
    "question": _("Announced that certificate {number} is to be revoked, with reasons"),
    "answer": _("The volunteer answered"),
    "revoke": _("Revoked certificate {number}"),
    "keep": _("Left certificate {number} in force"),
}

MINOR_REPORT = Workflow(
    noun="volunteers.minorreport",
    start="open",
    states=(
        State(
            "open",
            _("to be told to an authority at once"),
            waits_for=permissions.TELL_OF_MINOR,
            kind="late",
        ),
        State("told", _("told; waits for what comes of it"), waits_for=permissions.TELL_OF_MINOR, kind="due"),
        State("closed", pgettext_lazy("report", "closed"), kind="ok"),
    ),
    steps=(
        Step("tell", _("An authority was told"), ("open",), "told", permissions.TELL_OF_MINOR, main=True),
        Step(
            "close",
            _("Write what came of it"),
            ("told",),
            "closed",
            permissions.TELL_OF_MINOR,
            check=by_a_person,
            main=True,
        ),
    ),
)
_MINOR_SAYS = {
    "tell": _("An authority was told of the minor in danger"),
    "close": _("Closed the report of a minor in danger"),
}
for _step in CERTIFICATE.steps:
    # Signed decisions stay.
    trail.entry_kind(
        f"{CERTIFICATE.noun}.{_step.name}", _CERTIFICATE_SAYS[_step.name], erasure=trail.Erasure.KEEP_BY_LAW
    )
for _step in MINOR_REPORT.steps:
    trail.entry_kind(
        f"{MINOR_REPORT.noun}.{_step.name}", _MINOR_SAYS[_step.name], erasure=trail.Erasure.NOTHING_PERSONAL
    )
