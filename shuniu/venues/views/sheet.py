"""Keying in the sign-in sheet of a venue's day."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.calendar import day_asked
from shuniu.venues import permissions
from shuniu.venues.actions.using import key_in_sheet
from shuniu.venues.forms.booking import SheetForm
from shuniu.venues.models import Booking
from shuniu.venues.standing import NOT_GIVEN_BACK, Standings, keyed_in_since
from shuniu.venues.views.venues import OfVenue


class Sheet(OfVenue):
    """Every time of a venue's day, as on the paper: a tick for each that was signed for, released ones too."""

    permission = permissions.MANAGE
    template = "venues/sheet.html"
    title, submit = _("Key in the sign-in sheet"), _("Key in")

    def form(self, venue, data=None):
        self.sentence = venue.name
        rows = Booking.objects.visible_to(self.actor).filter(NOT_GIVEN_BACK, space__venue=venue, day=self.day)
        rows = rows.select_related("space__venue", "group").order_by("starts", "space__order")
        form = SheetForm(data, by=self.actor, bookings=list(rows))
        form.day, form.before, form.after = self.day, self.day - timedelta(days=1), self.day + timedelta(days=1)
        form.since, form.today = keyed_in_since(venue.centre_id, self.actor.today), self.actor.today
        standings = Standings(self.actor.at)
        form.standings = {each.pk: standings.of(each) for each in form.bookings}
        return form

    @property
    def day(self):
        return day_asked(self.request.GET.get("day")) or self.actor.today

    def done(self, venue, form):
        count = key_in_sheet(form.used(), people=form.people(), unsigned=form.unsigned(), by=self.actor)
        said = ngettext("%(count)s time was used.", "%(count)s times were used.", count)
        messages.success(self.request, said % {"count": count})
        return f"{reverse('venues:sheet', args=[venue.pk])}?day={self.day.isoformat()}"
