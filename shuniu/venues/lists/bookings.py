"""Venues, bookings and rounds as lists."""

from __future__ import annotations

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.venues import permissions
from shuniu.venues.models import Booking, Round, Space, Venue
from shuniu.venues.queries import venues_left, venues_on
from shuniu.venues.rounds import stage_of
from shuniu.venues.standing import STANDINGS, Standings, stands


def _given_up(rows, value, actor):
    return rows & venues_left(actor.today, actor).order_by()


class VenueList(ListPage):
    permission = permissions.VIEW
    title = _("Venues")
    sentence = _("Where groups meet, whose it is, how many find room.")
    order = "name"
    empty_text = _("No place matches.")
    columns = (
        Column("name", _("Name of the venue"), sort="name"),
        Column("owner", _("Owner"), value=lambda v: v.owner_name or v.get_owner_display()),
        Column("place", _("Residents' committee"), value=lambda v: v.place.label),
        Column("capacity", _("Most people"), kind="number"),
        Column("fire", _("Fire certificate until"), value="fire_certificate_until"),
        Column("last_day", _("In use until"), value="last_day"),
    )
    filters = (
        Filter("owner", _("Owner"), lambda rows, v, a: rows.filter(owner=v), choices=lambda a: Venue.Owner.choices),
        Filter("outdoors", _("Outdoors"), lambda rows, v, a: rows.filter(outdoors=True), kind="check"),
        Filter("given_up", _("Given up or no longer offered"), _given_up, kind="check"),
    )

    def rows(self, actor):
        return Venue.objects.visible_to(actor).select_related("place")

    def narrowed(self, rows):
        """Those in use; those that were given up only where somebody asks for them."""
        rows = super().narrowed(rows)
        return rows if self.request.GET.get("given_up") else rows & venues_on(self.actor.today, self.actor).order_by()

    def prepare(self, rows):
        wholes = Space.objects.visible_to(self.actor).filter(venue__in=[r.pk for r in rows], parent__isnull=True)
        room = dict(wholes.values_list("venue_id").annotate(n=Sum("capacity")))
        for row in rows:
            row.capacity = room.get(row.pk)
        return rows

    def row_url(self, row):
        return reverse("venues:venue", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.MANAGE):
            yield {"label": _("Enter a venue"), "url": reverse("venues:new"), "main": True}


class BookingList(ListPage):
    permission = permissions.VIEW
    title = _("Bookings")
    sentence = _("Every date, also those that could not be had, with the reason.")
    order = "-day"
    empty_text = _("No booking matches.")
    columns = (
        Column("day", _("Day"), sort="day"),
        Column("time", _("Time"), value=lambda b: f"{b.starts:%H:%M}–{b.ends:%H:%M}"),
        Column("space", _("Place"), value=lambda b: b.space.title),
        Column("whose", _("Used by"), value=lambda b: b.whose),
        Column("state", _("State"), value="standing", kind="tag"),
        Column("why", _("Reason"), value=lambda b: b.refusal or b.cancelled_because or None),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(stands(v, a.at, place=a.centre or a.place)),
               choices=lambda a: [(s.name, s.label) for s in STANDINGS]),
        Filter("venue", _("Name of the venue"), lambda rows, v, a: rows.filter(space__venue_id=v),
               choices=lambda a: venues_on(a.today, a).order_by("name").values_list("pk", "name")),
        Filter("q", _("Group"), lambda rows, v, a: rows.filter(Q(group__name__icontains=v) | Q(holder__icontains=v)),
               kind="text"),
        DateFilter("day", _("Day"), "day"),
    )  # fmt: skip

    def rows(self, actor):
        return Booking.objects.visible_to(actor).select_related("space__venue", "group")

    def prepare(self, rows):
        standings = Standings(self.actor.at)
        for row in rows:
            standing = standings.of(row)
            row.standing = (standing.kind, str(standing.label))
        return rows

    def row_url(self, row):
        return reverse("venues:booking", args=[row.pk])


class RoundList(ListPage):
    permission = permissions.VIEW
    title = _("Seasonal rounds")
    sentence = _("Each season the places are given out anew, by a procedure that can be read aloud.")
    order = "-first"
    exports = False
    empty_text = _("No round has been announced yet.")
    columns = (
        Column("title", _("Title")),
        Column("wishes", _("Wishes"), value=lambda r: f"{r.opens_on} – {r.closes_on}"),
        Column("first", _("Season from"), sort="first"),
        Column("last", _("Season until")),
        Column("stage", _("State"), value="stage", kind="tag"),
    )

    def rows(self, actor):
        return Round.objects.visible_to(actor)

    def prepare(self, rows):
        for row in rows:
            stage = stage_of(row, self.actor.today)
            row.stage = (stage.kind, str(stage.label))
        return rows

    def row_url(self, row):
        return reverse("venues:round", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.ALLOCATE):
            yield {"label": _("Announce a round"), "url": reverse("venues:new_round"), "main": True}
