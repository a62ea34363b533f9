"""Who signed up, who came, and the sheet with the QR code for the door."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import coming as actions
from shuniu.activities.forms.programme import AttendanceForm, ReasonForm, SignUpForm
from shuniu.activities.models import Attendance, SignUp
from shuniu.activities.on_paper import door_sheet_of
from shuniu.activities.queries import standing_attendance
from shuniu.activities.views.asking import Asking
from shuniu.activities.views.programme import OfSession, session_at, shown_sign_ups
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.sealing import mask_name


class NewSignUp(OfSession):
    permission = permissions.SIGN_UP
    form_class = SignUpForm
    title, submit = _("Sign somebody up"), _("Sign up")

    def act(self, thing, data):
        actions.sign_up(thing, **data, by=self.actor)
        return self.back(thing)


class CancelSignUp(Page):
    """POST alone: the waiting list moves up by itself."""

    permission = permissions.SIGN_UP

    def post(self, request, pk):
        row = self.row(SignUp, pk, "session")
        actions.cancel_sign_up(row, by=self.actor)
        return redirect("activities:session", row.session_id)


class NoteAttendance(OfSession):
    """Ticks beside the sign-ups, a count of the others, and where it is known from."""

    permission = permissions.SIGN_UP
    template = "activities/attendance.html"
    form_class = AttendanceForm
    title, submit = _("Who came"), _("Put on record")

    def more(self, thing) -> dict:
        there = set(standing_attendance(thing).filter(sign_up__isnull=False).values_list("sign_up_id", flat=True))
        rows = shown_sign_ups(thing)
        for row in rows:
            row.is_there = row.pk in there
        entries = list(standing_attendance(thing).select_related("person", "batch"))
        names = {row.pk: row.name_shown for row in rows}
        for entry in entries:
            entry.shown = mask_name(entry.person.name) if entry.person else names.get(entry.sign_up_id, "")
        return {"sign_ups": rows, "entries": entries, "came": sum(entry.people for entry in entries)}

    def act(self, thing, data):
        ticked = {key for text in self.request.POST.getlist("sign_up") if (key := row_key(text))}
        told = {"others": data["others"] or 0, "source": data["source"], "sheet": data["sheet"]}
        actions.note_attendance(thing, sign_ups=ticked, **told, by=self.actor)
        return reverse("activities:attendance", args=[thing.pk])


class TakeBack(Asking):
    permission = permissions.SIGN_UP
    form_class = ReasonForm
    title = _("Take an entry back")

    def thing(self, pk):
        entries = Attendance.objects.visible_to(self.actor).select_related("session__activity", "sign_up", "person")
        return self.find(entries, pk=pk)

    def back(self, thing) -> str:
        return reverse("activities:attendance", args=[thing.session_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = _("%(session)s: %(count)s person-times") % {"session": thing.session, "count": thing.people}
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.take_attendance_back(thing, **data, by=self.actor)
        return self.back(thing)


class DoorSheetPaper(Page):
    permission = permissions.SIGN_UP

    def get(self, request, pk):
        session = session_at(self, pk)
        back = reverse("activities:session", args=[pk])
        paper = door_sheet_of(session, on=self.actor.today)
        return printed(request, paper, name=f"door-sheet-{session.held_on}", back_url=back)
