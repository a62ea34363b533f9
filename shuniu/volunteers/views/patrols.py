"""Outreach patrols: at the desk, and on the phone of those who walk."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes, setting
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import PHONE_ROLES, Refused
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import patrols as actions
from shuniu.volunteers.certificate_workflow import MINOR_REPORT
from shuniu.volunteers.forms.patrols import (
    DeskMinorForm,
    EncounterForm,
    MinorForm,
    OutcomeForm,
    PhoneSheetForm,
    RouteForm,
    SetOutForm,
    SheetForm,
    TellForm,
    TieForm,
)
from shuniu.volunteers.models import Encounter, HandOver, MinorReport, Patrol, PatrolRoute
from shuniu.volunteers.patrolling import with_figures


class PatrolsPage(Page, abstract=True):
    @property
    def on_phone(self) -> bool:
        return self.actor.role in PHONE_ROLES

    @property
    def base(self) -> str:
        return "kernel/phone.html" if self.on_phone else "kernel/base.html"

    def patrol_at(self, pk: int) -> Patrol:
        rows = with_figures(Patrol.objects.visible_to(self.actor)).select_related("route")
        return self.find(rows, pk=pk)

    def numbers(self) -> list:
        """Whom to ring, shown wherever somebody may stand in the street."""
        place = self.actor.centre or self.actor.place
        return setting("patrols.numbers", place=place, on=self.actor.today)

    def words(self, table: str) -> dict[str, str]:
        place = self.actor.centre or self.actor.place
        return {code.code: str(code) for code in codes(table, place=place, on=self.actor.today)}

    def form_page(self, form, title, *, back: str, submit=None, sentence="", status: int = 200):
        return self.show(
            "volunteers/patrols/form.html",
            form=form,
            title=title,
            sentence=sentence,
            submit=submit or title,
            cancel_url=back,
            base=self.base,
            numbers=self.numbers(),
            status=status,
        )


# --- Sheets ---------------------------------------------------------------------------------------------------------------
class PatrolPage(PatrolsPage):
    """One sheet: who walked, what the figures are, and what was met as long as it is kept."""

    permission = permissions.PATROL
    template = "volunteers/patrols/patrol.html"

    def get(self, request, pk):
        patrol = self.patrol_at(pk)
        met = (
            Encounter.objects.visible_to(self.actor)
            .filter(patrol=patrol)
            .prefetch_related("handovers")
            .order_by("at", "pk")
        )
        walked = patrol.members.select_related("volunteer__person").order_by("volunteer__number")
        reports = MinorReport.objects.visible_to(self.actor).filter(patrol=patrol).order_by("pk")
        words = {name: self.words(f"patrols.{name}") for name in ("situation", "action", "receiver", "danger")}
        return self.show(
            it=patrol,
            walked=[member.volunteer for member in walked],
            met=[(each, [words["action"].get(code, code) for code in each.actions]) for each in met],
            words=words,
            reports=[(report, MINOR_REPORT.by_state[report.state]) for report in reports],
            numbers=self.numbers(),
            base=self.base,
            back_url=reverse("volunteers:my_patrols") if self.on_phone else "",
            may_tell=self.actor.may(permissions.TELL_OF_MINOR),
            may_arrange=self.actor.may(permissions.ARRANGE_PATROLS),
        )


class NewPatrol(PatrolsPage):
    """The head of a sheet; what was met is added on its page, one by one."""

    permission = permissions.PATROL

    def get(self, request):
        form = self.form(initial={"day": self.actor.today})
        return self.ask(form)

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            patrol = actions.record_patrol(form.cleaned_data["route"], form.sheet, form.walkers, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422)
        messages.success(request, _("The patrol is recorded. Now add whom you met."))
        return redirect("volunteers:patrol", patrol.pk)

    def form(self, data=None, **more):
        return (PhoneSheetForm if self.on_phone else SheetForm)(data, by=self.actor, **more)

    def ask(self, form, status: int = 200):
        back = reverse("volunteers:my_patrols" if self.on_phone else "volunteers:patrols")
        return self.form_page(form, _("Record a patrol"), back=back, status=status)


class NewEncounter(PatrolsPage):
    permission = permissions.PATROL

    def get(self, request, pk):
        return self.ask(self.patrol_at(pk), EncounterForm(by=self.actor))

    def post(self, request, pk):
        patrol, form = self.patrol_at(pk), EncounterForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(patrol, form, status=422)
        try:
            encounter = actions.add_encounter(patrol, form.met, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(patrol, form, status=422)
        if form.met.danger:
            messages.warning(
                request, _("The report stands on the centre's desk now. Ring 110 and stay with the child.")
            )
        else:
            messages.success(request, _("Added. It is deleted on %(day)s.") % {"day": encounter.delete_on})
        return redirect("volunteers:patrol", pk)

    def ask(self, patrol, form, status: int = 200):
        back = reverse("volunteers:patrol", args=[patrol.pk])
        sentence = _("No name, no photo, no questions about who somebody is. Whoever wants no help is left in peace.")
        return self.form_page(form, _("Add whom you met"), back=back, sentence=sentence, status=status)


class MyPatrols(PatrolsPage):
    """The volunteer's phone: the own sheets, and the numbers to ring."""

    permission = permissions.SERVE
    template = "volunteers/patrols/mine.html"

    def get(self, request):
        rows = with_figures(Patrol.objects.visible_to(self.actor)).select_related("route").order_by("-day", "-pk")
        return self.show(patrols=rows[:20], numbers=self.numbers())


