"""Who is barred from new stars and honours on a day, for whom an inquiry waits, and how long a bar may be."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.volunteers.inquiry_workflow import INQUIRY
from shuniu.volunteers.models import Inquiry, Volunteer
from shuniu.volunteers.models.inquiry import BARRING
from shuniu.volunteers.station import rules_of


def bars_on(day: date, centre: int) -> QuerySet[Inquiry]:
    """The bars in force on a day. One that ran out is none: nobody has to lift it."""
    rows = Inquiry.objects.unscoped(because="the caller scoped the volunteers; a bar only withholds")
    return rows.filter(centre_id=centre, state__in=BARRING, barred_from__lte=day, barred_until__gt=day)


def may_be_recognized(volunteer: Volunteer, on: date) -> Allowed | Denied:
    """Whether new stars and honours are open to the volunteer on a day."""
    bar = bars_on(on, volunteer.centre_id).filter(volunteer=volunteer).order_by("-barred_until").first()
    if bar is None:
        return Allowed()
    return Denied(_("New stars and honours are withheld until %(day)s.") % {"day": bar.barred_until})


def shown_inquiries(volunteer: Volunteer, actor: Actor) -> list[tuple[Inquiry, str, str]]:
    """(inquiry, kind, label) of a volunteer, the newest first, as who looks reads it."""
    rows = Inquiry.objects.visible_to(actor).filter(volunteer=volunteer).order_by("-pk")
    return [(row, *state_shown(row, actor.today, applicant=actor.subject is not None)) for row in rows]


def state_shown(inquiry: Inquiry, on: date, *, applicant: bool = False) -> tuple[str, str]:
    """The colour and the word of how an inquiry stands; a bar whose days are past is over."""
    if inquiry.is_over(on):
        return "muted", str(pgettext("of a bar", "over"))
    state = INQUIRY.by_state[inquiry.state]
    return state.kind, str((applicant and state.applicant_label) or state.label)


def asks_of(volunteer: Volunteer, on: date) -> QuerySet[Inquiry]:
    """What the volunteer is to answer, or may still object to."""
    may_object = Q(state__in=("barred", "corrected"), due_on__gte=on)
    rows = Inquiry.objects.unscoped(because="the volunteer was scoped").filter(centre_id=volunteer.centre_id)
    return rows.filter(Q(state="noticed") | may_object, volunteer=volunteer)


def lengths(place: int, on: date) -> tuple[int, int]:
    """The least and the most months of a bar (settings `volunteers.bar.…_months`)."""
    rules = rules_of(place, on)
    return int(rules["bar.least_months"]), int(rules["bar.most_months"])


def inquiries_waiting_for(actor: Actor) -> QuerySet[Inquiry]:
    """Whose turn it is: the volunteer's to answer, the desk's when that time is over, a signature's, the subdistrict's."""
    mine = [state.name for state in INQUIRY.states if state.waits_for and actor.may(state.waits_for)]
    waits = Q(state__in=mine)
    if actor.subject is None:
        waits &= ~Q(state="noticed") | Q(due_on__lt=actor.today)
    return Inquiry.objects.visible_to(actor).filter(waits).select_related("volunteer__person").order_by("due_on", "pk")
