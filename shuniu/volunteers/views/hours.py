"""The ledger at the desk: keyed in, seconded, corrected; objections and doubts looked into."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel import trail
from shuniu.volunteers import permissions, standing
from shuniu.volunteers.actions import ledger, objections
from shuniu.volunteers.actions.judging import settle_doubt
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.forms import station as forms
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.forms.registering import ReasonForm
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.judgement import NUMBERS, rule_said, said
from shuniu.volunteers.models import Decision, HourClaim, HourEntry, Objection, Shift, SignUp
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.views.asking import Asking, StationPage, refuse
from shuniu.volunteers.words import hours_of
from shuniu.volunteers.workflow import OBJECTION


class KeyHours(Asking):
    """Hours from a sheet of paper."""

    permission = permissions.ARRANGE_SHIFTS
    form, title, submit = forms.HoursForm, _("Hours from paper"), _("Write down")
    sentence = _("The sheet stays on file; who keyed it in stands beside the hours.")

    def form_more(self):
        return {"initial": {"number": self.request.GET.get("number", "")}}

    def back(self):
        return reverse("volunteers:hours")

    def write(self, form):
        data = form.cleaned_data
        line = Line(
            volunteer_id=data["number"].pk,
            service_point_id=data["service_point"].pk,
            day=data["day"],
            minutes=data["minutes"],
            starts=data["starts"],
            ends=data["ends"],
            content=data["content"],
            evidence=data["evidence"],
            channel=Channel.PAPER,
        )
        return tell(self, ledger.key_hours([line], about=data["service_point"], by=self.actor)[0])


def tell(page, written: ledger.Written) -> str:
    """Where to go after one line; a refusal is said beside the form, and has its row."""
    if written.refused is not None:
        refuse(written.refused.said())
    for doubt in written.judgements:
        messages.warning(page.request, doubt.said())
    if written.claim:
        messages.info(page.request, _("Written down; another person must second these hours."))
        return reverse("volunteers:hours")
    messages.success(page.request, _("Written down."))
    return reverse("volunteers:entry", args=[written.entry.pk])


class KeyList(Asking):
    """The leader's list of a shift: who came, and how long."""

    permission = permissions.KEY_HOURS
    form, title, submit = forms.ListForm, _("The list of the shift"), _("Write down")
    sentence = _("Hours at the post; the way is not counted. Empty the field of who did not come.")

    def shift_at(self, pk) -> Shift:
        return self.row(Shift, pk, "post__team")

    def form_more(self, pk):
        shift = self.shift_at(pk)
        if not (answer := standing.may_key(shift, self.actor)):
            raise Http404(str(answer.reason))
        written = HourEntry.objects.unscoped(because="the shift was scoped").filter(shift=shift, kind="service")
        places = SignUp.objects.unscoped(because="the shift was scoped").filter(shift=shift, state="on")
        missing = places.exclude(volunteer__in=written.values("volunteer_id")).select_related("volunteer__person")
        return {"places": list(missing.order_by("pk")), "most": shift.minutes}

    def back(self, pk):
        return reverse("volunteers:my_shifts") if self.on_phone else reverse("volunteers:shift", args=[pk])

    def write(self, form, pk):
        shift, evidence = self.shift_at(pk), form.cleaned_data["evidence"]
        lines = [
            Line(
                volunteer_id=volunteer,
                service_point_id=shift.post.service_point_id,
                day=shift.day,
                minutes=minutes,
                channel=Channel.LIST,
                post_id=shift.post_id,
                shift_id=shift.pk,
                team_id=shift.post.team_id,
                content=shift.post.title,
                evidence=evidence,
            )
            for volunteer, minutes in form.minutes().items()
        ]
        if not lines:
            refuse(_("Nobody has hours; write the hours of who came."))
        written = ledger.key_hours(lines, about=shift, by=self.actor)
        self.tell_all(written)
        return self.back(pk)

    def tell_all(self, written) -> None:
        for each in written:
            if each.refused is not None:
                messages.error(self.request, each.refused.said())
        waiting = sum(each.claim is not None for each in written)
        if waiting:
            said = ngettext("%(num)s waits for a second hand.", "%(num)s wait for a second hand.", waiting)
            messages.info(self.request, said % {"num": waiting})
        if entries := sum(each.entry is not None for each in written):
            said = ngettext("%(num)s entry written down.", "%(num)s entries written down.", entries)
            messages.success(self.request, said % {"num": entries})


