"""Who may be put on a shift. Data where a place may differ (settings), code where the law does not let it.

Each check looks at one thing and says why not; the first that objects decides, and its numbers are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_noop

from shuniu.volunteers.judgement import Judgement, Outcome
from shuniu.volunteers.models import Insurance, Shift, SignUp, Training, Volunteer
from shuniu.volunteers.queries import consented
from shuniu.volunteers.station import rules_of

RULE, VERSION = "acceptance", "1"
HOLDS_A_PLACE = (SignUp.State.ON, SignUp.State.BACKUP)


@dataclass(frozen=True, slots=True)
class Case:
    """A volunteer who wants a shift, with what the checks look at."""

    volunteer: Volunteer
    shift: Shift
    now: datetime
    today: date
    rules: Mapping
    taken: tuple[Shift, ...]  # the volunteer's other shifts in the week of this one

    @property
    def post(self):
        return self.shift.post

    @property
    def age(self) -> int | None:
        return self.volunteer.person.age_on(self.shift.day)


Check = Callable[[Case], tuple | None]


def judge_sign_up(volunteer: Volunteer, shift: Shift, *, now: datetime, today: date) -> Judgement:
    """Whether the volunteer may have a place in the shift; fullness is not asked, it decides which place."""
    return _judged(
        Case(volunteer, shift, now, today, rules_of(shift.centre_id, today), _taken(volunteer, shift)), CHECKS
    )


def judge_conditions(volunteer: Volunteer, shift: Shift, *, now: datetime, today: date) -> Judgement:
    """Whether who has a place still has what the post asks: age, consent, skill, training, insurance."""
    return _judged(Case(volunteer, shift, now, today, rules_of(shift.centre_id, today), ()), CONDITIONS)


def _judged(case: Case, checks: tuple[Check, ...]) -> Judgement:
    for check in checks:
        if objection := check(case):
            outcome, sentence, numbers = objection
            return Judgement(RULE, VERSION, outcome, sentence, numbers)
    numbers = {"shifts": len(case.taken) + 1, "limit": case.rules["sign_up.most_a_week"]}
    return Judgement(RULE, VERSION, Outcome.ACCEPTED, ACCEPTED, numbers)


ACCEPTED = gettext_noop("Fits: shift {shifts} of at most {limit} in this week.")
NO_CONSENT = gettext_noop("Below {limit} a guardian must consent; no consent is in force.")


# --- The checks -------------------------------------------------------------------------------------------------------
def _is_active(case: Case):
    if case.volunteer.state == "active":
        return None
    return Outcome.REFUSED, gettext_noop("Only an active volunteer can take a shift."), {}


def _is_to_come(case: Case):
    if case.shift.cancelled_at:
        return Outcome.REFUSED, gettext_noop("The shift was called off."), {}
    if case.shift.starts_at <= case.now:
        return Outcome.REFUSED, gettext_noop("The shift has begun already."), {}
    weeks = int(case.rules["sign_up.weeks_ahead"])
    if case.shift.day > case.today + timedelta(weeks=weeks):
        return Outcome.REFUSED, gettext_noop("One may sign up {weeks} weeks ahead at most."), {"weeks": weeks}
    return None


def _is_of_age(case: Case):
    post, age = case.post, case.age
    if age is None:
        return Outcome.TOO_LITTLE, gettext_noop("The birth date is not known, so the age cannot be checked."), {}
    if age < post.min_age:
        numbers = {"age": age, "limit": post.min_age}
        return Outcome.REFUSED, gettext_noop("The post takes volunteers from {limit}; the age is {age}."), numbers
    if post.max_age is not None and age > post.max_age:
        numbers = {"age": age, "limit": post.max_age}
        return Outcome.REFUSED, gettext_noop("The post takes volunteers up to {limit}; the age is {age}."), numbers
    return None


def _guardian_agrees(case: Case):
    limit = int(case.rules["minor_below"])
    if case.age is None or case.age >= limit or consented(case.volunteer, on=case.shift.day):
        return None
    return Outcome.REFUSED, NO_CONSENT, {"age": case.age, "limit": limit}


def _has_the_skill(case: Case):
    skill = case.post.skill
    if not skill or case.volunteer.traits.filter(table="volunteers.skill", code=skill).exists():
        return None
    return Outcome.REFUSED, gettext_noop("The post asks for a skill that is not on record."), {"skill": skill}


def _is_trained(case: Case):
    subject = case.post.training
    if not subject or _in_force(Training, case, Q(subject=subject, completed_on__lte=case.shift.day)):
        return None
    sentence = gettext_noop("The post asks for a training that is not on record for the day of the shift.")
    return Outcome.REFUSED, sentence, {"training": subject}


def _is_insured(case: Case):
    if not case.post.needs_insurance or _in_force(Insurance, case, Q(valid_from__lte=case.shift.day)):
        return None
    sentence = gettext_noop("Risky work needs an accident insurance in force on the day of the shift.")
    return Outcome.REFUSED, sentence, {}


def _does_not_overlap(case: Case):
    rest = timedelta(minutes=int(case.rules["sign_up.rest_minutes"]))
    for other in case.taken:
        if other.starts_at < case.shift.ends_at + rest and case.shift.starts_at < other.ends_at + rest:
            sentence = gettext_noop("This overlaps with another shift of the same day.")
            return Outcome.REFUSED, sentence, {"shift": other.pk}
    return None


def _is_not_too_much(case: Case):
    most = int(case.rules["sign_up.most_a_week"])
    if len(case.taken) >= most:
        numbers = {"shifts": len(case.taken), "limit": most}
        return Outcome.REFUSED, gettext_noop("{shifts} shifts are taken in this week; {limit} is the most."), numbers
    minutes = case.shift.minutes + sum(s.minutes for s in case.taken if s.day == case.shift.day)
    limit = int(case.rules["sign_up.most_minutes_a_day"])
    if minutes > limit:
        numbers = {"minutes": minutes, "limit": limit}
        return (
            Outcome.REFUSED,
            gettext_noop("That would be {minutes} minutes on one day; {limit} is the most."),
            numbers,
        )
    return None


CONDITIONS: tuple[Check, ...] = (_is_of_age, _guardian_agrees, _has_the_skill, _is_trained, _is_insured)
CHECKS: tuple[Check, ...] = (_is_active, _is_to_come, *CONDITIONS, _does_not_overlap, _is_not_too_much)


def _in_force(model, case: Case, condition: Q) -> bool:
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=case.shift.day)
    mine = model.objects.unscoped(because="the volunteer was scoped")
    return mine.filter(condition, holds, centre_id=case.volunteer.centre_id, volunteer=case.volunteer).exists()


def _taken(volunteer: Volunteer, shift: Shift) -> tuple[Shift, ...]:
    monday = shift.day - timedelta(days=shift.day.weekday())
    mine = (
        SignUp.objects.unscoped(because="the volunteer was scoped")
        .filter(centre_id=volunteer.centre_id, volunteer=volunteer, state__in=HOLDS_A_PLACE)
        .filter(shift__day__range=(monday, monday + timedelta(days=6)), shift__cancelled_at__isnull=True)
        .exclude(shift=shift)
        .select_related("shift")
    )
    return tuple(sign_up.shift for sign_up in mine)
