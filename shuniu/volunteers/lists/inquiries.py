"""Inquiries into hours as a list: whose, how far, until when new stars are withheld. Never public."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.bars import inquiries_waiting_for, state_shown
from shuniu.volunteers.inquiry_workflow import INQUIRY
from shuniu.volunteers.lists.volunteers import named
from shuniu.volunteers.models import Inquiry, Volunteer
from shuniu.volunteers.models.inquiry import BARRING


def _of_volunteer(rows, text, actor):
    return rows.filter(volunteer__in=named(Volunteer.objects.visible_to(actor), text, actor).values("pk"))


def _in_force(rows, value, actor):
    return rows.filter(state__in=BARRING, barred_from__lte=actor.today, barred_until__gt=actor.today)


class InquiryList(ListPage):
    """Every inquiry, the newest first."""

    permission = permissions.VIEW_INQUIRIES
    title = _("Hours in question")
    sentence = _("Told to the volunteer, answered, decided by named people. Doubtful hours alone are no inquiry.")
    order = "-pk"
    empty_text = _("No inquiry matches. A volunteer's page begins one.")
    columns = (
        Column("name", _("Volunteer"), value=lambda i: i.volunteer.person.name),
        Column("volunteer", _("Volunteer number"), value=lambda i: i.volunteer.number),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("due_on", _("Due on"), value="due_on"),
        Column("noticed_on", _("Told on"), value="noticed_on", sort="noticed_on"),
        Column("until", _("Withheld until"), value="until_shown"),
    )
    filters = (
        Filter("mine", _("Waits for me"), lambda rows, v, a: rows & inquiries_waiting_for(a).order_by(), kind="check"),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: INQUIRY.choices),
        Filter("in_force", _("Bars in force today"), _in_force, kind="check"),
        Filter("q", _("Name or volunteer number"), _of_volunteer, kind="text"),
    )

    def rows(self, actor):
        return Inquiry.objects.visible_to(actor).select_related("volunteer__person")

    def prepare(self, rows):
        for row in rows:
            row.state_shown = state_shown(row, self.actor.today)
            row.until_shown = row.barred_until if row.state in BARRING else None
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:inquiry", args=[row.pk])
