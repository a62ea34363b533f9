"""Day care rooms, their places, the list of who waits, and the day's taps."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework import permissions
from shuniu.casework.actions import day_care as actions
from shuniu.casework.forms import day_care as forms
from shuniu.casework.models import Attendance, DayCareRoom, Enrolment, Incident, Waiting
from shuniu.casework.queries import enrolments_on, has_free, places_taken, queue, rooms_on
from shuniu.kernel.asking import FormPage
from shuniu.kernel.calendar import day_asked
from shuniu.kernel.dated import codes
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused, require
from shuniu.kernel.sealing import mask_name, mask_phone, reveal
from shuniu.people.public import Person, on_record, record_person


class Rooms(Page):
    permission = permissions.DAY_CARE
    template = "casework/rooms.html"

    def get(self, request):
        rooms = list(places_taken(rooms_on(self.actor.today, self.actor), self.actor.today).order_by("name"))
        place = self.actor.centre or self.actor.place
        said = {code.code: str(code) for code in codes(actions.PRIORITIES, place=place, on=self.actor.today)}
        waiting = list(queue(self.actor)[:50])
        return self.show(
            rooms=rooms,
            taken=sum(room.taken for room in rooms),
            places=sum(room.places for room in rooms),
            waiting=[(each, said.get(each.priority, each.priority)) for each in waiting],
            may_arrange=self.actor.may(permissions.ARRANGE_DAY_CARE),
        )


class OfRoomPage(Page, abstract=True):
    permission = permissions.DAY_CARE

    def room_at(self, pk) -> DayCareRoom:
        return self.row(DayCareRoom, pk)


class RoomPage(OfRoomPage):
    """A day in a room, today's where none is asked for: who is here and who eats, by one tap each."""

    template = "casework/room.html"

    def get(self, request, pk):
        room, asked = self.room_at(pk), attendance_day(request.GET.get("day"), self.actor)
        held = list(enrolments_on(asked, self.actor).filter(room=room).select_related("person").order_by("pk"))
        days = {
            day.enrolment_id: day
            for day in Attendance.objects.visible_to(self.actor).filter(day=asked, enrolment__room=room)
        }
        rows = [(each, days.get(each.pk)) for each in held]
        incidents = Incident.objects.visible_to(self.actor).filter(room=room).order_by("-id")[:10]
        return self.show(
            room=room,
            rows=rows,
            asked=asked,
            before=asked - timedelta(days=1),
            after=asked + timedelta(days=1) if asked < self.actor.today else None,
            may_close=self.actor.may(permissions.ARRANGE_DAY_CARE) and room.closed_on is None,
            here=sum(1 for _each, day in rows if day and day.here),
            meals=sum(1 for _each, day in rows if day and day.meal),
            incidents=[(each, reveal(each, "text")) for each in incidents],
        )


def attendance_day(text: str | None, actor) -> date:
    """The day in the address, today where it is none or has not come yet."""
    return min(day_asked(text) or actor.today, actor.today)


class Tap(Page):
    """Here, or the meal; the same tap takes it back. A day that was forgotten is tapped on its own page."""

    permission = permissions.DAY_CARE

    def post(self, request, pk, what):
        held = Enrolment.objects.visible_to(self.actor).select_related("room")
        enrolment = self.find(held, pk=pk)
        day = attendance_day(request.POST.get("day"), self.actor)
        actions.mark_day(enrolment, meal=what == "meal", on=day, by=self.actor)
        room = reverse("casework:room", args=[enrolment.room_id])
        return redirect(room if day == self.actor.today else f"{room}?day={day}")


class OfPlacePage(Page, abstract=True):
    permission = permissions.DAY_CARE

    def place_at(self, pk) -> Enrolment:
        return self.row(Enrolment, pk, "room", "person")


class PlacePage(OfPlacePage):
    """One elder's place: by which agreement, whom to call and what carers must know, both masked until asked for."""

    template = "casework/place.html"

    def get(self, request, pk):
        place = self.place_at(pk)
        incidents = Incident.objects.visible_to(self.actor).filter(enrolment=place).order_by("-id")[:10]
        return self.show(
            place=place,
            held=place.until is None or place.until > self.actor.today,
            emergency_name=mask_name(reveal(place, "emergency_name")),
            emergency_phone=mask_phone(reveal(place, "emergency_phone")),
            has_note=place.care_note is not None,
            days=Attendance.objects.visible_to(self.actor).filter(enrolment=place, here=True).count(),
            incidents=[(each, reveal(each, "text")) for each in incidents],
        )


