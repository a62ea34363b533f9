"""The yearly inspection at the centre: opened, reminded, pre-checked, sent on, decided."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.trail_lines import trail_lines
from shuniu.organizations import permissions
from shuniu.organizations.actions import inspections as actions
from shuniu.organizations.actions.reminding import ACCOUNT, Reminded, remind_organizations
from shuniu.organizations.checking import FINDING, PAPERS, RULES, findings_of, in_words
from shuniu.organizations.form import answers_for, form_day, sections_of
from shuniu.organizations.forms import inspections as forms
from shuniu.organizations.models import Inspection, PreCheck
from shuniu.organizations.models.inspection import PASSES
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import calls_to_make, channel_names
from shuniu.organizations.workflow import INSPECTION, WITH_THE_ORGANIZATION, belongs

from .asking import AskingPage

STEP_PAGES = {  # step → the page that asks
    "pre_check": "pre_check",
    "send_to_registry": "send_to_registry",
    "send_direct": "send_to_registry",
    "send_back": "send_back",
    "record_verdict": "verdict",
    "put_right": "put_right",
}


class OpenCycle(AskingPage):
    permission = permissions.OPEN_CYCLE
    template = "organizations/open_cycle.html"
    form_class = forms.CycleForm
    title, submit = _("Open an inspection"), _("Open an inspection")

    def thing(self):
        return None

    def sentence(self, thing) -> str:
        return str(
            _("Every organization of the registry and kind is asked, but for those registered too late in the year.")
        )

    def initial(self, thing) -> dict:
        """What the rules propose for the kind that is asked for."""
        return {"kind": self.request.GET.get("kind")}

    def beside(self, thing) -> dict:
        return {"kinds": Kind.choices}

    def back_url(self, thing) -> str:
        return reverse("organizations:season")

    def act(self, thing, data):
        return actions.open_cycle(centre_id=self.actor.centre, **data, by=self.actor)

    def done_url(self, thing, done) -> str:
        return f"{reverse('organizations:season')}?year={done.year}"


class Remind(Page):
    """Remind the chosen ones, or all that have not handed in."""

    permission = permissions.REMIND

    def post(self, request, year):
        rows = Inspection.objects.visible_to(self.actor).filter(year=year, state__in=WITH_THE_ORGANIZATION)
        if chosen := [key for key in map(row_key, request.POST.getlist("chosen")) if key]:
            rows = rows.filter(pk__in=chosen)
        done = remind_organizations(list(rows.select_related("cycle")), channel=ACCOUNT, by=self.actor)
        messages.success(request, said_of(done))
        return redirect(f"{reverse('organizations:season')}?year={year}")


def said_of(done: Reminded) -> str:
    told = ngettext("%(count)s got it in its account", "%(count)s got it in their account", done.told)
    call = ngettext("%(count)s is on the call list", "%(count)s are on the call list", done.to_call)
    parts = {"told": told % {"count": done.told}, "call": call % {"count": done.to_call}}
    return gettext("Of the reminder, %(told)s, %(call)s.") % parts


class InspectionPage(Page):
    """One inspection: where it stands, what is missing, what does not fit, and what now."""

    permission = permissions.VIEW
    template = "organizations/inspection.html"

    def get(self, request, pk):
        inspection, today = inspection_at(self, pk), self.actor.today
        answers = answers_for(inspection, on=today)
        names = {code.code: str(code) for code in codes(PAPERS, place=inspection.centre_id, on=today)}
        here = list(attachments_of(inspection))
        return self.show(
            inspection=inspection,
            state=INSPECTION.by_state[inspection.state],
            drawn=_drawn(inspection),
            buttons=list(self.buttons(inspection)),
            findings=_findings(inspection, on=today),
            sections=[
                (each, [(q.said, answers.get(q.key)) for q in each.questions])
                for each in sections_of(place=inspection.centre_id, on=form_day(inspection, on=today))
            ],
            papers=[(names.get(row.kind, row.kind), row) for row in here],
            missing=[names.get(code, code) for code in inspection.cycle.papers if code not in {r.kind for r in here}],
            objections=list(inspection.objections.order_by("pk")),
            reminders=list(inspection.reminders.order_by("-reminded_at")[:5]),
            channels=channel_names(place=inspection.centre_id, on=today),
            call=_call(inspection, self.actor),
            is_open=inspection.state in WITH_THE_ORGANIZATION and self.actor.may(permissions.FILL),
            takes_papers=inspection.state in (*WITH_THE_ORGANIZATION, "rectifying")
            and self.actor.may(permissions.FILL),
            lines=trail_lines(_trail(inspection)),
        )

    def buttons(self, inspection):
        """(step, answer, address, whether it asks something first)."""
        for step, answer in INSPECTION.open_steps(inspection, self.actor):
            if not belongs(step, inspection) or step.name == "ask_to_put_right":
                continue
            page = STEP_PAGES.get(step.name)
            at = reverse(f"organizations:{page or step.name}", args=[inspection.pk])
            if self.actor.may(step.permission):
                yield step, answer, at, page is not None


def _trail(inspection):
    from shuniu.kernel import trail

    return trail.of_thing(inspection)


def _call(inspection, actor):
    """The open call about it, for who makes it."""
    return calls_to_make(actor).filter(inspection=inspection).first() if actor.may(permissions.REMIND) else None


def _drawn(inspection) -> list[tuple[str, str]]:
    """The way of an inspection, with where it stands."""
    passed = [each for each in PASSES if each in inspection.way or each == inspection.state]
    way = ["due", "reminded", *passed, "decided"]
    if inspection.state == "rectifying" or inspection.rectify_by:
        way.insert(-1, "rectifying")
    at = way.index(inspection.state)
    marks = [
        "done" if n < at or inspection.state == "decided" else "now" if n == at else "next" for n in range(len(way))
    ]
    return [(INSPECTION.by_state[name].label, mark) for name, mark in zip(way, marks, strict=True)]


def _findings(inspection, *, on) -> list[tuple]:
    """(rule, colour, outcome, sentence): live while it is with the organization, as kept once it was checked."""
    found = findings_of(inspection, on=on) if inspection.state in WITH_THE_ORGANIZATION else _newest(inspection)
    kinds = {"fits": "ok", FINDING: "late", "unknown": "muted"}
    return [
        (RULES[each.rule], kinds[each.outcome], PreCheck.Outcome(each.outcome).label, in_words(each, inspection, on=on))
        for each in found
    ]


def _newest(inspection):
    rows = list(inspection.checks.order_by("-pk")[: len(RULES)])
    return [row for row in reversed(rows) if row.checked_at == rows[0].checked_at]


# --- Steps ------------------------------------------------------------------------------------------------------------
class OfInspectionPage(AskingPage, abstract=True):
    def thing(self, pk):
        return inspection_at(self, pk)


def inspection_at(page: Page, pk: int) -> Inspection:
    return page.find(Inspection.objects.visible_to(page.actor).select_related("organization", "cycle"), pk=pk)


class PreCheckPage(OfInspectionPage):
    permission = permissions.PRE_CHECK
    template = "organizations/pre_check.html"
    form_class = forms.AnywayForm
    title, submit = _("Pre-check"), _("Checked, send it on")

    def beside(self, inspection):
        return {"findings": _findings(inspection, on=self.actor.today)}

    def act(self, inspection, data):
        return actions.pre_check(inspection, **data, by=self.actor)


class SendToSupervisor(Page):
    permission = permissions.SUPERVISE

    def post(self, request, pk):
        actions.send_on(inspection_at(self, pk), step="send_to_supervisor", by=self.actor)
        return redirect("organizations:inspection", pk)


class SendToRegistry(OfInspectionPage):
    permission = permissions.SUPERVISE
    form_class = forms.SendForm
    title, submit = _("Send to the registry"), _("Sent")

    def initial(self, inspection):
        return {"received_on": self.actor.today}

    def act(self, inspection, data):
        step = "send_to_registry" if inspection.state == "with_supervisor" else "send_direct"
        return actions.send_on(inspection, step=step, **data, by=self.actor)


class SendBack(OfInspectionPage):
    permission = permissions.SUPERVISE
    form_class = forms.ReasonForm
    title, submit = _("Send back with reasons"), _("Send back")

    def act(self, inspection, data):
        return actions.send_back(inspection, **data, by=self.actor)


class RecordVerdict(OfInspectionPage):
    permission = permissions.RECORD_VERDICT
    form_class = forms.VerdictForm
    title = _("Record the result")

    def initial(self, inspection):
        return {"decided_on": self.actor.today}

    def act(self, inspection, data):
        return actions.record_verdict(inspection, **data, by=self.actor)


class PutRight(OfInspectionPage):
    permission = permissions.RECORD_VERDICT
    form_class = forms.PutRightForm
    title = _("It was put right")

    def initial(self, inspection):
        return {"on": self.actor.today}

    def act(self, inspection, data):
        return actions.put_right(inspection, **data, by=self.actor)


class PastResult(AskingPage):
    permission = permissions.RECORD_VERDICT
    form_class = forms.PastResultForm
    title = _("Enter a past result")

    def sentence(self, organization) -> str:
        told = _("%(name)s: only what the registry published. It stands here as history; nothing follows from it.")
        return str(told) % {"name": organization}

    def act(self, organization, data):
        return actions.enter_past_result(organization, **data, by=self.actor)