class BlankSheet(PatrolsPage):
    """A sheet of paper for who walks without a phone."""

    permission = permissions.PATROL
    template = "volunteers/patrols/blank.html"

    def get(self, request):
        tables = {name: list(self.words(f"patrols.{name}").values()) for name in ("situation", "action", "receiver")}
        back = reverse("volunteers:my_patrols" if self.on_phone else "volunteers:patrols")
        return self.show(**tables, numbers=self.numbers(), back_url=back, paper_size="a4-landscape")


class FollowUp(PatrolsPage):
    permission = permissions.ARRANGE_PATROLS

    def get(self, request, pk):
        handover = self.handover_at(pk)
        return self.ask(handover, OutcomeForm(by=self.actor, initial={"words": handover.follow_up}))

    def post(self, request, pk):
        handover, form = self.handover_at(pk), OutcomeForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(handover, form, status=422)
        actions.follow_up(handover, words=form.cleaned_data["words"], by=self.actor)
        return redirect("volunteers:patrol", handover.encounter.patrol_id)

    def handover_at(self, pk: int) -> HandOver:
        return self.row(HandOver, pk, "encounter")

    def ask(self, handover, form, status: int = 200):
        back = reverse("volunteers:patrol", args=[handover.encounter.patrol_id])
        return self.form_page(form, _("What came of it"), back=back, submit=_("Save"), status=status)


# --- Routes ---------------------------------------------------------------------------------------------------------------
class RoutePage(PatrolsPage):
    """GET: the route. POST: it is walked no more."""

    permission = permissions.VIEW_PATROLS
    template = "volunteers/patrols/route.html"

    def get(self, request, pk):
        route = self.row(PatrolRoute, pk, "service_point")
        patrols = with_figures(Patrol.objects.visible_to(self.actor).filter(route=route)).order_by("-day")[:20]
        may_close = self.actor.may(permissions.ARRANGE_PATROLS) and route.closed_on is None
        may_arrange = self.actor.may(permissions.ARRANGE_PATROLS)
        return self.show(it=route, patrols=patrols, may_close=may_close, may_arrange=may_arrange)

    def post(self, request, pk):
        actions.close_route(self.row(PatrolRoute, pk), by=self.actor)
        return redirect("volunteers:patrol_route", pk)


class NewRoute(PatrolsPage):
    permission = permissions.ARRANGE_PATROLS

    def get(self, request):
        return self.ask(RouteForm(by=self.actor))

    def post(self, request):
        form = RouteForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            route = actions.open_route(centre_id=self.actor.centre, **form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422)
        return redirect("volunteers:patrol_route", route.pk)

    def ask(self, form, status: int = 200):
        return self.form_page(form, _("New route"), back=reverse("volunteers:patrol_routes"), status=status)


