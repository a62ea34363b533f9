"""Questions about the menu, cases and day care. Every query of cases is need-to-know (`models/case.py`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import (
    Case,
    CaseRole,
    CaseType,
    DayCareRoom,
    Enrolment,
    Note,
    Referral,
    Secrecy,
    Service,
    Waiting,
)
from shuniu.casework.models.case import OF_TYPE
from shuniu.casework.workflow import OPEN_STATES
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import sealed_names
from shuniu.kernel.calendar import add_workdays, day_of
from shuniu.kernel.dated import setting
from shuniu.kernel.models import Attachment
from shuniu.kernel.permissions import Allowed, Denied, holds
from shuniu.kernel.prepared import prepared
from shuniu.kernel.sealing.fields import index_of, reveal

ADOPTION = "adoption"


def menu_on(day: date, actor: Actor) -> QuerySet[Service]:
    """The services offered on a day, in the order of the menu."""
    offered = Q(offered_from__lte=day) & (Q(offered_until__isnull=True) | Q(offered_until__gte=day))
    return Service.objects.visible_to(actor).filter(offered).select_related("case_type").order_by("order", "pk")


def offered(pk: int, actor: Actor) -> list[Service]:
    """The service of the menu with this key, or none. Asked at every intake, so its SQL is written once."""
    if actor.is_narrow or actor.centre is None:
        return list(menu_on(actor.today, actor).filter(pk=pk))
    return _offered(pk, actor.centre, actor.today)


def may_be_taken_in(service: Service, actor: Actor) -> bool:
    """At this desk: a sealed kind is opened by the director, or taken in by who is appointed for it."""
    kind = service.case_type
    if kind.secrecy == Secrecy.APPOINTMENT:
        return actor.subject == (OF_TYPE, kind.pk)
    return kind.secrecy == Secrecy.OPEN


@prepared
def _offered(pk: int, centre: int, day: date) -> QuerySet[Service]:
    then = Q(offered_from__lte=day) & (Q(offered_until__isnull=True) | Q(offered_until__gte=day))
    services = Service.objects.unscoped(because="of the actor's own centre").filter(then, pk=pk, centre_id=centre)
    return services.select_related("case_type")


def centres_with_a_menu(day: date) -> QuerySet[Service]:
    """The codes of the centres that offer something on a day."""
    offered = Q(offered_from__lte=day) & (Q(offered_until__isnull=True) | Q(offered_until__gte=day))
    services = Service.objects.unscoped(because="a menu is public")
    return services.filter(offered).order_by().values("centre_id").distinct()


def asked_at_portal(centre: int, day: date) -> int:
    """How many requests came in through the public page on a day."""
    cases = Case.objects.unscoped(because="only their number")
    return cases.filter(centre_id=centre, channel=Case.Channel.PORTAL, taken_in_at__date=day).count()


def receipt(centre: int, key: str) -> Case | None:
    """The open request that came in through the public page with this key, which only who sent it knows."""
    cases = Case.objects.unscoped(because="the key in the address was made for who sent the request")
    found = cases.filter(
        centre_id=centre,
        intake_key=key,
        channel=Case.Channel.PORTAL,
        secrecy=Secrecy.OPEN,
        state__in=OPEN_STATES,
    )
    return found.select_related("service").first()


def cases_found(text: str, actor: Actor) -> QuerySet[Case]:
    """Cases by number, or by the last four of the applicant's phone; sealed ones only for who is in them."""
    cases, text = Case.objects.visible_to(actor), "".join(text.split())
    if not text or actor.centre is None or not actor.may(permissions.VIEW):
        return cases.none()
    if len(text) == 4 and text.isascii() and text.isdigit():
        return cases.filter(phone_tail_index=index_of(Case, "phone_tail_index", text, actor.centre))
    return cases.filter(number__icontains=text.upper())


