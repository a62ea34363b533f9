"""The crowd plan of a session, and the reminder that its permit must be asked for."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.activities import crowd, permissions
from shuniu.activities.models import CrowdPlan, Judgement, Session
from shuniu.activities.queries import judgements_of, plan_of
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require

WRITTEN = trail.entry_kind(
    "activities.crowd_plan_written", _("Wrote the crowd plan: at most {most} people at a time"),
    erasure=trail.Erasure.FORGET_DETAIL,
)  # fmt: skip
REMINDED = trail.entry_kind(
    "activities.crowd_reminded", _("Reminded of the safety permit, to be applied for by {apply_by}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
JUDGED = trail.entry_kind(
    "activities.crowd_judged", _("Checked by rule whether a safety permit is needed"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip


@action
def write_crowd_plan(
    session: Session, *, most: int, exits: int, stewards: int, first_aid: str, in_charge: str, measures: str = "",
    applied_on: date | None = None, permit_number: str = "", permitted_on: date | None = None, by: Actor,
) -> CrowdPlan:  # fmt: skip
    """Write the plan of a session, or write it anew. Raises Refused."""
    require(holds(by, permissions.PLAN))
    if permitted_on and not (applied_on and permit_number.strip()):
        raise Refused(Denied(_("A permit has a number and was applied for; give both.")))
    plan = plan_of(session) or CrowdPlan(centre_id=session.centre_id, session=session)
    plan.most, plan.exits, plan.stewards, plan.first_aid = most, exits, stewards, first_aid.strip()
    plan.in_charge, plan.measures = in_charge.strip(), measures.strip()
    plan.applied_on, plan.permit_number, plan.permitted_on = applied_on, permit_number.strip(), permitted_on
    plan.save()
    trail.record(WRITTEN, session, by=by, facts={"most": most}, detail={"in_charge": plan.in_charge})
    judge_crowd(session, by=by)
    return plan


@action
def judge_crowd(session: Session, *, by: Actor) -> Judgement:
    """Leave a row that says how the duty to ask for a permit stands; a reminder where it is due or late.

    A row that says the same as the last is not written again.
    """
    duty = crowd.duty_of(session, on=by.today, plan=plan_of(session))
    last = judgements_of(session).filter(rule=crowd.RULE).first()
    if last is not None and (last.outcome, last.numbers) == (duty.outcome, duty.numbers):
        trail.record(JUDGED, session, by=by, facts={"outcome": duty.outcome})
        return last
    row = Judgement(
        centre_id=session.centre_id, noun=session._meta.label_lower, noun_id=session.pk, rule=crowd.RULE,
        version=crowd.VERSION, outcome=duty.outcome, sentence=duty.sentence, numbers=duty.numbers, judged_at=by.at,
    )  # fmt: skip
    row.save(force_insert=True)
    if duty.outcome in (crowd.DUE, crowd.LATE):
        trail.record(REMINDED, session, by=by, facts={"apply_by": duty.numbers["apply_by"], "outcome": duty.outcome})
    else:
        trail.record(JUDGED, session, by=by, facts={"outcome": duty.outcome})
    return row
