"""Objections to a public notice: keyed in by the desk, decided by a named person, answered by the way she chose."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing import conceal, reveal
from shuniu.volunteers import permissions
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.models import Certificate, NoticeObjection, Star
from shuniu.volunteers.notice_workflow import NOTICE_OBJECTION
from shuniu.volunteers.recognition_workflow import STAR

TAKEN = trail.entry_kind(
    "volunteers.notice_objected",
    _("Took in an objection to the public notice, {kind}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
SEEN = trail.entry_kind(
    "volunteers.objector.looked", _("Looked at who is to be told"), erasure=trail.Erasure.KEEP_BY_LAW
)
Channel, Reply = NoticeObjection.Channel, NoticeObjection.Reply
with translation.override(None):  # the trail keeps the source's words
    WORDS = {str(each): str(each.label) for each in Channel}
    REPLIES = {str(each): str(each.label) for each in Reply}


@action
def take_objection(
    shown: Certificate | Star, *, says: str, channel: str, objector: str = "", reply: str = Reply.NONE, by: Actor
) -> NoticeObjection:
    """Write down what somebody says against a notice. Raises Refused.

    objector: the name and how to reach her, kept sealed; may be left out, unless she wants to be rung or written to.
    """
    require(holds(by, permissions.CERTIFY))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not says.strip():
        raise Refused(Denied(_("Please say what is wrong.")))
    if not _is_shown(shown):
        raise Refused(Denied(_("Objections are taken in from the public notice on until it is signed or awarded.")))
    if reply in (Reply.CALL, Reply.LETTER) and not objector.strip():
        raise Refused(Denied(_("Whoever wants to be rung or written to says how to be reached.")))
    row = NoticeObjection(
        centre_id=shown.centre_id,
        says=says.strip()[:500],
        channel=channel,
        reply=reply,
        raised_at=by.at,
        taken_by=by.name,
        taken_by_id=by.user_id,
        **{"certificate" if isinstance(shown, Certificate) else "star": shown},
    )
    conceal(row, "objector", objector.strip()[:200])
    NOTICE_OBJECTION.begin(row, by=by)
    row.save(force_insert=True)
    trail.record(TAKEN, shown, by=by, facts={"kind": WORDS[channel]})
    return row


@action
def decide_objection(objection: NoticeObjection, *, is_right: bool, findings: str, by: Actor) -> NoticeObjection:
    """Say whether the objector is right, and why. Where she is, what was shown goes back to be checked anew."""
    found = {"is_right": is_right, "findings": findings.strip()[:500], "decided_at": by.at, "decided_by": by.name}
    step = "decide" if objection.wants_answer else "decide_unasked"
    left = {} if objection.wants_answer else {"objector": None}
    NOTICE_OBJECTION.take(step, objection, by=by, reason=findings, **found, **left)
    shown = objection.shown
    if is_right and _is_shown(shown):
        reason = str(_("An objection to the public notice was found right: %(why)s") % {"why": found["findings"]})
        if objection.certificate_id:
            CERTIFICATE.take("check_again", shown, by=by, reason=reason[:300])
        else:
            STAR.take("check_again", shown, by=by, reason=reason[:300], facts={"level": shown.level})
    return objection


@action
def tell_objector(objection: NoticeObjection, *, by: Actor) -> NoticeObjection:
    """She was told by the way she chose. Who she is goes with it: nothing else needs it."""
    facts = {"kind": REPLIES[objection.reply]}
    NOTICE_OBJECTION.take("tell", objection, by=by, facts=facts, told_at=by.at, told_by=by.name, objector=None)
    return objection


@action
def look_at_objector(objection: NoticeObjection, *, by: Actor) -> str:
    """Whom to ring or write to; the look stays in the trail. Raises Refused where there is nothing to tell yet."""
    require(holds(by, permissions.CERTIFY))
    if objection.state != "decided":
        raise Refused(Denied(_("Who objects is opened only to tell what was found.")))
    trail.record(SEEN, objection, by=by)
    return reveal(objection, "objector")


def _is_shown(shown: Certificate | Star) -> bool:
    if isinstance(shown, Certificate):
        return shown.state in ("noticed", "checked") and shown.noticed_on is not None
    return shown.state == "noticed"
