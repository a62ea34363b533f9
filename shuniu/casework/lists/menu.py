"""The menu as its keepers see it: what is offered, what was, and the kinds of cases behind it."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.kernel.lists import Column, Filter, ListPage


def _offered(rows, value, actor):
    now = Q(offered_until__isnull=True) | Q(offered_until__gte=actor.today)
    return rows.filter(now) if value == "now" else rows.exclude(now)


class Services(ListPage):
    permission = permissions.EDIT_MENU
    title = _("Services on the menu")
    sentence = _("What stands on the menu, how it is said, and what was taken off it.")
    order = "order"
    empty_text = _("No service is on the menu yet.")
    columns = (
        Column("name", _("Service")),
        Column("order", _("Place on the menu"), kind="number", sort="order"),
        Column("case_type", _("Kind of case"), value=lambda s: s.case_type.name),
        Column("limit_days", _("Workdays allowed"), value=lambda s: s.case_type.limit_days, kind="number"),
        Column("papers", _("Papers to bring"), value=lambda s: "、".join(s.required_documents) or None),
        Column("by_portal", _("On the public page"), value=lambda s: _("yes") if s.by_portal else _("no")),
        Column("offered_until", _("Offered until")),
    )
    filters = (
        Filter(
            "offered",
            _("On the menu"),
            _offered,
            choices=lambda a: [("now", _("offered now")), ("before", _("taken off"))],
        ),
    )

    def rows(self, actor):
        return Service.objects.visible_to(actor).select_related("case_type")

    def row_url(self, row) -> str:
        return reverse("casework:service", args=[row.pk])

    def actions(self):
        yield {"label": _("Put a service on the menu"), "url": reverse("casework:new_service"), "main": True}
        if self.actor.may(permissions.MANAGE_MENU):
            yield {"label": _("Kinds of cases"), "url": reverse("casework:types"), "main": False}


class Types(ListPage):
    permission = permissions.MANAGE_MENU
    title = _("Kinds of cases")
    sentence = _("Time limit, steps and who may know of it, of each kind of request.")
    order = "pk"
    empty_text = _("No kind of case yet.")
    columns = (
        Column("name", _("Kind of case")),
        Column("limit_days", _("Workdays allowed"), kind="number"),
        Column("steps", _("Steps"), value=lambda t: "、".join(step["label"] for step in t.steps) or None),
        Column("secrecy", _("Who may find it"), value=lambda t: t.get_secrecy_display()),
        Column("version", _("Version"), kind="number"),
        Column("valid_until", _("Valid until")),
    )
    filters = (
        Filter(
            "valid",
            _("Valid"),
            lambda rows, value, actor: rows.filter(valid_until__isnull=value == "now"),
            choices=lambda a: [("now", _("valid now")), ("before", _("earlier versions"))],
        ),
    )

    def rows(self, actor):
        return CaseType.objects.visible_to(actor)

    def row_url(self, row) -> str:
        return reverse("casework:type", args=[row.pk])

    def actions(self):
        yield {"label": _("Write down a kind of case"), "url": reverse("casework:new_type"), "main": True}
        if not CaseType.objects.visible_to(self.actor).filter(secrecy=Secrecy.ASSESSORS, valid_until=None).exists():
            url = reverse("casework:new_assessment_type")
            yield {"label": _("Write down the adoption assessment"), "url": url, "main": False}
