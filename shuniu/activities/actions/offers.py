"""Acts that groups offer for a show: offered by the leader, put on or declined by the centre, taken back."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions.stage import add_act
from shuniu.activities.models import Act, Offer, Session
from shuniu.activities.models.offer import OPEN
from shuniu.activities.models.programme import own_group
from shuniu.activities.refusals import refusing, require_open, require_reason
from shuniu.groups.public import Group
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
OFFERED = trail.entry_kind("activities.act_offered", _("{group} offered the act {title}"), erasure=NOTHING)
TAKEN = trail.entry_kind(
    "activities.offer_taken", _("Took the act {title} that {group} offered, at {time}"), erasure=NOTHING
)
DECLINED = trail.entry_kind(
    "activities.offer_declined", _("Declined the act {title} that {group} offered: {reason}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)  # fmt: skip
TAKEN_BACK = trail.entry_kind("activities.offer_taken_back", _("{group} took back the act {title}"), erasure=NOTHING)


@action
def offer_act(session: Session, *, group: Group, title: str, minutes: int, needs: str = "", by: Actor) -> Offer:
    """The leader signs the own group up for a show to come. Raises Refused."""
    require(holds(by, permissions.PERFORM))
    _require_own(group.pk, by)
    require_open(session)
    if not session.activity.takes_offers:
        raise Refused(Denied(_("For this activity the centre asks the groups itself.")))
    if session.held_on <= by.today:
        raise Refused(Denied(_("An act is offered before the day of the show.")))
    row = Offer(
        centre_id=session.centre_id, session=session, group=group, title=title.strip(), minutes=minutes,
        needs=needs.strip(), offered_at=by.at, offered_by=by.name,
    )  # fmt: skip
    with refusing(_("Your group has offered an act for this day already.")):
        row.save(force_insert=True)
    trail.record(OFFERED, session, by=by, facts=_said(row))
    return row


@action
def take_offer(offer: Offer, *, starts: time, minutes: int, stage: str = "", by: Actor) -> Act:
    """Put an offered act on the programme. Raises Refused, also where another act has the stage then."""
    require(holds(by, permissions.PLAN))
    told = {"starts": starts, "minutes": minutes, "stage": stage, "title": offer.title, "group": offer.group}
    act = add_act(offer.session, performers=offer.group.name, **told, by=by)
    _answer(offer, by, act=act)
    trail.record(TAKEN, offer.session, by=by, facts={**_said(offer), "time": f"{starts:%H:%M}"})
    return act


@action
def decline_offer(offer: Offer, *, reason: str, by: Actor) -> None:
    """The group reads the reason."""
    require(holds(by, permissions.PLAN))
    reason = require_reason(reason)
    _answer(offer, by, declined_on=by.today, declined_because=reason)
    trail.record(DECLINED, offer.session, by=by, facts={**_said(offer), "reason": reason})


@action
def take_offer_back(offer: Offer, *, by: Actor) -> None:
    require(holds(by, permissions.PERFORM))
    _require_own(offer.group_id, by)
    _answer(offer, by, withdrawn_on=by.today)
    trail.record(TAKEN_BACK, offer.session, by=by, facts=_said(offer))


def _answer(offer: Offer, by: Actor, **columns) -> None:
    if not Offer.objects.visible_to(by).filter(OPEN, pk=offer.pk).update(**columns):
        raise Refused(Denied(_("This offer was answered or taken back already.")))
    for name, value in columns.items():
        setattr(offer, name, value)


def _require_own(group_id: int, by: Actor) -> None:
    if own_group(by) != group_id:
        raise Refused(Denied(_("Your appointment is for another group.")))


def _said(offer: Offer) -> dict:
    return {"group": offer.group.name, "title": offer.title}
