"""Whom the desk calls about the yearly inspection: reminders that reach no account, as a list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.organizations import permissions
from shuniu.organizations.queries import calls_to_make
from shuniu.organizations.reminders import calls_shown


class CallList(ListPage):
    """Each until somebody told the organization, or its report is here. One row opens to the contacts and the answer."""

    permission = permissions.REMIND
    title = _("Calls to make")
    sentence = _(
        "The reminder of the inspection reaches no account of these organizations: they are called, or handed a letter."
    )
    order = "asked_at"
    empty_text = _("Everybody was told.")
    columns = (
        Column("organization", _("Organization"), value=lambda c: c.organization.name),
        Column("contact", _("Who answers for it"), value="contact_shown"),
        Column("phone", _("Phone"), value="phone_shown"),
        Column("missing", _("What is missing"), value="missing_shown"),
        Column("due_on", _("Due on"), value=lambda c: c.inspection.due_on),
        Column("asked_at", _("To be told since"), value=lambda c: moment(c.asked_at)[:10]),
        Column("attempts", _("Last attempt"), value="attempt_shown"),
    )
    filters = (
        Filter("q", _("Organization"), lambda rows, v, a: rows.filter(organization__name__icontains=v), kind="text"),
    )

    def rows(self, actor):
        return calls_to_make(actor)

    def prepare(self, rows):
        return calls_shown(rows, self.actor)

    def row_url(self, row) -> str:
        return reverse("organizations:call", args=[row.pk])

    def actions(self):
        yield {"label": _("Print the letters"), "url": reverse("organizations:letters"), "main": False}
