"""The shifts of some days with who is on them, and which lack people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment
from shuniu.kernel.signin.queries import in_force
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Post, Shift, SignUp, Volunteer

WHAT_BECAME = {  # of a place, by others' acts: the colour, and the word
    "on": ("ok", _("moved up: on the shift")),
    "backup": ("ok", _("moved up: backup")),
    "waiting": ("due", _("passed over")),
    "given_up": ("late", _("taken off the shift")),
}
STANDS = ("ok", _("decided: the place stands"))
CALLED_OFF = ("late", _("called off"))
REMINDED = ("info", _("to be reminded of the shift"))
ON = Q(signups__state="on")
UNTOLD = Q(changed_at__isnull=False, told_at__isnull=True)
UNREMINDED = Q(state="on", reminded_at__isnull=False) & (Q(told_at__isnull=True) | Q(told_at__lt=F("reminded_at")))


def what_became(place: SignUp):
    """The colour and the word; who moved up or was passed over was judged, who was kept at a changed post was not."""
    if _was_called_off(place):
        return CALLED_OFF
    return STANDS if place.judgement is None and place.state != SignUp.State.GIVEN_UP else WHAT_BECAME[place.state]


def is_reminder(place: SignUp) -> bool:
    """Whether a place that is to be told of changed not at all, or was told of that change already."""
    return place.changed_at is None or place.told_at is not None


def what_to_tell(place: SignUp):
    """The colour and the word of a place that is `to_be_told`."""
    return REMINDED if is_reminder(place) else what_became(place)


def why_to_tell(place: SignUp) -> str:
    if is_reminder(place):
        return ""
    if _was_called_off(place):
        return place.shift.cancelled_because
    return said(place.judgement) if place.judgement else ""


def _was_called_off(place: SignUp) -> bool:
    """With its shift; who was off it before is told of that."""
    return place.shift.cancelled_at is not None and place.state != SignUp.State.GIVEN_UP


def shifts_between(first: date, until: date, actor: Actor):
    """The shifts of some days, each with how many are on it."""
    rows = Shift.objects.visible_to(actor).filter(day__gte=first, day__lt=until)
    rows = rows.select_related("post__service_point", "post__team").annotate(on=Count("signups", filter=ON))
    return rows.order_by("starts_at", "pk")


def shortages(actor: Actor, *, days: int) -> list[Shift]:
    """The coming shifts that lack people, the next first; each with `lacking`."""
    coming = shifts_between(actor.today, actor.today + timedelta(days=days + 1), actor)
    short = coming.filter(cancelled_at__isnull=True, starts_at__gt=actor.at, on__lt=F("wanted"))
    return [with_lack(shift) for shift in short]


def with_lack(shift: Shift) -> Shift:
    shift.lacking = 0 if shift.cancelled_at else max(shift.wanted - shift.on, 0)
    return shift


def with_places(shifts: Iterable[Shift]) -> list[Shift]:
    """The shifts with `places`: who is on, backup or waiting, in this order."""
    rows = [with_lack(shift) for shift in shifts]
    by_shift: dict[int, list[SignUp]] = {row.pk: [] for row in rows}
    found = SignUp.objects.unscoped(because="places of shifts that were scoped").filter(shift_id__in=by_shift)
    for place in found.exclude(state="given_up").select_related("volunteer__person").order_by("pk"):
        by_shift[place.shift_id].append(place)
    order = ("on", "backup", "waiting")
    for row in rows:
        row.places = sorted(by_shift[row.pk], key=lambda place: order.index(place.state))
    return rows


def to_be_told(actor: Actor):
    """Places of shifts to come of which nobody has told the volunteer yet: they changed by others' acts, or the shift is near
    and the volunteer has no phone that shows it."""
    seats = Appointment.objects.filter(noun=Volunteer._meta.label_lower, noun_id=OuterRef("volunteer_id"))
    phone = Exists(in_force(seats.filter(role="volunteer", user__is_active=True), actor.today))
    near = UNREMINDED & Q(shift__starts_at__gt=actor.at, shift__cancelled_at__isnull=True) & ~phone
    rows = SignUp.objects.visible_to(actor).filter(UNTOLD | near).filter(shift__ends_at__gt=actor.at)
    return rows.select_related("volunteer__person", "shift__post", "judgement")


def vacancies(centre_id: int, *, now, today: date, days: int = 28) -> list[Shift]:
    """Coming shifts of public posts that lack people: shown to everyone, with no name in it."""
    rows = Shift.objects.unscoped(because="open to everyone: posts that the centre shows to everyone, no names")
    rows = rows.filter(
        centre_id=centre_id,
        day__range=(today, today + timedelta(days=days)),
        starts_at__gt=now,
        cancelled_at__isnull=True,
        post__is_public=True,
    )
    rows = rows.annotate(on=Count("signups", filter=ON)).filter(on__lt=F("wanted"))
    return [with_lack(shift) for shift in rows.select_related("post__service_point").order_by("starts_at", "pk")[:200]]


def centres_with_posts():
    """The centres that show posts to everyone."""
    rows = Post.objects.unscoped(because="open to everyone: which centres show posts, nothing else")
    return rows.filter(is_public=True, closed_on__isnull=True).order_by().values("centre_id").distinct()
