"""Teams, service points, posts and shifts at the desk; the week's roster, on screen and on paper."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.calendar import day_asked
from shuniu.kernel.forms import row_key
from shuniu.kernel.papers.qr import qr_svg
from shuniu.kernel.permissions import Refused
from shuniu.kernel.signing import address_of
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import posts
from shuniu.volunteers.actions.places import note_call
from shuniu.volunteers.actions.signing_up import give_up_place, sign_up
from shuniu.volunteers.changed_posts import mark_places
from shuniu.volunteers.codes import MOVES, ShiftCode
from shuniu.volunteers.fitting import whom_it_bears_on
from shuniu.volunteers.forms import station as forms
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.forms.registering import ReasonForm
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import CheckIn, HourEntry, Post, Shift, ShiftPattern, SignUp
from shuniu.volunteers.roster import shifts_between, to_be_told, what_to_tell, why_to_tell, with_places
from shuniu.volunteers.station import rules_of
from shuniu.volunteers.views.asking import Asking, StationPage
from shuniu.volunteers.words import WEEKDAYS, code_words


# --- Teams ------------------------------------------------------------------------------------------------------------
class PostPage(StationPage):
    """What a post asks, its weekly shifts, and the shifts to come."""

    permission = permissions.VIEW
    template = "volunteers/post.html"

    def get(self, request, pk):
        rows = Post.objects.visible_to(self.actor).select_related("service_point", "team")
        post = self.find(rows, pk=pk)
        until = self.actor.today + timedelta(weeks=5)
        return self.show(
            post=post,
            patterns=post.shiftpatterns.order_by("weekday", "starts"),
            shifts=with_places(shifts_between(self.actor.today, until, self.actor).filter(post=post)),
            words=code_words(self.actor),
            weekdays=WEEKDAYS,
            may=self.actor.may(permissions.ARRANGE_SHIFTS),
        )


class NewPoint(Asking):
    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = forms.PointForm, _("Open a service point"), _("Open a service point")

    def back(self):
        return reverse("volunteers:posts")

    def write(self, form):
        data = dict(form.cleaned_data)
        posts.open_service_point(place_id=data.pop("place").pk, centre_id=self.actor.centre, by=self.actor, **data)
        return reverse("volunteers:new_post")


class NewPost(Asking):
    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = forms.PostForm, _("Open a post"), _("Open a post")

    def back(self):
        return reverse("volunteers:posts")

    def write(self, form):
        data = dict(form.cleaned_data)
        post = posts.open_post(data.pop("service_point"), by=self.actor, **data)
        return reverse("volunteers:post", args=[post.pk])


class OfPost(Asking, abstract=True):
    def post_at(self, pk) -> Post:
        return self.row(Post, pk)

    def back(self, pk):
        return reverse("volunteers:post", args=[pk])

    def more(self, pk):
        return {"sentence": self.post_at(pk).title}


class ChangePost(OfPost):
    """Change what a post asks. Who is signed up and lacks it, or agreed to other risks, is shown first, with the reason."""

    permission = permissions.ARRANGE_SHIFTS
    template = "volunteers/change_post.html"
    form, title, submit = forms.ChangePostForm, _("Change the post"), _("Save")

    def form_more(self, pk):
        return {"post": self.post_at(pk)}

    def post(self, request, pk):
        post, form = self.post_at(pk), self.form(request.POST, by=self.actor, **self.form_more(pk))
        if not form.is_valid():
            return self.ask(form, status=422, pk=pk)
        asked = whom_it_bears_on(post, form.changes, by=self.actor)
        if asked and not form.cleaned_data["confirmed"]:
            form.ask_to_confirm()
            return self.show(form=form, status=422, asked=asked, **self.told(pk))
        try:
            posts.change_post(post, form.changes, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422, pk=pk)
        messages.success(request, _("Changed."))
        if not asked:
            return redirect(self.back(pk))
        told = ngettext("%(num)s volunteer is to be told.", "%(num)s volunteers are to be told.", len(asked))
        messages.warning(request, told % {"num": len(asked)})
        return redirect(f"{reverse('volunteers:changes')}?state=begun")

    def told(self, pk) -> dict:
        named = {"title": self.title, "submit": self.submit, "cancel_url": self.back(pk)}
        return named | self.more(pk)


class NewWeekly(OfPost):
    """A weekly shift; its shifts of the coming weeks are made at once."""

    permission = permissions.ARRANGE_SHIFTS
    form, title = forms.WeeklyForm, _("A weekly shift")

    def write(self, form, pk):
        post = self.post_at(pk)
        pattern = posts.set_weekly_shift(post, **form.cleaned_data, by=self.actor)
        weeks = int(rules_of(post.centre_id, self.actor.today)["shifts.weeks_ahead"])
        until = self.actor.today + timedelta(weeks=weeks)
        posts.make_shifts([pattern], until=until, centre=post.centre, by=self.actor)
        return self.back(pk)


class NewShift(OfPost):
    permission = permissions.ARRANGE_SHIFTS
    form, title = forms.OnceForm, _("One shift")

    def form_more(self, pk):
        return {"initial": {"day": self.actor.today, "wanted": self.post_at(pk).wanted}}

    def write(self, form, pk):
        posts.make_shift(self.post_at(pk), **form.cleaned_data, by=self.actor)
        return self.back(pk)


# --- Shifts -----------------------------------------------------------------------------------------------------------
class OfShift(StationPage, abstract=True):
    def shift_at(self, pk) -> Shift:
        rows = Shift.objects.visible_to(self.actor).select_related("post__service_point", "post__team", "centre")
        return self.find(rows, pk=pk)


class ShiftPage(OfShift):
    """Who is on the shift, who has come, and the doors to its codes and its list."""

    permission = permissions.VIEW
    template = "volunteers/shift.html"

    def get(self, request, pk):
        shift = self.shift_at(pk)
        shift.on = shift.signups.filter(state="on").count()
        mark_places(with_places([shift]), self.actor)
        here = CheckIn.objects.visible_to(self.actor).filter(shift=shift)
        counted: dict[int, list[str]] = {}
        for row in here.filter(answer="counted").order_by("said_at"):
            counted.setdefault(row.volunteer_id, []).append(row)
        written = HourEntry.objects.visible_to(self.actor).filter(shift=shift, kind="service")
        return self.show(
            shift=shift,
            counted=counted,
            written=dict(written.values_list("volunteer_id", "minutes")),
            form=forms.NumberForm(by=self.actor),
            calls=[(*what_to_tell(p), p, why_to_tell(p)) for p in to_be_told(self.actor).filter(shift=shift)],
            may=self.actor.may,
            permissions=permissions,
            is_over=shift.ends_at < self.actor.at,
            has_begun=shift.starts_at <= self.actor.at,
        )


class PutOnShift(OfShift):
    """The desk signs a volunteer up; a refusal says its reason."""

    permission = permissions.ARRANGE_SHIFTS

    def post(self, request, pk):
        shift, form = self.shift_at(pk), forms.NumberForm(request.POST, by=self.actor)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["number"]))
            return redirect("volunteers:shift", pk)
        answer = sign_up(form.cleaned_data["number"], shift, by=self.actor)
        told = answer.sign_up.get_state_display() if answer.sign_up else said(answer.decision)
        (messages.success if answer.sign_up else messages.error)(request, told)
        return redirect("volunteers:shift", pk)


class GiveUpPlace(Asking):
    """A volunteer told the centre that she does not come: how she told it stands in the trail; who waits moves up."""

    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = HeardForm, _("Give the place up"), _("Give the place up")
    sentence = _("Only at the volunteer's own word. Where the post asks more, change the post: then she is asked.")

    def place_at(self, pk) -> SignUp:
        return self.row(SignUp, pk, "shift__post", "volunteer__person")

    def back(self, pk):
        return reverse("volunteers:shift", args=[self.place_at(pk).shift_id])

    def more(self, pk):
        place = self.place_at(pk)
        return {"notice": f"{place.volunteer.person.name} {place.volunteer.number} · {place.shift}"}

    def write(self, form, pk):
        moved = give_up_place(self.place_at(pk), heard=form.heard(), by=self.actor)
        if moved:
            names = "、".join(place.volunteer.person.name for place in moved)
            messages.info(self.request, _("Moved up: %(names)s") % {"names": names})
        return self.back(pk)


class NoteCall(StationPage):
    """The desk has told a volunteer what became of the place."""

    permission = permissions.ARRANGE_SHIFTS

    def post(self, request, pk):
        place = self.find(to_be_told(self.actor), pk=pk)
        note_call(place, by=self.actor)
        messages.success(request, _("Noted."))
        return redirect("volunteers:calls")


class CallOff(Asking):
    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = ReasonForm, _("Call the shift off"), _("Call off")
    sentence = _("Everybody on it reads the reason.")

    def back(self, pk):
        return reverse("volunteers:shift", args=[pk])

    def write(self, form, pk):
        posts.call_off_shift(self.row(Shift, pk), reason=form.cleaned_data["reason"], by=self.actor)
        return self.back(pk)


class Codes(OfShift):
    """The poster of a shift: two codes, for arriving and for leaving."""

    permission = permissions.PRINT
    template = "volunteers/codes.html"

    def get(self, request, pk):
        shift = self.shift_at(pk)
        rules = rules_of(shift.centre_id, self.actor.today)
        early, late = int(rules["check_in.early_minutes"]), int(rules["check_in.late_minutes"])
        codes = []
        for move in MOVES:
            token = ShiftCode.of(shift, move, early=early, late=late).signed()
            codes.append((move, qr_svg(address_of(token), title=str(CheckIn.Move(move).label)), address_of(token)))
        may_check_in = self.actor.may(permissions.CHECK_IN)  # the desk opens the code for whoever has no phone
        back_url = reverse("volunteers:shift", args=[pk])
        return self.show(shift=shift, codes=codes, may_check_in=may_check_in, back_url=back_url)


# --- The week ---------------------------------------------------------------------------------------------------------
class ThisWeek(StationPage):
    permission = permissions.VIEW

    def get(self, request):
        return redirect("volunteers:week", self.actor.today.isoformat())


class Week(StationPage):
    """The roster of a week, day by day; `?paper` is the sheet for the wall."""

    permission = permissions.VIEW
    template = "volunteers/week.html"

    def get(self, request, day):
        monday = monday_of(day)
        found = shifts_between(monday, monday + timedelta(days=7), self.actor)
        if point := request.GET.get("point", ""):
            found = found.filter(post__service_point_id=row_key(point))
        shifts = with_places(found)
        mark_places(shifts, self.actor)
        days = [(monday + timedelta(days=n), WEEKDAYS[n]) for n in range(7)]
        on_paper = "paper" in request.GET
        to_come = [shift for shift in shifts if shift.starts_at > self.actor.at and not shift.cancelled_at]
        return self.show(
            "volunteers/week_paper.html" if on_paper else None,
            monday=monday,
            sunday=monday + timedelta(days=6),
            days=[(each, word, [s for s in shifts if s.day == each]) for each, word in days],
            to_come=to_come,
            lacking=sum(shift.lacking for shift in to_come),
            previous=(monday - timedelta(days=7)).isoformat(),
            next=(monday + timedelta(days=7)).isoformat(),
            paper_query=urlencode({"paper": "1", **({"point": point} if point else {})}),
            back_url=reverse("volunteers:week", args=[monday.isoformat()]),
            paper_size="a4-landscape",
            printed_by=self.actor.name,
            weekdays=WEEKDAYS,
        )


def monday_of(day: str) -> date:
    if (asked := day_asked(day)) is None:
        raise Http404
    return asked - timedelta(days=asked.weekday())


class EndWeekly(StationPage):
    """A weekly shift that comes no more from today; shifts already made stay until they are called off."""

    permission = permissions.ARRANGE_SHIFTS

    def post(self, request, pk):
        pattern = self.row(ShiftPattern, pk, "post")
        posts.end_weekly_shift(pattern, by=self.actor)
        return redirect("volunteers:post", pattern.post_id)