def cases_waiting_for(actor: Actor) -> QuerySet[Case]:
    """The open cases that this actor handles or assesses, or that nobody handles yet, the most pressing first; among them
    those whose applicant did not come back on the day: their time limit stands still, and nobody else would ask."""
    cases = Case.objects.visible_to(actor)
    if not actor.may(permissions.HANDLE) or actor.user_id is None:
        return cases.none()
    if actor.is_narrow:  # appointed for one kind alone: whatever of it is in hand
        in_hand = Q(state="in_hand") | Q(state="awaits_paper", come_back_on__lt=actor.today)
        return cases.filter(in_hand).select_related("service").order_by(F("due_on").asc(nulls_last=True), "pk")
    mine = CaseRole.objects.visible_to(actor).filter(user_id=actor.user_id, until__isnull=True)
    handled = CaseRole.objects.visible_to(actor).filter(case_id=OuterRef("pk"), until__isnull=True)
    nobodys = Q(secrecy=Secrecy.OPEN, channel=Case.Channel.PORTAL, state__in=OPEN_STATES) & ~Exists(handled)
    stayed_away = Q(state="awaits_paper", come_back_on__lt=actor.today)
    cases = cases.filter((Q(state="in_hand") | stayed_away) & Q(pk__in=mine.values("case_id")) | nobodys)
    cases = cases.select_related("service")
    return cases.order_by(F("due_on").asc(nulls_last=True), "pk")


def standing(case: Case, *, at_risk_on: date, today: date) -> str:
    """on_track · at_risk · overdue · paused · "" once it is closed. `at_risk_on`: due by then is at risk."""
    if case.state not in OPEN_STATES:
        return ""
    if case.due_on is None:
        return "paused"
    if case.late_since(today) is not None:
        return "overdue"
    return "at_risk" if case.due_on <= at_risk_on else "on_track"


def at_risk_on(*, place: int, today: date, days: int | None = None) -> date:
    """What is due by then is at risk; `days` are those of the kind of case, where it has its own."""
    own = days is not None
    return add_workdays(today, days if own else int(setting("casework.risk_days", place=place, on=today)))


def at_risk_by(actor: Actor) -> Q:
    """Cases so near their time limit that they are at risk, each by the days of its kind."""
    place, today = actor.centre or actor.place, actor.today
    kinds = CaseType.objects.visible_to(actor).filter(risk_days__isnull=False)
    own = dict(kinds.values_list("pk", "risk_days"))
    found = Q(due_on__lte=at_risk_on(place=place, today=today)) & ~Q(case_type__in=own)
    for kind, days in own.items():
        found |= Q(case_type=kind, due_on__lte=at_risk_on(place=place, today=today, days=days))
    return found


def days_to_bring(case: Case, on: date) -> int:
    """Workdays until the applicant comes back with a paper, by the kind of case or by the place."""
    own = case.case_type.paper_days
    return own if own is not None else int(setting("casework.paper_days", place=case.centre_id, on=on))


def days_of(rule: dict, *, place: int, on: date) -> int:
    """Days of a step's own clock: written down with it, or a dated setting."""
    return rule["days"] if "days" in rule else int(setting(rule["setting"], place=place, on=on))


def roles_in(case: Case) -> QuerySet[CaseRole]:
    """All roles of a scoped case, those that ended as well."""
    rows = CaseRole.objects.unscoped(because="the case itself was scoped")
    return rows.filter(centre_id=case.centre_id, case=case).select_related("user").order_by("since", "pk")


def assesses(case: Case, actor: Actor) -> bool:
    return roles_in(case).filter(user_id=actor.user_id, role=CaseRole.Role.ASSESSOR, until__isnull=True).exists()


def may_act_in(case: Case, actor: Actor) -> Allowed | Denied:
    """In a sealed case only its own people act; an open one any worker may help with."""
    if case.secrecy == Secrecy.ASSESSORS and not assesses(case, actor):
        return Denied(_("Only an assessor of this case may do this."))
    if case.secrecy == Secrecy.APPOINTMENT and not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
        return Denied(_("Only who is appointed for this kind of case may do this."))
    return holds(actor, permissions.HANDLE)


def notes_of(case: Case, actor: Actor) -> QuerySet[Note]:
    """The notes of a scoped case that this actor may read, the newest first."""
    notes = Note.objects.unscoped(because="the case itself was scoped").filter(centre_id=case.centre_id, case=case)
    if not roles_in(case).filter(user_id=actor.user_id).exists():
        notes = notes.filter(level=Note.Level.ORDINARY)
    return notes.order_by("-id")


