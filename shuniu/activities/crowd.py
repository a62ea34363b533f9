"""What the law asks of a session at which many people are expected.

大型群众性活动安全管理条例 §§2, 11–14: from 1,000 people on a safety permit, applied for 20 days before, decided in 7;
from 5,000 on by the city's police. Each of these numbers is a dated setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from shuniu.activities.models import CrowdPlan, Judgement, Session
from shuniu.kernel.dated import setting

RULE, VERSION = "crowd.permit", 2
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
    facts: dict = {"expected": expected, "threshold": threshold}
    if expected is None or expected < threshold:
        outcome = UNKNOWN if expected is None else NOT_NEEDED
        return Duty(outcome, sentence_of(outcome, facts), None, facts)
    days = in_force("apply_days")
    apply_by = session.held_on - timedelta(days=days)
    facts |= {
        "apply_days": days,
        "apply_by": apply_by.isoformat(),
        "by_city": expected >= in_force("municipal_threshold"),
    }
    outcome, more = _standing(plan, apply_by, on)
    facts |= more
    remind_from = apply_by - timedelta(days=in_force("remind_days"))
    return Duty(outcome, sentence_of(outcome, facts), apply_by, facts, remind_from)


def _standing(plan: CrowdPlan | None, apply_by: date, on: date) -> tuple[str, dict]:
    if plan is not None and plan.permitted_on:
        return PERMITTED, {"number": plan.permit_number}
    if plan is not None and plan.applied_on:
        return APPLIED, {"applied": plan.applied_on.isoformat()}
    return (LATE if on > apply_by else DUE), {}


# --- In words -----------------------------------------------------------------------------------------------------------
def told_of(judgement: Judgement) -> str:
    """A kept judgement as one sentence in the reader's language, said from its facts (ADR 0046).

    Rows of version 1 lack some of the facts: they are told as they were said on their day.
    """
    if judgement.rule != RULE or judgement.version < VERSION:
        return judgement.sentence
    return sentence_of(judgement.outcome, judgement.numbers)


def sentence_of(outcome: str, facts: Mapping) -> str:
    """How the duty stands, in one sentence."""
    office = _("the city's police") if facts.get("by_city") else _("the district's police")
    return _SAYS[outcome]() % {**facts, "office": office}


_SAYS = {
    UNKNOWN: lambda: _("Nobody has said how many people are expected; say it, so that the law's limit can be checked."),
    NOT_NEEDED: lambda: _("%(expected)s people are expected, fewer than %(threshold)s: no safety permit is needed."),
    PERMITTED: lambda: _("%(expected)s people are expected; the safety permit is %(number)s."),
    APPLIED: lambda: _("%(expected)s people are expected; applied to %(office)s on %(applied)s."),
    LATE: lambda: _(
        "%(expected)s people are expected; the application to %(office)s was due on %(apply_by)s, %(apply_days)s "
        "days before. Move the session, or let fewer people in."
    ),
    DUE: lambda: _(
        "%(expected)s people are expected: apply to %(office)s for the safety permit by %(apply_by)s, %(apply_days)s "
        "days before."
    ),
}
