"""Certificates as a list: for whom, over which time, how it stands, for whom it waits."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.people.public import found_by
from shuniu.volunteers import permissions
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.certifying import certificates_waiting_for, hours
from shuniu.volunteers.models import Certificate


def named(rows, text: str, actor):
    found = found_by(text, actor).values("pk")
    return rows.filter(Q(number__iexact=text) | Q(volunteer__number__iexact=text) | Q(volunteer__person__in=found))


def _holder(certificate: Certificate) -> str:
    return f"{certificate.volunteer.person.name} {certificate.volunteer.number}"


def _period(certificate: Certificate) -> str:
    return f"{certificate.first.isoformat()} – {certificate.last.isoformat()}"


def _in_two_lines(certificate: Certificate) -> str:
    """The same where the column is narrow: no day is broken."""
    first, last = certificate.first.isoformat(), certificate.last.isoformat()
    return format_html('<span class="whole">{} –</span> <span class="whole">{}</span>', first, last)


class CertificateList(ListPage):
    """Every certificate that was asked for, the newest first."""

    permission = permissions.CERTIFY
    title = _("Service certificates")
    sentence = _("Asked for, checked against the ledger, shown in public, signed. Free of charge.")
    order = "-pk"
    empty_text = _("No certificate matches. A volunteer's page begins one.")
    columns = (
        Column("number", _("Certificate number"), value=lambda c: c.number or _("no number yet")),
        Column("name", _("Volunteer"), value=_holder, export=lambda c: c.volunteer.person.name),
        Column("volunteer", _("Volunteer number"), value=lambda c: c.volunteer.number, on_page=False),
        Column("period", _("Period of service"), value=_in_two_lines, export=_period),
        Column("hours", _("Hours"), value=lambda c: hours(c.minutes) if c.minutes else None, kind="number"),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("due_on", _("Due on"), value="due_on"),
        Column("requested_on", _("Asked for on"), value="requested_on", sort="requested_on"),
    )
    filters = (
        Filter(
            "mine", _("Waits for me"), lambda rows, v, a: rows & certificates_waiting_for(a).order_by(), kind="check"
        ),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: CERTIFICATE.choices),
        Filter("q", _("Name, volunteer number or certificate number"), named, kind="text"),
        DateFilter("issued", _("Issued on"), "issued_on"),
    )

    def rows(self, actor):
        return Certificate.objects.visible_to(actor).select_related("volunteer__person")

    def prepare(self, rows):
        for row in rows:
            state = CERTIFICATE.by_state[row.state]
            row.state_shown = (state.kind, str(state.label))
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:certificate", args=[row.pk])

    def actions(self):
        yield {
            "label": _("Public notices"),
            "url": reverse("volunteers:certificate_notices", args=[self.actor.centre or self.actor.place]),
            "main": False,
        }
        if self.actor.may(permissions.CERTIFY):
            url = reverse("volunteers:notice_objections")
            yield {"label": _("Objections to public notices"), "url": url, "main": False}
