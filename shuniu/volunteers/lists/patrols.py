"""Patrols, routes and reports of minors as lists: numbers and places, never a person who was met."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.certificate_workflow import MINOR_REPORT
from shuniu.volunteers.models import MinorReport, Patrol, PatrolRoute
from shuniu.volunteers.patrolling import with_figures

FIGURES = (
    Column("person_times", _("Person-times"), value="person_times", kind="number"),
    Column("met", _("People met"), value="met", kind="number"),
    Column("leaflets", _("Leaflets"), value="leaflets", kind="number"),
    Column("handovers", _("Hand-overs"), value="handovers", kind="number"),
)


class PatrolList(ListPage):
    permission = permissions.VIEW_PATROLS
    title = _("Outreach patrols")
    sentence = _("Who walks tells of the help there is, and leads who wants it to it. What is met is deleted in time.")
    order = "-day"
    empty_text = _("No patrol matches.")
    columns = (
        Column("day", _("Day"), value="day", sort="day"),
        Column("route", _("Route"), value=lambda p: p.route.name),
        Column("times", _("Time"), value=lambda p: f"{p.starts:%H:%M}–{p.ends:%H:%M}"),
        *FIGURES,
    )
    filters = (
        Filter(
            "route",
            _("Route"),
            lambda rows, v, a: rows.filter(route_id=v),
            choices=lambda a: PatrolRoute.objects.visible_to(a).order_by("name").values_list("pk", "name"),
        ),
        DateFilter("walked", _("Day"), "day"),
    )

    def rows(self, actor):
        return with_figures(Patrol.objects.visible_to(actor)).select_related("route")

    def row_url(self, row) -> str:
        """The sheet itself is for who keeps it; officers read the figures."""
        return reverse("volunteers:patrol", args=[row.pk]) if self.actor.may(permissions.PATROL) else ""

    def actions(self):
        if self.actor.may(permissions.PATROL):
            yield {"label": _("Record a patrol"), "url": reverse("volunteers:new_patrol"), "main": True}
        yield {"label": _("Routes"), "url": reverse("volunteers:patrol_routes"), "main": False}
        if self.actor.may(permissions.TELL_OF_MINOR):
            yield {"label": _("Minors in danger"), "url": reverse("volunteers:minor_reports"), "main": False}
        if self.actor.may(permissions.PATROL):
            yield {"label": _("A minor is in danger"), "url": reverse("volunteers:report_minor"), "main": False}


class RouteList(ListPage):
    permission = permissions.VIEW_PATROLS
    title = _("Patrol routes")
    order = "name"
    empty_text = _("No route yet.")
    columns = (
        Column("name", _("Route"), value="name", sort="name"),
        Column("stretch", _("Streets"), value="stretch"),
        Column("walked", _("Usually walked"), value="walked"),
        Column("opened_on", _("Walked from"), value="opened_on"),
        Column("closed_on", _("Walked until"), value="closed_on"),
    )

    def rows(self, actor):
        return PatrolRoute.objects.visible_to(actor)

    def row_url(self, row) -> str:
        return reverse("volunteers:patrol_route", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.ARRANGE_PATROLS):
            yield {"label": _("New route"), "url": reverse("volunteers:new_patrol_route"), "main": True}


class MinorReportList(ListPage):
    permission = permissions.TELL_OF_MINOR
    title = _("Minors in danger")
    sentence = _("Told to an authority at once, then closed with what came of it.")
    order = "-pk"
    empty_text = _("No report.")
    columns = (
        Column("seen_at", _("Seen at"), value=lambda report: moment(report.seen_at)),
        Column("place", _("Street"), value="place"),
        Column("danger", _("Danger"), value="danger_shown"),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("told", _("Told to"), value="told_shown"),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: MINOR_REPORT.choices),
    )

    def actions(self):
        if self.actor.may(permissions.PATROL):
            yield {"label": _("A minor is in danger"), "url": reverse("volunteers:report_minor"), "main": True}

    def rows(self, actor):
        return MinorReport.objects.visible_to(actor)

    def prepare(self, rows):
        place = self.actor.centre or self.actor.place
        dangers, told = (
            {code.code: str(code) for code in codes(table, place=place, on=self.actor.today)}
            for table in ("patrols.danger", "patrols.authority")
        )
        for row in rows:
            state = MINOR_REPORT.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
            row.danger_shown = dangers.get(row.danger, row.danger)
            row.told_shown = told.get(row.told, row.told) or None
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:minor_report", args=[row.pk])
