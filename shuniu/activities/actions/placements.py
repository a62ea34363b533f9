"""A job found, whether it lasts, and its end."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Placement, RetentionCheck, Trainee
from shuniu.activities.queries import retention_days
from shuniu.activities.refusals import refusing, require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
PLACED = trail.entry_kind("activities.placed", _("Trainee number {number} is at work from {day}"), erasure=NOTHING)
CHECKED = trail.entry_kind(
    "activities.retention_checked", _("Checked after {days} days whether trainee number {number} is at work"),
    erasure=NOTHING,
)  # fmt: skip
ENDED = trail.entry_kind(
    "activities.placement_ended", _("The job of trainee number {number} ended on {day}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)  # fmt: skip


@action
def place_trainee(
    trainee: Trainee, *, employer: str, started_on: date, evidence: str, post: str = "", by: Actor
) -> Placement:
    """A trainee found work; employer and post are sealed. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    if started_on > by.today:
        raise Refused(Denied(_("A placement is entered once the work has begun.")))
    if not employer.strip() or not evidence.strip():
        raise Refused(Denied(_("Name the employer and the evidence, such as the contract.")))
    row = Placement(
        centre_id=trainee.centre_id, trainee=trainee, evidence=evidence.strip(), started_on=started_on, noted_at=by.at,
        noted_by=by.name,
    )  # fmt: skip
    conceal(row, "employer", employer.strip())
    conceal(row, "post", post.strip())
    with refusing(_("A placement that lasts is on record; end it first.")):
        row.save(force_insert=True)
    facts = {"number": trainee.number, "day": started_on.isoformat()}
    trail.record(PLACED, trainee.course, by=by, facts=facts)
    return row


@action
def check_retention(placement: Placement, *, after_days: int, answer: str, evidence: str, by: Actor) -> RetentionCheck:
    """Write down what was found at one of the set times. Not before that day has come. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    if after_days not in retention_days(placement.centre_id, by.today):
        raise Refused(Denied(_("This is none of the set times of checking.")))
    if by.today < (day := placement.started_on + timedelta(days=after_days)):
        raise Refused(Denied(_("This check is due on %(day)s, not before.") % {"day": day}))
    at_work = answer == RetentionCheck.Answer.AT_WORK
    if at_work and placement.ended_on is not None and placement.ended_on < day:
        raise Refused(Denied(_("The job ended on %(day)s, before this check.") % {"day": placement.ended_on}))
    if not evidence.strip():
        raise Refused(Denied(_("Say on what evidence, such as a pay slip or a call to the employer.")))
    row = RetentionCheck(
        centre_id=placement.centre_id, placement=placement, after_days=after_days, checked_on=by.today, answer=answer,
        evidence=evidence.strip(), checked_by=by.name,
    )  # fmt: skip
    with refusing(_("This check was made already.")):
        row.save(force_insert=True)
    facts = {"days": after_days, "number": placement.trainee.number, "answer": answer}
    trail.record(CHECKED, placement.trainee.course, by=by, facts=facts)
    return row


@action
def end_placement(placement: Placement, *, ended_on: date, reason: str, by: Actor) -> None:
    require(holds(by, permissions.RUN_COURSES))
    reason = require_reason(reason)
    if not placement.started_on <= ended_on <= by.today:
        raise Refused(Denied(_("The end lies between the start of the job and today.")))
    lasting = Placement.objects.visible_to(by).filter(pk=placement.pk, ended_on__isnull=True)
    if not lasting.update(ended_on=ended_on):
        raise Refused(Denied(_("This job has ended already.")))
    facts = {"number": placement.trainee.number, "day": ended_on.isoformat()}
    trainee = placement.trainee
    trail.record(ENDED, trainee.course, by=by, facts=facts, detail={"reason": reason}, about=trainee.person_id)
