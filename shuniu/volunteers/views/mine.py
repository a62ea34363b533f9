"""The volunteer's phone: the next shift, open shifts, the own hours, checking in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib import messages
from django.db.models import Count, F, Sum
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.signing import NotSigned
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import registering, signing_up
from shuniu.volunteers.actions.checking_in import Delivery
from shuniu.volunteers.bars import asks_of
from shuniu.volunteers.changed_posts import changes_shown
from shuniu.volunteers.checking import deliver, hand_in
from shuniu.volunteers.codes import read_code
from shuniu.volunteers.forms.registering import OfferForm, PauseForm
from shuniu.volunteers.forms.station import NumberForm
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import CheckIn, HourEntry, Shift, SignUp
from shuniu.volunteers.models.change import UNDECIDED
from shuniu.volunteers.roster import ON, what_became, with_lack
from shuniu.volunteers.standing import may_give_up
from shuniu.volunteers.views.asking import Asking, StationPage
from shuniu.volunteers.words import WEEKDAYS, hours_of
from shuniu.volunteers.workflow import VOLUNTEER

MOST_AT_ONCE = 50
NEWEST = 10  # refused hours


class Home(StationPage):
    """What comes next, and the few doors."""

    permission = permissions.SERVE
    template = "volunteers/home_phone.html"

    def get(self, request):
        me, actor = self.myself, self.actor
        mine = me.signups.filter(
            state__in=("on", "backup"), shift__ends_at__gt=actor.at, shift__cancelled_at__isnull=True
        )
        whole = HourEntry.objects.visible_to(actor).filter(volunteer=me).aggregate(minutes=Sum("minutes"))
        off = me.signups.exclude(state="given_up").filter(
            shift__cancelled_at__isnull=False, shift__ends_at__gt=actor.at
        )
        return self.show(
            me=me,
            state=VOLUNTEER.by_state[me.state],
            next=mine.select_related("shift__post__service_point").order_by("shift__starts_at").first(),
            called_off=off.select_related("shift__post"),
            changed=self.changed(me),
            hours=hours_of(whole["minutes"]),
            weekdays=WEEKDAYS,
            leads=me.leads.filter(closed_on__isnull=True),
            asked=asks_of(me, actor.today),
            changes=changes_shown(me, actor),
        )

    def changed(self, me):
        """Places that changed by others' acts, until their shift is over."""
        rows = me.signups.filter(changed_at__isnull=False, shift__ends_at__gt=self.actor.at)
        rows = rows.filter(shift__cancelled_at__isnull=True).select_related("shift__post", "judgement")
        for place in rows.order_by("shift__starts_at"):
            says = "" if place.judgement is None or place.state in ("on", "backup") else said(place.judgement)
            yield (*what_became(place), place, says)


class MyShifts(StationPage):
    """My shifts; the open ones I may take, and places that others offer."""

    permission = permissions.SERVE
    template = "volunteers/shifts_phone.html"

    def get(self, request):
        me, actor = self.myself, self.actor
        mine = list(
            me.signups.exclude(state="given_up")
            .filter(shift__ends_at__gt=actor.at - timedelta(hours=12))
            .select_related("shift__post__service_point")
            .order_by("shift__starts_at")
        )
        taken = [place.shift_id for place in mine]
        coming = Shift.objects.visible_to(actor).filter(
            starts_at__gt=actor.at, day__lte=actor.today + timedelta(weeks=4), cancelled_at__isnull=True
        )
        found = (
            coming.exclude(pk__in=taken).annotate(on=Count("signups", filter=ON)).select_related("post__service_point")
        )
        offers = SignUp.objects.unscoped(because="places offered to every volunteer of the centre, without names")
        offers = offers.filter(
            centre_id=me.centre_id, state="on", offered_at__isnull=False, shift__starts_at__gt=actor.at
        ).exclude(volunteer=me)
        led = me.leads.values_list("pk", flat=True)
        past = Shift.objects.visible_to(actor).filter(
            post__team__in=list(led), starts_at__lte=actor.at, starts_at__gt=actor.at - timedelta(days=7)
        )
        return self.show(
            me=me,
            mine=mine,
            open=[with_lack(s) for s in found.filter(on__lt=F("wanted")).order_by("starts_at")[:30]],
            full=[with_lack(s) for s in found.filter(on__gte=F("wanted")).order_by("starts_at")[:10]],
            offers=offers.select_related("shift__post__service_point").order_by("shift__starts_at")[:10],
            lists=past.filter(cancelled_at__isnull=True).select_related("post").order_by("-starts_at")[:7],
            weekdays=WEEKDAYS,
        )


