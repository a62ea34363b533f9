"""What waits at the station for somebody: applicants, shortages, a second hand, objections, files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting, files_waiting_for
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.importing import KIND
from shuniu.volunteers.bars import inquiries_waiting_for
from shuniu.volunteers.certificate_workflow import CERTIFICATE, MINOR_REPORT
from shuniu.volunteers.certifying import certificates_waiting_for
from shuniu.volunteers.change_workflow import CHANGE
from shuniu.volunteers.changed_posts import changes_waiting_for
from shuniu.volunteers.inquiry_workflow import INQUIRY
from shuniu.volunteers.models import HourClaim, NoticeObjection, Objection, Volunteer
from shuniu.volunteers.notice_workflow import NOTICE_OBJECTION
from shuniu.volunteers.patrolling import minor_reports_waiting_for
from shuniu.volunteers.recognition import stars_waiting_for
from shuniu.volunteers.recognition_workflow import STAR
from shuniu.volunteers.roster import shortages, to_be_told
from shuniu.volunteers.station import rules_of
from shuniu.volunteers.workflow import OBJECTION

SHOWN = 20
ONE_BY_ONE = 3  # stars
STATE = attrgetter("state")


def volunteers_waiting_for(actor: Actor) -> Iterator[Waiting]:
    if actor.may(permissions.ACCEPT):
        yield from _applicants(actor)
    if actor.may(permissions.ARRANGE_SHIFTS) and actor.centre is not None:
        yield from _shortages(actor)
        yield from _calls(actor)
        yield from _changes(actor)
    if actor.may(permissions.SECOND_HOURS):
        yield from _claims(actor)
    if actor.may(permissions.DECIDE_OBJECTION):
        yield from _objections(actor)
    if actor.may(permissions.IMPORT):
        yield from files_waiting_for(actor, (KIND,), matter=_("volunteer workbook"), page="volunteers:import")
    yield from _minors(actor)
    yield from _certificates(actor)
    yield from _stars(actor)
    yield from _notice_objections(actor)
    yield from _inquiries(actor)


def _applicants(actor: Actor) -> Iterator[Waiting]:
    rows = Volunteer.objects.visible_to(actor).filter(state="applied").select_related("person")
    for row in rows.order_by("due_on", "pk")[:SHOWN]:
        url = reverse("volunteers:volunteer", args=[row.pk])
        yield Waiting(_("wants to volunteer"), row.person.name, _("to be accepted"), url, row.due_on)


def _shortages(actor: Actor) -> Iterator[Waiting]:
    days = int(rules_of(actor.centre, actor.today)["shifts.shortage_days_before"])
    for shift in shortages(actor, days=days)[:SHOWN]:
        lacking = ngettext("%(num)s is lacking", "%(num)s are lacking", shift.lacking) % {"num": shift.lacking}
        url = reverse("volunteers:shift", args=[shift.pk])
        yield Waiting(_("shift lacks people"), shift.post.title, lacking, url, shift.day)


def _calls(actor: Actor) -> Iterator[Waiting]:
    if count := to_be_told(actor).count():
        thing = ngettext("%(num)s volunteer", "%(num)s volunteers", count) % {"num": count}
        yield Waiting(_("calls about shifts"), thing, _("to be told"), reverse("volunteers:calls"))


def _changes(actor: Actor) -> Iterator[Waiting]:
    waiting = list(changes_waiting_for(actor))
    to_tell = [row for row in waiting if row.state == "begun"]
    if to_tell:
        thing = ngettext("%(num)s volunteer", "%(num)s volunteers", len(to_tell)) % {"num": len(to_tell)}
        url = f"{reverse('volunteers:changes')}?state=begun"
        yield Waiting(_("posts that changed"), thing, _("to be told"), url, to_tell[0].due_on)
    for row in [row for row in waiting if row.state != "begun"][:SHOWN]:
        url = reverse("volunteers:change", args=[row.pk])
        silent = row.state == "told"  # listed only once the days to answer are over
        label = _("has not answered; to be decided") if silent else CHANGE.by_state[row.state].label
        yield Waiting(_("posts that changed"), row.volunteer.person.name, label, url, row.due_on)


def _claims(actor: Actor) -> Iterator[Waiting]:
    rows = HourClaim.objects.visible_to(actor).filter(state="waiting").exclude(keyed_by_id=actor.user_id)
    if count := rows.count():
        url = f"{reverse('volunteers:claims')}?state=waiting"
        thing = ngettext("%(num)s entry", "%(num)s entries", count) % {"num": count}
        yield Waiting(_("hours"), thing, _("to be seconded"), url)


def _objections(actor: Actor) -> Iterator[Waiting]:
    rows = Objection.objects.visible_to(actor).filter(state__in=("raised", "verifying"))
    for row in rows.select_related("volunteer__person").order_by("due_on", "pk")[:SHOWN]:
        url = reverse("volunteers:objection", args=[row.pk])
        label = OBJECTION.by_state[row.state].label
        yield Waiting(_("objection to hours"), row.volunteer.person.name, label, url, row.due_on)


def _minors(actor: Actor) -> Iterator[Waiting]:
    for row in minor_reports_waiting_for(actor)[:SHOWN]:
        url = reverse("volunteers:minor_report", args=[row.pk])
        label = MINOR_REPORT.by_state[row.state].label
        yield Waiting(_("a minor in danger"), row.place, label, url, row.due_on or actor.today, row.state == "open")


def _certificates(actor: Actor) -> Iterator[Waiting]:
    for row in certificates_waiting_for(actor)[:SHOWN]:
        url = reverse("volunteers:certificate", args=[row.pk])
        label = CERTIFICATE.by_state[row.state].label
        yield Waiting(_("service certificate"), row.volunteer.person.name, label, url, row.due_on)


def _stars(actor: Actor) -> Iterator[Waiting]:
    if actor.subject is not None:
        return
    for state, alike in groupby(sorted(stars_waiting_for(actor), key=STATE), key=STATE):
        stars, label = list(alike), STAR.by_state[state].label
        for row in stars if len(stars) <= ONE_BY_ONE else ():
            url = reverse("volunteers:star", args=[row.pk])
            yield Waiting(_("stars"), f"{row.volunteer.person.name} {row.get_level_display()}", label, url, row.due_on)
        if len(stars) > ONE_BY_ONE:  # a year's stars are reached on one day: they would hide what else waits
            thing = ngettext("%(num)s volunteer", "%(num)s volunteers", len(stars)) % {"num": len(stars)}
            yield Waiting(_("stars"), thing, label, f"{reverse('volunteers:stars')}?state={state}", stars[0].due_on)


def _notice_objections(actor: Actor) -> Iterator[Waiting]:
    mine = [state.name for state in NOTICE_OBJECTION.states if state.waits_for and actor.may(state.waits_for)]
    rows = NoticeObjection.objects.visible_to(actor).filter(state__in=mine)
    people = ("certificate__volunteer__person", "star__volunteer__person")
    for row in rows.select_related(*people).order_by("due_on", "pk")[:SHOWN]:
        url = reverse(f"volunteers:{'star' if row.star_id else 'certificate'}", args=[row.shown.pk])
        label = NOTICE_OBJECTION.by_state[row.state].label
        yield Waiting(_("objection to a public notice"), row.shown.volunteer.person.name, label, url, row.due_on)


def _inquiries(actor: Actor) -> Iterator[Waiting]:
    if actor.subject is not None:
        return
    for row in inquiries_waiting_for(actor)[:SHOWN]:
        url = reverse("volunteers:inquiry", args=[row.pk])
        silent = row.state == "noticed"  # listed only once the days to answer are over
        label = _("has not answered; to be decided") if silent else INQUIRY.by_state[row.state].label
        yield Waiting(_("hours in question"), row.volunteer.person.name, label, url, row.due_on)
