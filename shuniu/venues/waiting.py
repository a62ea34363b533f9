"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting
from shuniu.venues import permissions
from shuniu.venues.models import Booking, Complaint, Objection, Offer, Round
from shuniu.venues.results import to_be_told
from shuniu.venues.rounds import ALLOCATED, CLOSED, SETTLED, stage_of
from shuniu.venues.standing import keyed_in_since, stands

SHOWN = 20
LINES = 4  # of one matter that is the same everywhere


def venues_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Bookings to approve, complaints to settle, sheets to key in, results to tell, rounds and objections."""
    if actor.may(permissions.APPROVE):
        yield from _approvals(actor)
        yield from _complaints(actor)
    if actor.may(permissions.MANAGE):
        yield from _sheets(actor)
        yield from _offers(actor)
    if actor.may(permissions.TELL):
        yield from _tellings(actor)
    if actor.may(permissions.ALLOCATE):
        yield from _rounds(actor)
    if actor.may(permissions.DECIDE):
        yield from _objections(actor)


def _approvals(actor: Actor) -> Iterator[Waiting]:
    waits = (
        Booking.objects.visible_to(actor)
        .filter(stands("waits", actor.at, place=actor.place))
        .select_related("space__venue", "group")
    )
    for booking in waits.order_by("day")[:SHOWN]:
        thing = f"{booking.whose} · {booking.space.title}"
        url = reverse("venues:booking", args=[booking.pk])
        yield Waiting(_("booking"), thing, _("waits for approval"), url, booking.day)


def _complaints(actor: Actor) -> Iterator[Waiting]:
    open_ = Complaint.objects.visible_to(actor).filter(settled_at__isnull=True).select_related("group")
    for complaint in open_.order_by("reply_until")[:SHOWN]:
        url = reverse("venues:complaint", args=[complaint.pk])
        step = _("to be settled") if complaint.reply else _("the group may reply")
        thing = complaint.group.name if complaint.group_id else str(complaint.get_kind_display())
        yield Waiting(_("complaint"), thing, step, url, complaint.reply_until)


def _sheets(actor: Actor) -> Iterator[Waiting]:
    """The paper lists that have not been keyed in: a line a venue, or one line for many; the oldest day first."""
    awaited = Booking.objects.visible_to(actor).filter(stands("awaited", actor.at, place=actor.place))
    days = max(actor.today - keyed_in_since(actor.place, actor.today), timedelta(0))
    venues = awaited.values_list("space__venue_id", "space__venue__name").annotate(n=Count("pk"), oldest=Min("day"))
    found = list(venues.order_by("oldest", "space__venue_id"))
    if len(found) > LINES:
        name = ngettext("%(count)s venue", "%(count)s venues", len(found)) % {"count": len(found)}
        url = f"{reverse('venues:bookings')}?state=awaited"
        yield _sheet(name, sum(count for *_venue, count, _oldest in found), url, found[0][-1] + days)
        return
    for venue, name, count, oldest in found:
        yield _sheet(name, count, f"{reverse('venues:sheet', args=[venue])}?day={oldest.isoformat()}", oldest + days)


def _sheet(name: str, count: int, url: str, due_on: date) -> Waiting:
    said = ngettext("%(count)s paper time to key in", "%(count)s paper times to key in", count) % {"count": count}
    return Waiting(_("sign-in sheet"), name, said, url, due_on)


def _offers(actor: Actor) -> Iterator[Waiting]:
    waits = Offer.objects.visible_to(actor).filter(decided_at__isnull=True, ended_on__isnull=True)
    for offer in waits.select_related("organization").order_by("offered_at")[:SHOWN]:
        thing, url = f"{offer.organization.name} · {offer.name}", reverse("venues:offer", args=[offer.pk])
        yield Waiting(_("offer of a room"), thing, _("waits for an answer"), url)


def _tellings(actor: Actor) -> Iterator[Waiting]:
    """While objections are heard: how many groups that read no account do not know their result yet."""
    for round_ in Round.objects.visible_to(actor).filter(objections_until__gte=actor.today, published_at__isnull=False):
        if count := to_be_told(round_, actor).count():
            said = ngettext(
                "%(count)s group without an account to be told", "%(count)s groups without an account to be told", count
            )
            url = reverse("venues:result_calls", args=[round_.pk]) + "?reached=waits"
            yield Waiting(_("results to be told"), round_.title, said % {"count": count}, url, round_.objections_until)


def _rounds(actor: Actor) -> Iterator[Waiting]:
    for round_ in Round.objects.visible_to(actor).filter(opened_at__isnull=True).order_by("first")[:SHOWN]:
        stage = stage_of(round_, actor.today)
        if stage in (CLOSED, ALLOCATED, SETTLED):
            yield Waiting(
                _("seasonal round"), round_.title, stage.label, reverse("venues:round", args=[round_.pk]), round_.first
            )


def _objections(actor: Actor) -> Iterator[Waiting]:
    open_ = Objection.objects.visible_to(actor).filter(decided_at__isnull=True).select_related("group")
    for objection in open_.order_by("due_on")[:SHOWN]:
        url = reverse("venues:objection", args=[objection.pk])
        yield Waiting(_("objection"), objection.group.name, _("to be answered"), url, objection.due_on)
