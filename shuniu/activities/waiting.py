"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.activities import crowd, eligibility, permissions
from shuniu.activities.actions.importing import KIND
from shuniu.activities.models import Act, Attendance, Course, CourseMove, CrowdPlan, Lesson, Offer, Placement, Session
from shuniu.activities.models.offer import OPEN
from shuniu.activities.queries import checks_due, in_force, passes_without_certificate, places_lost, to_be_told
from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting, files_waiting_for

SHOWN = 20
DAY = timedelta(days=1)
LOOKS_BACK = timedelta(days=365)  # an older course or session is told of by its own page


def activities_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Permits to ask for, acts to replace, attendance to note, jobs to ask after, certificates to award."""
    if actor.may(permissions.PLAN):
        yield from _permits(actor)
        yield from _acts(actor)
        yield from _places(actor, _standing(actor), "activities:change_session")
        yield from _offers(actor)
    if actor.may(permissions.SIGN_UP):
        yield from files_waiting_for(actor, (KIND,), matter=_("sign-in list"), page="activities:list")
        yield from _attendance(actor)
    if actor.may(permissions.RUN_COURSES):
        yield from _checks(actor)
        lessons = Lesson.objects.visible_to(actor).select_related("course").order_by("held_on", "starts")
        yield from _places(actor, lessons, "activities:move_lesson")
        yield from _moves(actor)
    if actor.may(permissions.AWARD):
        yield from _certificates(actor)


def _permits(actor: Actor) -> Iterator[Waiting]:
    """Sessions for which the law's day of applying is near or past; due on that day."""
    coming = list(_standing(actor).filter(held_on__gte=actor.today, expected__isnull=False)[:SHOWN])
    plans = {plan.session_id: plan for plan in CrowdPlan.objects.visible_to(actor).filter(session__in=coming)}
    for session in coming:
        duty = crowd.duty_of(session, on=actor.today, plan=plans.get(session.pk))
        if duty.outcome in (crowd.DUE, crowd.LATE) and duty.remind_from and actor.today >= duty.remind_from:
            url = reverse("activities:crowd_plan", args=[session.pk])
            yield Waiting(_("big event"), str(session), _("safety permit to be applied for"), url, duty.apply_by)


def _acts(actor: Actor) -> Iterator[Waiting]:
    """Acts taken off a programme to come, and nothing in their place; due on the day of the show."""
    replaced = Act.objects.visible_to(actor).filter(replaces=OuterRef("pk"))
    gaps = Act.objects.visible_to(actor).filter(
        ~Exists(replaced), withdrawn_on__isnull=False, session__held_on__gte=actor.today,
        session__cancelled_on__isnull=True,
    )  # fmt: skip
    for act in gaps.select_related("session__activity").order_by("session__held_on", "starts")[:SHOWN]:
        if not _is_filled(act):
            url = reverse("activities:session", args=[act.session_id])
            yield Waiting(_("act"), f"{act.session} · {act}", _("without replacement"), url, act.session.held_on)


def _is_filled(gap: Act) -> bool:
    """Whether another act was put at the same time on the same stage, though not in its name."""
    others = gap.session.acts.filter(stage=gap.stage, withdrawn_on__isnull=True, starts__lt=gap.ends)
    return any(other.ends > gap.starts for other in others)


def _offers(actor: Actor) -> Iterator[Waiting]:
    """Acts that groups offered and nobody has answered; due on the day of the show."""
    rows = Offer.objects.visible_to(actor).filter(
        OPEN, session__held_on__gte=actor.today, session__cancelled_on__isnull=True
    )
    for offer in rows.select_related("group", "session").order_by("session__held_on", "pk")[:SHOWN]:
        url = reverse("activities:session", args=[offer.session_id])
        yield Waiting(
            _("act offered"), str(offer), _("to be put on the programme or declined"), url, offer.session.held_on
        )


def _places(actor: Actor, rows: QuerySet, page: str) -> Iterator[Waiting]:
    """Sessions or lessons to come whose time in the place is kept no longer; due on their day."""
    coming = rows.filter(held_on__gte=actor.today).exclude(place_hold="")
    for row, why in islice(places_lost(coming, actor), SHOWN):
        step = _("has lost its place: %(why)s") % {"why": why}
        yield Waiting(_("place and time"), str(row), step, reverse(page, args=[row.pk]), row.held_on)


def _attendance(actor: Actor) -> Iterator[Waiting]:
    """Sessions held, of which no entry of the ledger stands; due on their day."""
    noted = Attendance.objects.visible_to(actor).filter(
        session=OuterRef("pk"), corrects__isnull=True, corrections__isnull=True
    )
    held = _standing(actor).filter(~Exists(noted), held_on__range=(actor.today - LOOKS_BACK, actor.today - DAY))
    for session in held[:SHOWN]:
        url = reverse("activities:attendance", args=[session.pk])
        yield Waiting(_("activity held"), str(session), _("attendance to be noted"), url, session.held_on)


def _checks(actor: Actor) -> Iterator[Waiting]:
    """Jobs whose next check may be made; due on the day it falls on."""
    rows = Placement.objects.visible_to(actor).filter(ended_on__isnull=True).select_related("trainee__course")
    lasting = list(rows.prefetch_related("checks"))
    checks_due(lasting, on=actor.today)
    due = [(row.next_check, row) for row in lasting if row.next_check and row.next_check[1] <= actor.today]
    for (days, on), row in sorted(due, key=lambda each: each[0][1])[:SHOWN]:
        thing = _("%(course)s, number %(number)s") % {"course": row.trainee.course, "number": row.trainee.number}
        step = _("ask after %(days)s days whether the job lasts") % {"days": days}
        yield Waiting(_("job found"), thing, step, reverse("activities:placement", args=[row.pk]), on)


def _moves(actor: Actor) -> Iterator[Waiting]:
    """Courses that are held elsewhere, of which some trainees have not heard; due on the first lesson there."""
    rows = CourseMove.objects.visible_to(actor).filter(course__last_on__gte=actor.today)
    for move in rows.select_related("course").order_by("since", "pk")[:SHOWN]:
        if count := to_be_told(move, actor).count():
            step = ngettext(
                "%(count)s trainee to be told of the move", "%(count)s trainees to be told of the move", count
            )
            url = reverse("activities:move_told", args=[move.pk])
            yield Waiting(_("course"), move.course.title, step % {"count": count}, url, move.since)


def _certificates(actor: Actor) -> Iterator[Waiting]:
    """Courses of which somebody meets the conditions of a certificate and has none; due on their last day."""
    ended = Course.objects.visible_to(actor).filter(last_on__range=(actor.today - LOOKS_BACK, actor.today))
    for course, kind in passes_without_certificate(ended.order_by("last_on"), actor)[:SHOWN]:
        held = set(in_force(course, kind, actor).values_list("trainee_id", flat=True))
        judged = eligibility.eligibilities(course, kind, on=actor.today)
        if count := sum(each.is_met and each.trainee.pk not in held for each in judged):
            step = ngettext("%(count)s certificate to award", "%(count)s certificates to award", count)
            url = reverse("activities:award", args=[course.pk, kind])
            yield Waiting(_("course"), course.title, step % {"count": count}, url, course.last_on)


def _standing(actor: Actor):
    rows = Session.objects.visible_to(actor).filter(cancelled_on__isnull=True)
    return rows.select_related("activity").order_by("held_on", "starts")