def tellable_notes(case: Case, actor: Actor) -> QuerySet[Note]:
    """The notes that may be told to the applicant: never of danger, whose subject they may be, nor of advice, which is
    told as the paper once it is issued."""
    return notes_of(case, actor).exclude(kind__in=(Note.Kind.DANGER, Note.Kind.ADVICE))


def sent_to(referral: Referral) -> tuple[str, str]:
    """(organization, contact) that a case was referred to; of a sealed case they stand sealed."""
    name, _line, contact = reveal(referral, "sealed_to").partition("\n")
    return (name or referral.to_name, contact or referral.to_contact)


def asked_of(referral: Referral) -> str:
    """What an organization is asked; of a sealed case it stands sealed."""
    return reveal(referral, "sealed_reason") or referral.reason


def refused_with(referral: Referral) -> str:
    return reveal(referral, "sealed_refusal") or referral.refused_because


def shows_applicant(referral: Referral) -> Allowed | Denied:
    """Whether the organization may be shown name and phone now: it accepted, the applicant agreed, it is not done."""
    case = referral.case
    if case.is_sealed or referral.stands != "accepted":
        return Denied(_("Name and phone are shown between your acceptance and your result, and not otherwise."))
    if referral.agreed_on is None:
        return Denied(
            _("The applicant has not agreed that you are told the name and the phone; please call the centre.")
        )
    if case.forgotten_on is not None or not case.case_type.keeps_applicant:
        return Denied(_("This kind of case keeps no name and no phone."))
    return Allowed()


def referrals_to(actor: Actor) -> QuerySet[Referral]:
    """What was referred to the organization that this contact acts for, the newest first."""
    rows = Referral.objects.visible_to(actor)
    return (
        rows.select_related("case__case_type").order_by("-pk") if actor.may(permissions.OWN_REFERRALS) else rows.none()
    )


def is_open_referral() -> Q:
    return Q(refused_on=None, result_on=None, called_off_on=None)