class OneShift(StationPage):
    """What a shift asks and risks, before one takes it."""

    permission = permissions.SERVE
    template = "volunteers/shift_phone.html"

    def shift_at(self, pk) -> Shift:
        rows = Shift.objects.visible_to(self.actor).select_related("post__service_point")
        return self.find(rows.annotate(on=Count("signups", filter=ON)), pk=pk)

    def get(self, request, pk):
        shift = with_lack(self.shift_at(pk))
        me = self.myself
        place = shift.signups.exclude(state="given_up").filter(volunteer=me).first()
        return self.show(
            shift=shift,
            place=place,
            notice=me.change_notices.filter(state__in=UNDECIDED, post=shift.post).first() if place else None,
            may_give_up=may_give_up(place, self.actor) if place else None,
            weekdays=WEEKDAYS,
            back_url=reverse("volunteers:my_shifts"),
        )

    def post(self, request, pk):
        answer = signing_up.sign_up(self.myself, self.shift_at(pk), by=self.actor)
        tell(request, answer)
        return redirect("volunteers:my_shift", pk)


def tell(request, answer) -> None:
    if answer.sign_up is None:
        messages.error(request, said(answer.decision))
    else:
        messages.success(request, _("You are signed up: %(place)s.") % {"place": answer.sign_up.get_state_display()})


class MyPlace(StationPage):
    """POST …/giving-up/, …/offer/: what I do with my place."""

    permission = permissions.SERVE

    def post(self, request, pk, step):
        place = self.row(SignUp, pk, "shift", "volunteer")
        if step == "giving-up":
            signing_up.give_up_place(place, by=self.actor)
            messages.success(request, _("You gave the place up. Thank you for telling in time."))
        elif step == "offer":
            signing_up.offer_place(place, by=self.actor)
            messages.success(request, _("Your place is offered. It stays yours until somebody takes it."))
        else:
            raise Http404
        return redirect("volunteers:my_shifts")


class TakeOver(StationPage):
    permission = permissions.SERVE

    def post(self, request, pk):
        me = self.myself
        offers = SignUp.objects.unscoped(because="places offered to every volunteer of the centre")
        place = self.find(offers.filter(centre_id=me.centre_id).select_related("shift__post", "volunteer"), pk=pk)
        tell(request, signing_up.take_over_place(place, me, by=self.actor))
        return redirect("volunteers:my_shifts")


class MyHours(StationPage):
    """The own hours, each with where it comes from."""

    permission = permissions.SERVE
    template = "volunteers/hours_phone.html"

    def get(self, request):
        me = self.myself
        entries = HourEntry.objects.visible_to(self.actor).filter(volunteer=me)
        whole = entries.aggregate(minutes=Sum("minutes"), times=Sum("times"))
        shown = shown_entries(entries.order_by("-day", "-pk")[:100])
        waiting = me.hourclaims.filter(state="waiting").select_related("service_point")
        return self.show(
            me=me, hours=hours_of(whole["minutes"]), times=whole["times"] or 0, entries=shown, waiting=waiting,
            hours_of=hours_of, refused=list(self.refused(me)),
        )  # fmt: skip

    def refused(self, me):
        """Hours written down for her that do not count: not seconded by a person, or refused by a rule; each with why."""
        claims = me.hourclaims.filter(state="refused", entry__isnull=True).select_related("service_point")
        for claim in claims.order_by("-pk")[:NEWEST]:
            url = reverse("volunteers:my_claim", args=[claim.pk])
            hours = _("%(hours)s h") % {"hours": hours_of(claim.minutes)}
            what = f"{hours} · {claim.service_point.name}"
            yield claim.day, what, claim.reason, claim.decided_by, url
        for decision in me.decisions.filter(rule="hours", outcome="refused").order_by("-pk")[:NEWEST]:
            yield localtime(decision.at).date(), "", said(decision), "", ""


class MyOffer(Asking):
    permission = permissions.SERVE
    form, title, said = OfferForm, _("What I offer"), _("Saved.")

    def back(self):
        return reverse("volunteers:mine")

    def form_more(self):
        me = self.myself
        chosen: dict[str, list[str]] = {}
        for table, code in me.traits.values_list("table", "code"):
            chosen.setdefault(table.removeprefix("volunteers."), []).append(code)
        times = me.times
        days, halves = sorted({t[0] for t in times}), sorted({t[1] for t in times})
        return {"initial": {**chosen, "days": days, "halves": halves}}

    def write(self, form):
        registering.change_offer(self.myself, form.offer(), by=self.actor)
        return self.back()