class EntryPage(StationPage):
    """One entry with all that is known of it: where it comes from, what replaced it, doubts, objections."""

    permission = permissions.OBJECT
    template = "volunteers/entry.html"

    def get(self, request, pk):
        rows = HourEntry.objects.visible_to(self.actor).select_related("post", "shift", "team", "corrects", "batch")
        entry = shown_entries(rows.filter(pk=pk))
        if not entry:
            raise Http404
        entry = entry[0]
        stands = standing.stands(entry)
        return self.show(
            entry=entry,
            replaced_by=entry.corrections.order_by("pk"),
            objections=entry.objections.order_by("-pk"),
            doubts=[(doubt.said, doubt) for doubt in entry.doubts],
            may=self.actor.may,
            permissions=permissions,
            hours_of=hours_of,
            stands=stands,
            may_evaluate=self.actor.may(permissions.SERVE) and entry.post_id and standing.may_be_evaluated(entry),
            may_object=self.actor.may(permissions.OBJECT) and (stands or standing.is_emptied(entry)),
            flow=OBJECTION,
        )


class CorrectHours(Asking):
    permission = permissions.CORRECT_HOURS
    form, title, submit = forms.CorrectionForm, _("Correct the hours"), _("Correct")
    sentence = _("The old entry stays on record; a new one takes it back and another says what is right.")

    def entry_at(self, pk) -> HourEntry:
        return self.row(HourEntry, pk)

    def form_more(self, pk):
        return {"initial": {"hours": round(self.entry_at(pk).minutes / 60, 2)}}

    def back(self, pk):
        return reverse("volunteers:entry", args=[pk])

    def write(self, form, pk):
        reason = form.cleaned_data["reason"]
        right = ledger.correct_hours(self.entry_at(pk), minutes=form.minutes, reason=reason, by=self.actor)
        return reverse("volunteers:entry", args=[right.pk if right else pk])


# --- A second hand ----------------------------------------------------------------------------------------------------
class ClaimPage(StationPage):
    permission = permissions.SECOND_HOURS
    template = "volunteers/claim.html"

    def claim_at(self, pk) -> HourClaim:
        rows = HourClaim.objects.visible_to(self.actor).select_related("volunteer__person", "service_point")
        return self.find(rows, pk=pk)

    def get(self, request, pk):
        claim = self.claim_at(pk)
        return self.show(
            claim=claim,
            hours=hours_of(claim.minutes),
            may_second=standing.may_second(claim, self.actor),
            may_object=self.may_object(claim),
            may_decide=self.actor.may(permissions.DECIDE_OBJECTION),
            objections=claim.objections.order_by("-pk"),
            flow=OBJECTION,
        )

    def may_object(self, claim) -> bool:
        """One objection at a time; after a decision there may be another."""
        is_open = claim.objections.filter(state__in=("raised", "verifying")).exists()
        return bool(standing.may_be_objected(claim)) and self.actor.may(permissions.OBJECT) and not is_open

    def post(self, request, pk):
        ledger.second_hours(self.claim_at(pk), by=self.actor)
        messages.success(request, _("Seconded."))
        return redirect("volunteers:claims")


class MyClaim(ClaimPage):
    """The volunteer's own hours that wait for a second hand or were refused: by whom, why, and what may be done."""

    permission = permissions.SERVE

    def post(self, request, pk):
        raise Http404


class RefuseClaim(Asking):
    permission = permissions.SECOND_HOURS
    form, title, submit = ReasonForm, _("Do not second"), _("Do not second")

    def back(self, pk):
        return reverse("volunteers:claim", args=[pk])

    def write(self, form, pk):
        claim = self.row(HourClaim, pk)
        ledger.refuse_hours(claim, reason=form.cleaned_data["reason"], by=self.actor)
        return reverse("volunteers:claims")


# --- Objections -------------------------------------------------------------------------------------------------------
class RaiseObjection(Asking):
    """What is wrong with an entry, in the volunteer's own words."""

    permission = permissions.OBJECT
    form, title, submit = forms.ObjectionForm, _("These hours are wrong"), _("Object")
    said = _("The centre looks into it and answers within the time limit.")

    def entry_at(self, pk) -> HourEntry:
        return self.row(HourEntry, pk, "volunteer__person", "service_point")

    def more(self, pk):
        entry = self.entry_at(pk)
        hours = _("%(hours)s h") % {"hours": hours_of(entry.minutes)}
        return {"sentence": f"{entry.day} · {entry.service_point.name} · {hours}"}

    def back(self, pk):
        return reverse("volunteers:entry", args=[pk])

    def write(self, form, pk):
        hours = form.cleaned_data["hours"]
        minutes = round(hours * 60) if hours is not None else None
        told = {"says": form.cleaned_data["says"], "said_minutes": minutes, "heard": form.heard()}
        objections.raise_objection(self.entry_at(pk), **told, by=self.actor)
        return self.back(pk)