def referrals_unanswered(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the cases in this actor's hands that the organization let wait: its answer, or what is needed by now."""
    if not actor.may(permissions.HANDLE) or actor.user_id is None:
        return Referral.objects.visible_to(actor).none()
    mine = CaseRole.objects.visible_to(actor).filter(user_id=actor.user_id, until__isnull=True)
    late = Q(accepted_on=None, answer_by__lt=actor.today) | Q(accepted_on__isnull=False, wanted_by__lt=actor.today)
    rows = Referral.objects.visible_to(actor).filter(is_open_referral() & late)
    rows = rows.filter(case__in=mine.values("case_id"), case__state="referred")
    return rows.select_related("case__service").order_by("answer_by", "pk")


def came_back(cases: list[Case], actor: Actor) -> dict[int, str]:
    """Case → how its newest referral ended, of the cases that came back from it and were not moved since."""
    newest = {}
    rows = Referral.objects.unscoped(because="the cases themselves were scoped")
    for referral in rows.filter(case__in=[case.pk for case in cases]).order_by("pk"):
        newest[referral.case_id] = referral
    back = {}
    for case in cases:
        referral = newest.get(case.pk)
        if referral and case.state == "in_hand" and _ended_on(referral) == day_of(case.state_since):
            back[case.pk] = referral.stands
    return back


def _ended_on(referral: Referral) -> date | None:
    return referral.refused_on or referral.result_on


def files_named(case: Case, files: QuerySet[Attachment]) -> list[tuple[int, str]]:
    """(key, name) of files of a scoped case; of a sealed one the names stand sealed."""
    sealed = sealed_names(case) if case.is_sealed else {}
    return [(each.pk, sealed.get(each.pk, each.name)) for each in files]


def steps_of(case: Case) -> list[dict]:
    """The steps of a case's type with who signed them and whether they are done."""
    signed = list(case.stepdones.order_by("id"))
    return [
        {**rule, "signed": (mine := [s for s in signed if s.step == rule["code"]]),
         "is_done": len(mine) >= rule.get("hands", 1)}
        for rule in case.case_type.steps
    ]  # fmt: skip


# --- Day care ---------------------------------------------------------------------------------------------------------
def rooms_on(day: date, actor: Actor) -> QuerySet[DayCareRoom]:
    open_then = Q(opened_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    return DayCareRoom.objects.visible_to(actor).filter(open_then)


def enrolments_on(day: date, actor: Actor) -> QuerySet[Enrolment]:
    held = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    return Enrolment.objects.visible_to(actor).filter(held)


def has_free(room: DayCareRoom, wanted: int, actor: Actor) -> Allowed | Denied:
    """Whether a room has as many places left today."""
    if room.closed_on is not None and room.closed_on <= actor.today:
        return Denied(_("This room is closed already."))
    free = room.places - enrolments_on(actor.today, actor).filter(room=room).count()
    if free >= wanted:
        return Allowed()
    text = _("%(room)s has %(free)s places left. Put the person on the list, with the reason for the order.")
    return Denied(text % {"room": room.name, "free": max(free, 0)})


def places_taken(rows: QuerySet[DayCareRoom], day: date) -> QuerySet[DayCareRoom]:
    """Rooms with `taken`, the number of places given away on a day."""
    held = Q(enrolments__since__lte=day) & (Q(enrolments__until__isnull=True) | Q(enrolments__until__gt=day))
    return rows.annotate(taken=Count("enrolments", filter=held))


def queue(actor: Actor) -> QuerySet[Waiting]:
    """Who waits for a place, the next first."""
    waiting = Waiting.objects.visible_to(actor).filter(left_on__isnull=True).select_related("person")
    return waiting.order_by("rank", "asked_on", "pk")


def queue_passed_by(people: Collection[int], actor: Actor) -> set[int]:
    """Of the people who are given places together, those before whom somebody waits who is given none."""
    in_turn: set[int] = set()
    for waiting in queue(actor).values_list("person_id", flat=True):
        if waiting not in people:
            return set(people) - in_turn
        in_turn.add(waiting)
    return set()


# --- What the figures count ---------------------------------------------------------------------------------------------
def closed_between(first: date, last: date, actor: Actor) -> QuerySet[Case]:
    """Cases closed from `first` to `last`, without the sealed ones."""
    cases = Case.objects.visible_to(actor).filter(secrecy=Secrecy.OPEN)
    return cases.filter(state="closed", closed_on__gte=first, closed_on__lte=last).select_related("service")


def adoption_assessments_between(first: date, last: date, actor: Actor) -> QuerySet[Case]:
    """The assessments closed in a period that this actor may know of."""
    return _adoptions(Case.objects.visible_to(actor), first, last).select_related("service")


def count_adoption_assessments(first: date, last: date, actor: Actor) -> int:
    """How many there were, for whoever may see the board; a number says nothing of anybody."""
    low, high = actor.reach if actor.centre is None else (actor.centre, actor.centre)
    cases = Case.objects.unscoped(because="only their number, never a row, and only of the actor's places")
    return _adoptions(cases.filter(centre_id__gte=low, centre_id__lte=high), first, last).count()


def report_ins_between(first: date, last: date, actor: Actor) -> QuerySet[Case]:
    """The report-in slips answered in a period, for who is appointed for them; for anybody else none."""
    return _report_ins(Case.objects.visible_to(actor), first, last).select_related("service")


def count_report_ins(first: date, last: date, actor: Actor) -> int:
    """How many there were: no row, no person, no roll."""
    low, high = actor.reach if actor.centre is None else (actor.centre, actor.centre)
    cases = Case.objects.unscoped(because="only their number, never a row, and only of the actor's places")
    return _report_ins(cases.filter(centre_id__gte=low, centre_id__lte=high), first, last).count()


def _report_ins(cases: QuerySet[Case], first: date, last: date) -> QuerySet[Case]:
    return cases.filter(secrecy=Secrecy.APPOINTMENT, state="closed", closed_on__gte=first, closed_on__lte=last)


def _adoptions(cases: QuerySet[Case], first: date, last: date) -> QuerySet[Case]:
    return cases.filter(
        case_type__code=ADOPTION,
        secrecy=Secrecy.ASSESSORS,
        state="closed",
        closed_on__gte=first,
        closed_on__lte=last,
    )


def mean_satisfaction(cases: QuerySet[Case]) -> float | None:
    found = cases.aggregate(mean=Avg("satisfaction"))["mean"]
    return round(float(found), 2) if found is not None else None