class SetOutFrom(PatrolsPage):
    """From which service point a route sets out."""

    permission = permissions.ARRANGE_PATROLS

    def get(self, request, pk):
        route = self.row(PatrolRoute, pk)
        return self.ask(route, SetOutForm(by=self.actor, initial={"service_point": route.service_point_id}))

    def post(self, request, pk):
        route, form = self.row(PatrolRoute, pk), SetOutForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(route, form, status=422)
        try:
            actions.set_out_from(route, form.cleaned_data["service_point"], by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(route, form, status=422)
        return redirect("volunteers:patrol_route", pk)

    def ask(self, route, form, status: int = 200):
        back = reverse("volunteers:patrol_route", args=[route.pk])
        title = _("Where the route sets out")
        return self.form_page(form, title, back=back, submit=_("Save"), sentence=route.name, status=status)


# --- A minor in danger ----------------------------------------------------------------------------------------------------
class ReportMinor(PatrolsPage):
    """At once, from the street or from a call: what danger and where. No sheet, no name."""

    permission = permissions.PATROL

    def get(self, request):
        return self.ask(self.form())

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        told = {"channel": MinorReport.Channel.PHONE, **form.told} if self.on_phone else form.told
        try:
            report = actions.report_minor(centre_id=self.actor.centre, **told, by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(form, status=422)
        messages.warning(request, _("The report stands on the centre's desk now. Ring 110 and stay with the child."))
        if self.actor.may(permissions.TELL_OF_MINOR):
            return redirect("volunteers:minor_report", report.pk)
        return redirect("volunteers:my_patrols")

    def form(self, data=None):
        return (MinorForm if self.on_phone else DeskMinorForm)(data, by=self.actor)

    def ask(self, form, status: int = 200):
        back = reverse("volunteers:my_patrols" if self.on_phone else "volunteers:minor_reports")
        return self.form_page(
            form,
            _("A minor is in danger"),
            back=back,
            submit=_("Report now"),
            sentence=_("Call 110 first. Then what danger, and where: no name, no photo. The sheet can follow later."),
            status=status,
        )


class TieToPatrol(PatrolsPage):
    """The sheet is there by now."""

    permission = permissions.TELL_OF_MINOR

    def get(self, request, pk):
        report = self.row(MinorReport, pk)
        return self.ask(report, TieForm(by=self.actor, report=report))

    def post(self, request, pk):
        report = self.row(MinorReport, pk)
        form = TieForm(request.POST, by=self.actor, report=report)
        if not form.is_valid():
            return self.ask(report, form, status=422)
        try:
            actions.tie_to_patrol(report, form.cleaned_data["patrol"], by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(report, form, status=422)
        return redirect("volunteers:minor_report", pk)

    def ask(self, report, form, status: int = 200):
        back = reverse("volunteers:minor_report", args=[report.pk])
        sentence = _("Patrols walked within a day of it.")
        return self.form_page(
            form, _("The patrol it belongs to"), back=back, submit=_("Save"), sentence=sentence, status=status
        )


class MinorReportPage(PatrolsPage):
    """GET: how it stands. POST: an authority was told, or what came of it."""

    permission = permissions.TELL_OF_MINOR
    template = "volunteers/patrols/minor.html"

    def get(self, request, pk):
        return self.ask(self.report_at(pk))

    def post(self, request, pk):
        report = self.report_at(pk)
        form = self.form(report, request.POST)
        if form is None:
            return redirect("volunteers:minor_report", pk)
        if not form.is_valid():
            return self.ask(report, form, status=422)
        try:
            if report.state == "open":
                actions.tell_of_minor(report, **form.cleaned_data, by=self.actor)
            else:
                actions.close_minor_report(report, outcome=form.cleaned_data["words"], by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(report, form, status=422)
        return redirect("volunteers:minor_report", pk)

    def report_at(self, pk: int) -> MinorReport:
        return self.row(MinorReport, pk, "patrol__route")

    def form(self, report, data=None):
        kinds = {"open": TellForm, "told": OutcomeForm}
        kind = kinds.get(report.state)
        return kind(data, by=self.actor) if kind else None

    def ask(self, report, form=None, status: int = 200):
        return self.show(
            it=report,
            form=form or self.form(report),
            state=MINOR_REPORT.by_state[report.state],
            danger=self.words("patrols.danger").get(report.danger, report.danger),
            may=self.actor.may,
            may_tie=report.patrol_id is None,
            told=self.words("patrols.authority").get(report.told, report.told),
            numbers=self.numbers(),
            status=status,
        )