class LookAtPlace(OfPlacePage):
    """The house's reveal: a reason first, then what is sealed, once; the look stands in the trail."""

    template = "casework/look.html"

    def get(self, request, pk):
        return self.show(place=self.place_at(pk), form=forms.LookForm(by=self.actor), opened=None)

    def post(self, request, pk):
        place, form = self.place_at(pk), forms.LookForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(place=place, form=form, opened=None, status=422)
        opened = actions.look_at_place(place, reason=form.cleaned_data["reason"], by=self.actor)
        response = self.show(place=place, opened=opened)
        response["Cache-Control"] = "no-store"
        return response


class EndPlace(Page):
    permission = permissions.DAY_CARE

    def post(self, request, pk):
        enrolment = self.row(Enrolment, pk, "room")
        actions.end_place(enrolment, by=self.actor)
        return redirect("casework:room", enrolment.room_id)


class DayCareForm(FormPage, abstract=True):
    permission = permissions.DAY_CARE
    template = "kernel/form.html"
    title = ""
    form_class = None

    def back(self, thing) -> str:
        return reverse("casework:rooms")

    def form(self, thing, *data):
        return self.form_class(*data, by=self.actor)

    def ask(self, thing, form, status=200):
        return self.show(form=form, title=self.title, submit=_("Save"), cancel_url=self.back(thing), status=status)

    def person(self, form) -> Person:
        """Who has this name and phone on record, or a new record."""
        said = form.particulars()
        known = on_record(self.actor).filter(name=said.name)
        found = next((p for p in known if said.phone and reveal(p, "phone") == said.phone), None)
        return found or record_person(said, centre_id=self.actor.centre, by=self.actor)


class NewRoom(DayCareForm):
    permission = permissions.ARRANGE_DAY_CARE
    title, form_class = gettext_lazy("Open a day care room"), forms.RoomForm

    def done(self, thing, form):
        return reverse("casework:room", args=[actions.open_room(**form.cleaned_data, by=self.actor).pk])


class CloseRoom(OfRoomPage):
    """POST …/end: nobody spends the day here any more."""

    permission = permissions.ARRANGE_DAY_CARE

    def post(self, request, pk):
        room = self.room_at(pk)
        try:
            actions.close_room(room, by=self.actor)
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
            return redirect("casework:room", pk)
        return redirect("casework:rooms")


class OfRoomForm(DayCareForm, OfRoomPage, abstract=True):
    def thing(self, pk):
        return self.room_at(pk)

    def back(self, room) -> str:
        return reverse("casework:room", args=[room.pk])


class Enrol(OfRoomForm):
    title, form_class = gettext_lazy("Give a place"), forms.EnrolmentForm

    def done(self, room, form):
        require(has_free(room, 1, self.actor))
        because = form.cleaned_data["past_head_because"]
        actions.enrol(room, self.person(form), form.agreement(), past_head_because=because, by=self.actor)
        return self.back(room)


class WriteIncident(OfRoomForm):
    title, form_class = gettext_lazy("Write down an incident"), forms.IncidentForm

    def form(self, room, *data):
        return self.form_class(*data, by=self.actor, room=room)

    def done(self, room, form):
        actions.write_incident(room, **form.cleaned_data, by=self.actor)
        return self.back(room)


class WaitForPlace(DayCareForm):
    title, form_class = gettext_lazy("Put somebody on the list"), forms.WaitingForm

    def done(self, thing, form):
        actions.wait_for_place(self.person(form), priority=form.cleaned_data["priority"], by=self.actor)
        return self.back(thing)


class LeaveList(DayCareForm):
    """Somebody waits no longer, and why."""

    title, form_class = gettext_lazy("Take off the list"), forms.LeavingForm

    def thing(self, pk):
        rows = Waiting.objects.visible_to(self.actor).filter(left_on__isnull=True).select_related("person")
        waiting = self.find(rows, pk=pk)
        self.title = _("Take off the list: %(name)s") % {"name": waiting.person.name}
        return waiting

    def done(self, waiting, form):
        actions.leave_list(waiting, **form.cleaned_data, by=self.actor)
        return self.back(waiting)
