"""What happens to a case between the window and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.actions.intake import give_role
from shuniu.casework.actions.referring import end_referrals
from shuniu.casework.advice import advice_in_force
from shuniu.casework.models import Case, CaseRole, Secrecy, StepDone
from shuniu.casework.queries import (
    assesses,
    days_of,
    days_to_bring,
    may_act_in,
    roles_in,
    steps_of,
)
from shuniu.casework.workflow import CASE
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays, day_of
from shuniu.kernel.models import Workday
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal

NOTHING = trail.Erasure.NOTHING_PERSONAL
STEP_DONE = trail.entry_kind("casework.step_done", _("Did the step “{label}”"), erasure=NOTHING)
STEP_SEALED = trail.entry_kind("casework.sealed_step", _("Did a step"), erasure=trail.Erasure.FORGET_DETAIL)
STEP_WITHOUT = trail.entry_kind(
    "casework.step_without_paper",
    _("Did the step “{label}” without {papers}"),
    erasure=trail.Erasure.FORGET_DETAIL,
)
STEP_OVERRIDDEN = trail.entry_kind(
    "casework.step_overridden", _("Did the step “{label}” out of order"), erasure=trail.Erasure.FORGET_DETAIL
)
TRANSFERRED = trail.entry_kind("casework.transferred", _("Transferred the case"), erasure=trail.Erasure.FORGET_DETAIL)
RATED = trail.entry_kind("casework.rated", _("Satisfaction: {stars} of 5"), erasure=NOTHING)
LOOKED = trail.entry_kind("casework.looked", _("Looked at a sealed case"), erasure=trail.Erasure.KEEP_BY_LAW)
DECLARED = trail.entry_kind(
    "casework.declared", _("Declared to be free of interest in the case"), erasure=trail.Erasure.KEEP_BY_LAW
)
EXCUSED = trail.entry_kind(
    "casework.excused", _("Withdrew as an assessor; another was named"), erasure=trail.Erasure.KEEP_BY_LAW
)


# --- Looking ----------------------------------------------------------------------------------------------------------
@action
def look_at_case(case: Case, *, by: Actor) -> None:
    """A sealed case is opened: every look stays in the trail."""
    require(holds(by, permissions.VIEW))
    trail.record(LOOKED, case, by=by)


# --- Papers: the clock stands still -----------------------------------------------------------------------------------
@action
def ask_for_papers(
    case: Case, *, papers: Sequence[str], come_back_on: date | None = None, come_back_at: str = "", by: Actor
) -> None:
    """Name what is missing and when to come back; the time limit stands still. Raises Refused."""
    require(may_act_in(case, by))
    if not papers:
        raise Refused(Denied(_("Name the paper that is missing.")))
    CASE.take(
        "ask_paper",
        case,
        by=by,
        facts={"papers": len(papers)},
        due_on=None,
        days_left=_workdays_until(case.due_on, by.today),
        overdue_since=case.late_since(by.today),
        papers_missing=list(papers),
        come_back_on=come_back_on or add_workdays(by.today, days_to_bring(case, by.today)),
        come_back_at=come_back_at,
    )


@action
def bring_papers(case: Case, *, by: Actor) -> None:
    """The papers are here; the days that were left run on."""
    require(may_act_in(case, by))
    CASE.take(
        "bring_paper",
        case,
        by=by,
        due_on=add_workdays(by.today, case.days_left or 0),
        days_left=None,
        papers_missing=[],
        come_back_on=None,
        come_back_at="",
    )


# --- The steps of its type --------------------------------------------------------------------------------------------
@action
def do_step(
    case: Case,
    *,
    step: str,
    done_on: date | None = None,
    papers_seen: Sequence[str] = (),
    anyway_because: str = "",
    by: Actor,
) -> StepDone:
    """Sign a step of the case's type, with the papers it asks for in hand. Out of order, or without a paper, only with a
    reason, kept sealed with it. Raises Refused."""
    require(may_act_in(case, by))
    rule = case.case_type.step(step)
    if rule is None:
        raise Refused(Denied(_("This kind of case has no such step.")))
    day = done_on or by.today
    missing = [paper for paper in rule.get("papers", ()) if paper not in papers_seen]
    overridden = bool(anyway_because.strip())
    require(_may_do(case, rule, day, by, overridden=overridden))
    require(_has_its_papers(missing, overridden=overridden))
    signed = StepDone(
        centre_id=case.centre_id,
        case=case,
        step=step,
        done_on=day,
        user_id=by.user_id,
        name=by.name,
    )
    conceal(signed, "because", anyway_because.strip()[:200])
    try:
        with transaction.atomic():
            signed.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("You have signed this step already."))) from twice
    _start_clocks(case, step, day)
    _say_step(signed, rule["label"], missing, by)
    return signed


def _has_its_papers(missing: Sequence[str], *, overridden: bool) -> Allowed | Denied:
    if not missing or overridden:
        return Allowed()
    text = _("This step needs: %(papers)s. Ask for it, and the time limit stands still; or give the reason.")
    return Denied(text % {"papers": "、".join(missing)})


def _say_step(signed: StepDone, label: str, missing: Sequence[str], by: Actor) -> None:
    """The steps of a sealed kind tell what kind it is: of such a case the trail says in plain that there was one."""
    told = {"label": label, "step": signed.step, "day": signed.done_on.isoformat()}
    told |= {"papers": "、".join(missing)} if missing else {}
    why = {"reason": signed.reason} if signed.because else {}
    if signed.case.is_sealed:
        trail.record(STEP_SEALED, signed.case, by=by, detail=told | why)
    elif missing:
        trail.record(STEP_WITHOUT, signed.case, by=by, facts=told, detail=why)
    elif why:
        trail.record(STEP_OVERRIDDEN, signed.case, by=by, facts=told, detail=why)
    else:
        trail.record(STEP_DONE, signed.case, by=by, facts=told)


def may_sign(case: Case, by: Actor) -> Allowed | Denied:
    """Whether this person may put their name to the case now: it is in hand, and its assessors declared themselves."""
    if case.state != "in_hand":
        return Denied(_("A step is done while the case is in hand; it is “%s” now.") % CASE.by_state[case.state].label)
    if case.secrecy == Secrecy.ASSESSORS and (answer := _assessors_are_ready(case, by)) is not None:
        return answer
    return Allowed()


def _may_do(case: Case, rule: dict, day: date, by: Actor, *, overridden: bool) -> Allowed | Denied:
    if not (answer := may_sign(case, by)):
        return answer
    if day > by.today:
        return Denied(_("A step cannot be done in the future."))
    if rule.get("paper") and advice_in_force(case) is None:
        return Denied(_("This step is signed by giving its paper."))
    steps = steps_of(case)
    before = steps[: _index(steps, rule["code"])]
    if not (answer := _in_their_order(before, overridden=overridden, never=case.case_type.never_jumped)):
        return answer
    if not (answer := _on_its_day(case, before, day)):
        return answer
    return _rests_on(case, rule, day, steps)


def _in_their_order(before: list[dict], *, overridden: bool, never: set[str]) -> Allowed | Denied:
    skipped = [each for each in before if not each["is_done"]]
    if bound := [each["label"] for each in skipped if each["code"] in never]:
        return Denied(_("First comes “%(step)s”; no reason lets it be passed over.") % {"step": bound[0]})
    if skipped and not overridden:
        text = _("First comes “%(step)s”. If it must be otherwise, give the reason; it stays with your name.")
        return Denied(text % {"step": skipped[0]["label"]})
    return Allowed()


def _on_its_day(case: Case, before: list[dict], day: date) -> Allowed | Denied:
    """A day that is typed lies neither before the case nor before what was signed first."""
    if day < (begun := day_of(case.taken_in_at)):
        return Denied(_("The case was taken in on %(day)s; no step was done before.") % {"day": begun})
    for each in before:
        for signed in each["signed"]:
            if day < signed.done_on:
                told = {"step": each["label"], "day": signed.done_on}
                return Denied(_("“%(step)s” was done on %(day)s; this step follows it.") % told)
    return Allowed()


def _rests_on(case: Case, rule: dict, day: date, steps: list[dict]) -> Allowed | Denied:
    """A step that must not come before some days have passed: a wait that no reason shortens."""
    if "not_before" not in rule:
        return Allowed()
    since = _done_on(steps, rule["not_before"]["step"])
    if since is None:
        return Denied(_("The step it waits for has not been done."))
    days = days_of(rule["not_before"], place=case.centre_id, on=day)
    if day >= (earliest := since + timedelta(days=days)):
        return Allowed()
    return Denied(_("At least %(days)s days must pass: not before %(day)s.") % {"days": days, "day": earliest})


def _start_clocks(case: Case, step: str, day: date) -> None:
    """A step from which another's limit runs moves the case's own limit."""
    for rule in case.case_type.steps:
        if rule.get("within", {}).get("step") == step:
            days = days_of(rule["within"], place=case.centre_id, on=day)
            case.overdue_since = case.late_since(day)
            case.due_on = day + timedelta(days=days)
            case.save(update_fields=["due_on", "overdue_since"])


def _index(steps: list[dict], code: str) -> int:
    return next(at for at, each in enumerate(steps) if each["code"] == code)


def _done_on(steps: list[dict], code: str) -> date | None:
    found = next(each for each in steps if each["code"] == code)
    return max(s.done_on for s in found["signed"]) if found["is_done"] else None


# --- Assessors --------------------------------------------------------------------------------------------------------
@action
def declare_free_of_interest(case: Case, *, by: Actor) -> None:
    """An assessor says to have no interest in the case; without it no step is signed."""
    if not assesses(case, by):
        raise Refused(Denied(_("Only an assessor of this case declares this.")))
    roles_in(case).filter(user_id=by.user_id, until__isnull=True).update(free_of_interest_on=by.today)
    trail.record(DECLARED, case, by=by)


@action
def replace_assessor(case: Case, *, successor, by: Actor) -> None:
    """An assessor with an interest withdraws, loses sight of the case, and another account takes the place."""
    if not assesses(case, by):
        raise Refused(Denied(_("Only an assessor of this case withdraws from it.")))
    before = roles_in(case).filter(user_id=successor.pk, role=CaseRole.Role.ASSESSOR)
    if before.filter(until__isnull=True).exists():
        raise Refused(Denied(_("This person assesses the case already; another one must take the place.")))
    if before.filter(excused_on__isnull=False).exists():
        raise Refused(Denied(_("This person withdrew from the case and does not come back to it.")))
    give_role(case, successor.pk, CaseRole.Role.ASSESSOR, by=by)
    mine = roles_in(case).filter(user_id=by.user_id, role=CaseRole.Role.ASSESSOR, until__isnull=True)
    mine.update(until=by.today, excused_on=by.today)
    trail.record(EXCUSED, case, by=by)


def _assessors_are_ready(case: Case, by: Actor) -> Denied | None:
    if not assesses(case, by):
        return Denied(_("Only an assessor of this case signs its steps."))
    undeclared = roles_in(case).filter(role=CaseRole.Role.ASSESSOR, until__isnull=True, free_of_interest_on=None)
    if undeclared.exists():
        return Denied(_("First every assessor declares to have no interest in the case, or withdraws."))
    return None


# --- Hands and the end ------------------------------------------------------------------------------------------------
@action
def transfer_case(case: Case, *, to, reason: str, by: Actor) -> None:
    """Another worker (an account) handles it from now; the earlier role stays readable. Raises Refused."""
    require(holds(by, permissions.TRANSFER))
    if case.is_sealed:
        raise Refused(Denied(_("A sealed case is not transferred.")))
    if case.has_ended:
        raise Refused(Denied(_("The case is closed; reopen it first.")))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    give_role(case, to.pk, CaseRole.Role.HANDLER, by=by)
    held = roles_in(case).filter(role=CaseRole.Role.HANDLER, until__isnull=True).exclude(user_id=to.pk)
    held.update(until=by.today)
    trail.record(TRANSFERRED, case, by=by, detail={"reason": reason.strip()[:200]})


@action
def close_case(case: Case, *, outcome: str, anyway_because: str = "", by: Actor) -> None:
    """Say what came of it, and whether it was in time. With a step undone only for a reason, which stays sealed, and
    where the case is sealed not at all. Raises Refused, also while a document is outstanding."""
    require(may_act_in(case, by))
    if not outcome.strip():
        raise Refused(Denied(_("Please say what came of it.")))
    outstanding = [each["label"] for each in steps_of(case) if not each["is_done"]]
    because = anyway_because.strip()[:200] if outstanding else ""
    if outstanding and (case.is_sealed or not because):
        raise Refused(Denied(_("Still to be done: %(step)s.") % {"step": outstanding[0]}))
    _require_nothing_in_custody(case)
    conceal(case, "outcome", outcome.strip())
    late = case.late_since(by.today)
    CASE.take(
        "close", case, by=by, reason=because, closed_on=by.today, in_time=late is None, overdue_since=late, due_on=None,
        outcome=case.outcome,
    )  # fmt: skip


@action
def withdraw_case(case: Case, *, by: Actor) -> None:
    """The applicant wants it no longer. Raises Refused while the window keeps documents of theirs."""
    require(may_act_in(case, by))
    _require_nothing_in_custody(case)
    late = case.late_since(by.today)
    CASE.take("withdraw", case, by=by, due_on=None, days_left=None, come_back_on=None, overdue_since=late)
    end_referrals(case, by=by)


def _require_nothing_in_custody(case: Case) -> None:
    if case.custodyitems.filter(returned_on__isnull=True).exists():
        raise Refused(Denied(_("The window still keeps documents of the applicant; return them first.")))


@action
def reopen_case(case: Case, *, reason: str, by: Actor) -> None:
    """Take a closed case up again, with its whole time limit; one that was overdue stays so.

    Raises Refused once its personal data was deleted.
    """
    require(may_act_in(case, by))
    if case.forgotten_on is not None:
        raise Refused(Denied(_("The personal data of this case was deleted; take in a new request.")))
    due_on = add_workdays(by.today, case.case_type.limit_days)
    CASE.take(
        "reopen", case, by=by, reason=reason, due_on=due_on, closed_on=None, in_time=None, satisfaction=None,
        satisfaction_on=None, satisfaction_channel="",
        overdue_since=case.overdue_since or (case.closed_on if case.in_time is False else None),
    )  # fmt: skip


@action
def rate_case(case: Case, *, stars: int, channel: str = Case.Channel.WINDOW, by: Actor) -> None:
    """What the applicant says afterwards, from 1 to 5, once a closing. Raises Refused before the case is closed."""
    require(may_act_in(case, by))
    if not case.is_closed:
        raise Refused(Denied(_("Satisfaction is asked after closing.")))
    told = {"satisfaction": stars, "satisfaction_on": by.today, "satisfaction_channel": channel}
    mine = Case.objects.unscoped(because="the case itself was scoped").filter(pk=case.pk, secrecy=case.secrecy)
    if not mine.filter(satisfaction__isnull=True, closed_on__isnull=False).update(**told):
        raise Refused(Denied(_("The applicant has said how satisfied they are with this closing.")))
    for column, value in told.items():
        setattr(case, column, value)
    trail.record(RATED, case, by=by, facts={"stars": stars, "channel": channel})


def _workdays_until(due_on: date | None, today: date) -> int:
    """The workdays that are left of a time limit, none once it is over."""
    if due_on is None or due_on <= today:
        return 0
    special = dict(Workday.objects.filter(day__range=(today, due_on)).values_list("day", "is_workday"))
    days = (today + timedelta(days=n) for n in range(1, (due_on - today).days + 1))
    return sum(bool(special.get(day, day.weekday() < 5)) for day in days)
