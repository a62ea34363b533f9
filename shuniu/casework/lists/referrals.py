"""What the centre referred to an organization, as the organization's contact reads it: by number, with no name."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.casework import permissions
from shuniu.casework.queries import is_open_referral, referrals_to
from shuniu.kernel.lists import Column, Filter, ListPage

STANDS = {
    "waits": ("due", _("waits for its answer")),
    "accepted": ("info", _("accepted")),
    "done": ("ok", _("done")),
    "refused": ("muted", pgettext_lazy("referral", "refused")),
    "called_off": ("muted", _("called off by the centre")),
}


OUR = {**STANDS, "waits": ("due", _("waits for your answer"))}  # as the organization reads it


def _stands(rows, value, actor):
    found = is_open_referral()
    return rows.filter(found) if value == "open" else rows.filter(~Q(found))


class OurReferrals(ListPage):
    permission = permissions.OWN_REFERRALS
    title = _("Requests of the centre")
    sentence = _("What the service centre asks of your organization for residents, the newest first.")
    order = "-pk"
    empty_text = _("The centre has asked nothing yet.")
    columns = (
        Column("number", _("Case number"), value=lambda r: r.case.number),
        Column("reason", _("What is asked")),
        Column("sent_on", _("Sent on")),
        Column("answer_by", _("Answer by")),
        Column("wanted_by", _("Needed by")),
        Column("stands", _("State"), value=lambda r: (OUR[r.stands][0], str(OUR[r.stands][1])), kind="tag"),
    )
    filters = (
        Filter("stands", _("State"), _stands, choices=lambda a: [("open", _("still open")), ("ended", _("ended"))]),
    )

    def rows(self, actor):
        return referrals_to(actor)

    def row_url(self, row) -> str:
        return reverse("casework:our_referral", args=[row.pk])
