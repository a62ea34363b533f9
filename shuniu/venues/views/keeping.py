"""Keeping the list of venues: facts corrected, hours from a day, a venue or space given up, the key holder's telephone."""

from __future__ import annotations

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.venues import permissions
from shuniu.venues.actions import ending, venues
from shuniu.venues.forms.venues import ChangeVenueForm, EndingForm, HoursForm, LookForm, SpaceForm, spells_said
from shuniu.venues.models import Space
from shuniu.venues.opening import in_force, outside_hours
from shuniu.venues.views.asking import Ask
from shuniu.venues.views.venues import OfVenue


class VenueFactsPage(OfVenue):
    permission = permissions.MANAGE
    title, submit = _("Correct the venue"), _("Save")

    def form(self, venue, data=None):
        self.sentence = venue.name
        names = [name for name in ChangeVenueForm.base_fields if name not in ("key_phone", "without_phone")]
        return ChangeVenueForm(data, by=self.actor, initial={name: getattr(venue, name) for name in names})

    def done(self, venue, form):
        venues.change_venue(venue, by=self.actor, **form.columns())
        return reverse("venues:venue", args=[venue.pk])


class NewHours(OfVenue):
    """The week of opening hours from a day on. It begins with the hours that hold."""

    permission = permissions.MANAGE
    title, submit = _("Opening hours from a day on"), _("Save")

    def form(self, venue, data=None):
        self.sentence = venue.name
        today = self.actor.today
        return HoursForm(
            data, by=self.actor, initial={"since": today, **spells_said(in_force(venue.hours.all(), today))}
        )

    def done(self, venue, form):
        since, hours = form.cleaned_data["since"], form.cleaned_data["hours"]
        venues.set_hours(venue, hours=hours, since=since, by=self.actor)
        if count := len(outside_hours(venue, since)):
            said = ngettext(
                "%(count)s booked date lies outside the new hours. It stands until it is given back.",
                "%(count)s booked dates lie outside the new hours. They stand until they are given back.",
                count,
            )
            messages.warning(self.request, said % {"count": count})
        return reverse("venues:venue", args=[venue.pk])


class GivingUp(OfVenue):
    permission = permissions.MANAGE
    title = submit = _("Give the venue up")
    hint = _("From this day on it cannot be booked, and what is booked is cancelled with this reason.")

    def form(self, venue, data=None):
        self.sentence = venue.name
        return EndingForm(data, by=self.actor)

    def done(self, venue, form):
        dates = ending.give_up_venue(venue, by=self.actor, **form.cleaned_data)
        messages.success(self.request, cancelled_said(dates))
        return reverse("venues:venue", args=[venue.pk])


class KeyPhone(OfVenue):
    """The key holder's number in full, to who says why; the look stands in the venue's trail."""

    permission = permissions.MANAGE
    template = "venues/key_phone.html"
    title = _("Telephone for the key")

    def form(self, venue, data=None):
        return LookForm(data, by=self.actor)

    def post(self, request, pk):
        venue = self.thing(pk)
        form = self.form(venue, request.POST)
        if not form.is_valid():
            return self.ask(venue, form, 422)
        found = venues.look_at_key_phone(venue, reason=form.cleaned_data["reason"], by=self.actor)
        return self.show(thing=venue, title=self.title, phone=found or _("none on record"))


class OfSpace(Ask, abstract=True):
    permission = permissions.MANAGE

    def thing(self, pk):
        space = self.row(Space, pk, "venue")
        self.sentence = space.title
        return space

    def done(self, space, form):
        self.act(space, form)
        return reverse("venues:venue", args=[space.venue_id])

    def act(self, space, form) -> None:
        raise NotImplementedError


class SpaceFacts(OfSpace):
    permission = permissions.MANAGE
    title, submit = _("Change a space"), _("Save")

    def form(self, space, data=None):
        return SpaceForm(data, by=self.actor, initial={"capacity": space.capacity, "equipment": space.equipment})

    def act(self, space, form):
        venues.change_space(space, by=self.actor, **form.cleaned_data)


class SpaceEnd(OfSpace):
    permission = permissions.MANAGE
    title = submit = _("Give a space up")
    hint = _("From this day on it cannot be booked by itself, and what is booked is cancelled with this reason.")

    def form(self, space, data=None):
        return EndingForm(data, by=self.actor)

    def act(self, space, form):
        messages.success(self.request, cancelled_said(ending.end_space(space, by=self.actor, **form.cleaned_data)))


def cancelled_said(dates: int) -> str:
    said = ngettext("%(count)s booked date was cancelled.", "%(count)s booked dates were cancelled.", dates)
    return said % {"count": dates}
