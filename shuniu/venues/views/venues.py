"""The list of venues, one venue, the week of all of them."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_asked
from shuniu.kernel.forms import row_key
from shuniu.kernel.limits import Limited
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.papers.qr import qr_svg
from shuniu.kernel.sealing import mask_phone, reveal
from shuniu.venues import permissions
from shuniu.venues.actions import feeds, venues
from shuniu.venues.forms.venues import DivideForm, ExceptionForm, VenueForm
from shuniu.venues.icalendar_feed import calendar_of
from shuniu.venues.models import WEEKDAYS, Feed, OpeningHours, Space, Venue
from shuniu.venues.opening import in_force
from shuniu.venues.queries import holding, venues_on, week_of
from shuniu.venues.views.asking import Ask, Dressed
from shuniu.venues.week import week_shown


class NewVenue(Ask):
    permission = permissions.MANAGE
    title, submit = _("Enter a venue"), _("Enter a venue")

    def form(self, thing, data=None):
        return VenueForm(data, by=self.actor)

    def done(self, thing, form):
        venue = venues.enter_venue(centre_id=self.actor.centre, by=self.actor, **form.columns())
        return reverse("venues:venue", args=[venue.pk])


class OfVenue(Ask, abstract=True):
    permission = permissions.MANAGE

    def thing(self, pk):
        return self.row(Venue, pk)


class NewException(OfVenue):
    permission = permissions.MANAGE
    title, submit = _("Other hours on some days"), _("Save")

    def form(self, venue, data=None):
        return ExceptionForm(data, by=self.actor)

    def done(self, venue, form):
        venues.except_days(venue, by=self.actor, **form.cleaned_data)
        return reverse("venues:venue", args=[venue.pk])


class Division(Ask):
    permission = permissions.MANAGE
    title, submit = _("Divide a space"), _("Divide")
    sentence = _("Who has the whole has all its parts; a part and the whole exclude each other.")

    def thing(self, pk):
        return self.row(Space, pk, "venue")

    def form(self, space, data=None):
        return DivideForm(data, by=self.actor)

    def done(self, space, form):
        venues.divide_space(space, into=form.cleaned_data["parts"], by=self.actor)
        return reverse("venues:venue", args=[space.venue_id])


class VenuePage(Dressed):
    """One place: its spaces, its hours, what one has to know to use it."""

    permission = permissions.VIEW
    template = "venues/venue.html"

    def get(self, request, pk):
        venue = self.row(Venue, pk, "place")
        hours = list(venue.hours.all())
        return self.show(
            venue=venue,
            spaces=list(
                Space.objects.visible_to(self.actor).filter(venue=venue).select_related("venue").order_by("order", "pk")
            ),
            hours=in_force(hours, self.actor.today),
            coming=coming_weeks(hours, self.actor.today),
            key_phone=mask_phone(reveal(venue, "key_phone")) if self.actor.may(permissions.MANAGE) else "",
            exceptions=list(venue.exceptions.filter(last__gte=self.actor.today)),
            feed=feeds_url(venue.feeds.filter(revoked_at__isnull=True).first(), request),
            may_manage=self.actor.may(permissions.MANAGE),
            may_book=self.actor.may(permissions.BOOK),
        )


def coming_weeks(hours: list[OpeningHours], today: date) -> list[tuple[date, list[OpeningHours]]]:
    """The weeks of hours that are set for later days."""
    return [(since, in_force(hours, since)) for since in sorted({row.since for row in hours if row.since > today})]


class WeekPage(Dressed):
    """The week of a centre: who has which place when."""

    permission = permissions.VIEW
    template = "venues/week.html"

    def get(self, request):
        first, last = week_of(day_asked(request.GET.get("day")) or self.actor.today)
        chosen = request.GET.get("venue", "")
        places = list(venues_on(first, self.actor).order_by("name"))
        rows = week_shown(first, self.actor, venue=row_key(chosen))
        days = [first + timedelta(days=n) for n in range(7)]
        return self.show(
            rows=rows, days=days, places=places, chosen=chosen, before=first - timedelta(days=7),
            after=last + timedelta(days=1), weekdays=dict(WEEKDAYS),
        )  # fmt: skip


# --- The code at the door, the feeds --------------------------------------------------------------------------------
class DoorPoster(Page):
    """The sheet for the door: a code to check in with, and the day's list to sign on."""

    permission = permissions.MANAGE
    template = "venues/door_poster.html"

    def get(self, request, pk):
        venue = self.row(Venue, pk)
        url = request.build_absolute_uri(reverse("venues:door", args=[venue.door_token]))
        day = day_asked(request.GET.get("day")) or self.actor.today
        bookings = holding(venue.centre_id).filter(day=day, space__venue=venue).select_related("space__venue", "group")
        return self.show(
            venue=venue, svg=qr_svg(url, title=venue.name), url=url, day=day, bookings=bookings.order_by("starts")
        )


class NewFeed(Page):
    permission = permissions.MANAGE

    def post(self, request, pk):
        feeds.make_feed(venue=self.row(Venue, pk), by=self.actor)
        return redirect("venues:venue", pk)


class FeedRevoked(Page):
    permission = permissions.BOOK

    def post(self, request, pk):
        feed = self.find(Feed.objects.visible_to(self.actor).filter(revoked_at__isnull=True), pk=pk)
        feeds.revoke_feed(feed, by=self.actor)
        return redirect("venues:venue", feed.venue_id) if feed.venue_id else redirect("venues:mine")


class FeedPage(Limited, Page):
    """The feed itself. Its address is its key; revoked or wrong, it is not there."""

    permission = OPEN

    def get(self, request, token):
        found = Feed.objects.unscoped(because="the token in the address is the key").select_related("venue", "group")
        feed = found.filter(token=token, revoked_at__isnull=True).first()
        if feed is None:
            raise Http404
        text = calendar_of(feed, at=self.actor.at, today=self.actor.today)
        return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def feeds_url(feed: Feed | None, request) -> dict | None:
    if feed is None:
        return None
    return {"pk": feed.pk, "url": request.build_absolute_uri(reverse("venues:feed", args=[feed.token]))}