class ObjectToRefusal(RaiseObjection):
    """Hours were not seconded, and she says that this is wrong."""

    permission = permissions.OBJECT
    title = _("The refusal is wrong")

    def entry_at(self, pk) -> HourClaim:
        return self.row(HourClaim, pk, "volunteer__person", "service_point")

    def back(self, pk):
        return reverse("volunteers:my_claim" if self.on_phone else "volunteers:claim", args=[pk])


class ObjectionPage(StationPage):
    """One objection: what was said, the entry, and the steps to a decision."""

    permission = permissions.DECIDE_OBJECTION
    template = "volunteers/objection.html"

    def objection_at(self, pk) -> Objection:
        points = ("entry__service_point", "claim__service_point")
        rows = Objection.objects.visible_to(self.actor).select_related("volunteer__person", *points)
        return self.find(rows, pk=pk)

    def get(self, request, pk):
        objection = self.objection_at(pk)
        return self.show(
            objection=objection,
            state=OBJECTION.by_state[objection.state],
            steps=list(OBJECTION.open_steps(objection, self.actor)),
            hours_of=hours_of,
            lines=trail.of_thing(objection, limit=10),
            said=trail.sentence,
        )

    def post(self, request, pk):
        objections.verify_objection(self.objection_at(pk), by=self.actor)
        return redirect("volunteers:objection", pk)


class OfObjection(Asking, abstract=True):
    def objection_at(self, pk) -> Objection:
        return self.row(Objection, pk, "entry", "claim", "volunteer")

    def back(self, pk):
        return reverse("volunteers:objection", args=[pk])


class Uphold(OfObjection):
    permission = permissions.DECIDE_OBJECTION
    form, title, submit = forms.UpholdForm, _("Correct the hours"), _("Correct")

    def form_more(self, pk):
        objection = self.objection_at(pk)
        return {"initial": {"hours": round((objection.said_minutes or objection.about.minutes) / 60, 2)}}

    def write(self, form, pk):
        data = form.cleaned_data
        minutes = round(data["hours"] * 60)
        objections.uphold_objection(self.objection_at(pk), minutes=minutes, findings=data["findings"], by=self.actor)
        return self.back(pk)


class Confirm(OfObjection):
    permission = permissions.DECIDE_OBJECTION
    form, title, submit = forms.FindingsForm, _("Confirm as recorded"), _("Confirm")

    def write(self, form, pk):
        findings = form.cleaned_data["findings"]
        objections.confirm_hours(self.objection_at(pk), findings=findings, by=self.actor)
        return self.back(pk)


class TakeBackObjection(OfObjection):
    """The volunteer's own act; at the desk with how it came."""

    permission = permissions.OBJECT
    form, title, submit = HeardForm, _("Take the objection back"), _("Take the objection back")

    def back(self, pk):
        objection = self.objection_at(pk)
        if objection.entry_id:
            return reverse("volunteers:entry", args=[objection.entry_id])
        return reverse("volunteers:my_claim" if self.on_phone else "volunteers:claim", args=[objection.claim_id])

    def more(self, pk):
        objection = self.objection_at(pk)
        return {"sentence": objection.volunteer.person.name, "notice": objection.says}

    def write(self, form, pk):
        objections.take_back_objection(self.objection_at(pk), heard=form.heard(), by=self.actor)
        return self.back(pk)


# --- Judgements -------------------------------------------------------------------------------------------------------
class JudgementPage(StationPage):
    permission = permissions.VIEW
    template = "volunteers/judgement.html"

    def get(self, request, pk):
        decision = self.row(Decision, pk, "volunteer__person")
        return self.show(
            decision=decision,
            sentence=said(decision),
            rule=rule_said(decision),
            may_settle=self.is_open(decision) and self.actor.may(permissions.CORRECT_HOURS),
            may_ask=self.is_open(decision) and decision.volunteer_id and self.actor.may(permissions.INQUIRE),
            numbers=[(NUMBERS.get(name, name), number) for name, number in decision.numbers.items()],
        )

    def is_open(self, decision) -> bool:
        return decision.outcome == "doubtful" and decision.settled_at is None


class SettleDoubt(Asking):
    """A person looked into it and says what was found."""

    permission = permissions.CORRECT_HOURS
    form, title = forms.FindingsForm, _("What was found")

    def decision_at(self, pk) -> Decision:
        return self.row(Decision, pk)

    def more(self, pk):
        return {"sentence": said(self.decision_at(pk))}

    def back(self, pk):
        return reverse("volunteers:judgement", args=[pk])

    def write(self, form, pk):
        settle_doubt(self.decision_at(pk), finding=form.cleaned_data["findings"], by=self.actor)
        return self.back(pk)
