"""Cases as a list, and the day's appointments. A sealed case stands in neither for who is not in it; for who is, it shows
no applicant, not even masked: whom it is about is read on its page, where the look is on record."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Case, CustodyItem
from shuniu.casework.queries import at_risk_by, at_risk_on, cases_found, menu_on, standing
from shuniu.casework.workflow import CASE, OPEN_STATES
from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.kernel.sealing import mask_name, mask_phone, reveal

STANDINGS = {
    "on_track": ("ok", _("on track")),
    "at_risk": ("due", _("at risk")),
    "overdue": ("late", _("overdue")),
    "paused": ("muted", _("clock stopped")),
}


def _standing_is(rows, value, actor):
    rows = rows.filter(state__in=OPEN_STATES)
    never = rows.filter(overdue_since__isnull=True, due_on__gte=actor.today)
    return {
        "on_track": lambda: never.exclude(at_risk_by(actor)),
        "at_risk": lambda: never.filter(at_risk_by(actor)),
        "overdue": lambda: rows.filter(
            Q(due_on__lt=actor.today) | Q(overdue_since__isnull=False, due_on__isnull=False)
        ),
        "paused": lambda: rows.filter(due_on__isnull=True),
    }[value]()


def _of_service(rows, value, actor):
    return rows.filter(service_id=value)


class CaseList(ListPage):
    permission = permissions.VIEW
    title = _("Cases")
    sentence = _("What residents asked at the window, the newest first.")
    order = "-pk"
    empty_text = _("No case matches. The service menu takes one in.")
    columns = (
        Column("number", _("Case number"), sort="number"),
        Column("service", _("Service"), value=lambda c: c.service.name),
        Column(
            "applicant",
            _("Applicant"),
            value=lambda c: None if c.is_sealed else mask_name(reveal(c, "applicant")) or None,
        ),
        Column("phone", _("Phone"), value=lambda c: None if c.is_sealed else mask_phone(reveal(c, "phone")) or None),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("standing", _("Time limit"), value="standing_shown", kind="tag"),
        Column("due_on", _("Due on")),
        Column("taken_in_at", _("Taken in on"), value=lambda c: day_of(c.taken_in_at)),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: CASE.choices),
        Filter(
            "standing",
            _("Time limit"),
            _standing_is,
            choices=lambda a: [(name, label) for name, (_kind, label) in STANDINGS.items()],
        ),
        Filter("service", _("Service"), _of_service, choices=lambda a: [(s.pk, s.name) for s in menu_on(a.today, a)]),
        Filter("q", _("Number or last four of the phone"), lambda rows, v, a: rows & cases_found(v, a), kind="text"),
        DateFilter("taken_in", _("Taken in on"), "taken_in_at__date"),
    )

    def rows(self, actor):
        return Case.objects.visible_to(actor).select_related("service", "case_type")

    def prepare(self, rows):
        place, today = self.actor.centre or self.actor.place, self.actor.today
        own = {row.case_type.risk_days for row in rows}
        limits = {days: at_risk_on(place=place, today=today, days=days) for days in own}
        for row in rows:
            state = CASE.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
            kind, label = STANDINGS.get(
                standing(row, at_risk_on=limits[row.case_type.risk_days], today=today), ("muted", "")
            )
            row.standing_shown = (kind, str(label)) if label else None
        return rows

    def row_url(self, row) -> str:
        return reverse("casework:case", args=[row.pk])

    def actions(self):
        yield {"label": _("Take in a request"), "url": reverse("casework:menu"), "main": True}
        if self.actor.may(permissions.OPEN_SEALED):
            yield {"label": _("Open a sealed case"), "url": reverse("casework:open_sealed"), "main": False}


class Today(CaseList):
    title = _("Today's appointments")
    order = "come_back_at"
    sentence = _("Who comes back today, and with which papers.")
    empty_text = _("Nobody comes back today.")
    filters = ()
    columns = (
        Column("come_back_at", _("Time"), value=lambda c: c.come_back_at or None),
        *CaseList.columns[:4],
        Column("papers", _("Papers to bring"), value=lambda c: "、".join(c.papers_missing) or None),
    )

    def rows(self, actor):
        return super().rows(actor).filter(come_back_on=actor.today, state__in=OPEN_STATES)

    def actions(self):
        return ()


class Custody(ListPage):
    """What the window keeps of people, and what it gave back. Of a sealed case only its own people see a line."""

    permission = permissions.VIEW
    title = _("Documents in custody")
    sentence = _("What the window keeps for people it acts for, and what was returned.")
    order = "-pk"
    empty_text = _("Nothing is kept.")
    columns = (
        Column("document", _("Document"), value=lambda item: None if item.case.is_sealed else item.called),
        Column("copies", _("How many"), kind="number"),
        Column("case", _("Case number"), value=lambda item: item.case.number),
        Column("taken_on", _("Taken on")),
        Column("taken_by", _("Taken by")),
        Column("returned_on", _("Returned on")),
        Column("returned_by", _("Returned by"), value=lambda item: item.returned_by or None),
    )
    filters = (
        Filter(
            "kept",
            _("State"),
            lambda rows, value, actor: rows.filter(returned_on__isnull=value == "here"),
            choices=lambda a: [("here", _("still kept")), ("back", _("returned"))],
        ),
    )

    def rows(self, actor):
        known = Case.objects.visible_to(actor)
        return CustodyItem.objects.visible_to(actor).filter(case__in=known.values("pk")).select_related("case")

    def row_url(self, row) -> str:
        return reverse("casework:case", args=[row.case_id])
