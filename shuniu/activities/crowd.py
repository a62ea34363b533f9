"""What the law asks of a session at which many people are expected.

大型群众性活动安全管理条例 §§2, 11–14: from 1,000 people on a safety permit, applied for 20 days before, decided in 7;
from 5,000 on by the city's police. Each of these numbers is a dated setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from shuniu.activities.models import CrowdPlan, Session
from shuniu.kernel.dated import setting

RULE, VERSION = "crowd.permit", 1
UNKNOWN, NOT_NEEDED, DUE, LATE, APPLIED, PERMITTED = (
    "too_little_data", "not_needed", "due", "late", "applied", "permitted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """How the duty to ask for a permit stands on a day. `apply_by`: the last day, None where none is needed."""

    outcome: str
    sentence: str
    apply_by: date | None
    numbers: dict
    remind_from: date | None = None

    @property
    def is_big(self) -> bool:
        return self.apply_by is not None

    @property
    def kind(self) -> str:
        """The colour beside the words."""
        return {DUE: "due", LATE: "late", APPLIED: "info", PERMITTED: "ok"}.get(self.outcome, "muted")


def duty_of(session: Session, *, on: date, plan: CrowdPlan | None) -> Duty:
    place = session.centre_id

    def in_force(name: str) -> int:
        return int(setting(f"activities.crowd.{name}", place=place, on=on))

    expected, threshold = session.expected, in_force("threshold")
    numbers: dict = {"expected": expected, "threshold": threshold}
    if expected is None:
        words = _("Nobody has said how many people are expected; say it, so that the law's limit can be checked.")
        return Duty(UNKNOWN, words, None, numbers)
    if expected < threshold:
        words = _("%(expected)s people are expected, fewer than %(threshold)s: no safety permit is needed.")
        return Duty(NOT_NEEDED, words % numbers, None, numbers)
    days = in_force("apply_days")
    apply_by = session.held_on - timedelta(days=days)
    numbers |= {"apply_days": days, "apply_by": apply_by.isoformat()}
    remind_from = apply_by - timedelta(days=in_force("remind_days"))
    outcome, words = _standing(plan, apply_by, on)
    by_city = expected >= in_force("municipal_threshold")
    told = {**numbers, "office": _("the city's police") if by_city else _("the district's police"),
            "number": plan.permit_number if plan else "", "applied": plan.applied_on if plan else ""}  # fmt: skip
    return Duty(outcome, words % told, apply_by, numbers, remind_from)


def _standing(plan: CrowdPlan | None, apply_by: date, on: date) -> tuple[str, str]:
    if plan is not None and plan.permitted_on:
        return PERMITTED, _("%(expected)s people are expected; the safety permit is %(number)s.")
    if plan is not None and plan.applied_on:
        return APPLIED, _("%(expected)s people are expected; applied to %(office)s on %(applied)s.")
    if on > apply_by:
        words = _(
            "%(expected)s people are expected; the application to %(office)s was due on %(apply_by)s, %(apply_days)s "
            "days before. Move the session, or let fewer people in."
        )
        return LATE, words
    words = _(
        "%(expected)s people are expected: apply to %(office)s for the safety permit by %(apply_by)s, %(apply_days)s "
        "days before."
    )
    return DUE, words