class MyPause(Asking):
    """Nobody is forced: a pause needs no reason."""

    permission = permissions.SERVE
    form, title, submit = PauseForm, _("Pause"), _("Pause")
    sentence = _("You need not say why. You are taken off the shifts of this time; your hours stay.")

    def back(self):
        return reverse("volunteers:mine")

    def write(self, form):
        registering.pause_service(self.myself, until=form.cleaned_data["until"], by=self.actor)
        return self.back()


class MyReturn(StationPage):
    permission = permissions.SERVE

    def post(self, request):
        registering.resume_service(self.myself, by=self.actor)
        return redirect("volunteers:mine")


# --- Checking in ------------------------------------------------------------------------------------------------------
class CheckInPage(StationPage):
    """Where the code of a shift leads: one button. Nothing is counted by merely opening the page."""

    permission = permissions.CHECK_IN
    template = "volunteers/check_in.html"

    def get(self, request, token):
        try:
            code = read_code(token)
        except NotSigned:
            return self.show(shift=None, mark=str(uuid4()), form=self.window_form(), status=404)
        shift = Shift.objects.visible_to(self.actor).filter(pk=code.shift_id).select_related("post__service_point")
        return self.show(
            shift=shift.first(), code=code, token=token, mark=str(uuid4()), form=self.window_form(), weekdays=WEEKDAYS
        )

    def post(self, request, token):
        form = self.window_form(request.POST)
        if form is not None and not form.is_valid():
            messages.error(request, " ".join(form.errors["number"]))
            return redirect("volunteers:check_in", token)
        volunteer = form.cleaned_data["number"] if form else self.myself
        delivery = Delivery(volunteer, token, self.actor.at, request.POST.get("mark", "") or str(uuid4()))
        row = hand_in(delivery, centre=volunteer.centre, by=self.actor)
        return self.show("volunteers/checked_in.html", rows=[row], status=200 if row.answer == "counted" else 422)

    def window_form(self, data=None) -> NumberForm | None:
        """At the desk somebody else's phone is broken: the number says whose check-in it is."""
        return None if self.actor.subject else NumberForm(data, by=self.actor)


class Deliveries(StationPage):
    """What a phone kept while it was offline: JSON in, an answer for each out."""

    permission = permissions.SERVE

    def post(self, request):
        me = self.myself
        try:
            body = json.loads(request.body)
            told, now = body["check_ins"][:MOST_AT_ONCE], body.get("now")
            clock = datetime.fromisoformat(now) - self.actor.at if now else None
            found = [
                Delivery(me, str(each["token"]), datetime.fromisoformat(each["said_at"]), str(each["mark"])[:40], clock)
                for each in told
            ]
        except (ValueError, KeyError, TypeError, AttributeError):
            return JsonResponse(
                {"error": str(_("The phone's message could not be read; show the code once more."))}, status=422
            )
        if any(delivery.said_at.tzinfo is None for delivery in found):
            return JsonResponse(
                {"error": str(_("The phone's clock has no time zone; show the code once more."))}, status=422
            )
        rows = deliver(found, centre=me.centre, by=self.actor) if found else []
        counted = self.counted_before(me, rows)
        return JsonResponse({"answers": [self.told(row, counted) for row in rows]})

    def counted_before(self, me, rows) -> set[str]:
        """Marks that were counted: a phone that lost the answer on its way delivers the same once more."""
        mine = CheckIn.objects.visible_to(self.actor).filter(volunteer=me, answer=CheckIn.Answer.COUNTED)
        return set(mine.filter(delivery__in=[row.delivery for row in rows]).values_list("delivery", flat=True))

    def told(self, row: CheckIn, counted: set[str]) -> dict:
        again = row.delivery in counted and row.answer == CheckIn.Answer.DUPLICATE
        said = CheckIn.Answer.COUNTED.label if again else row.get_answer_display()
        return {
            "mark": row.delivery,
            "answer": row.answer,
            "said": str(said),
            "counted": again or row.answer == CheckIn.Answer.COUNTED,
        }


class MyCheckIns(StationPage):
    """What was delivered and what came of it; also the page that a phone keeps for the time without a network."""

    permission = permissions.SERVE
    template = "volunteers/check_ins_phone.html"

    def get(self, request):
        rows = CheckIn.objects.visible_to(self.actor).filter(volunteer=self.myself)
        return self.show(
            rows=rows.select_related("shift__post").order_by("-pk")[:20], back_url=reverse("volunteers:mine")
        )


class Worker(StationPage):
    """The script that answers for the centre while the phone has no network. It may speak for the codes' address too."""

    permission = permissions.SERVE
    template = "volunteers/worker.js"

    def get(self, request):
        response: HttpResponse = self.show()
        response["Content-Type"] = "text/javascript"
        response["Service-Worker-Allowed"] = "/"
        response["Cache-Control"] = "no-cache"
        return response
