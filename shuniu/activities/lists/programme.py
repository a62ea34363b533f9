"""The programme as a list: what comes, what was, and what was cancelled."""

from __future__ import annotations

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from shuniu.activities import permissions
from shuniu.activities.models import Attendance, Session
from shuniu.activities.queries import words_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage


def standing_of(session: Session, today) -> tuple[str, str]:
    """A tag: cancelled, over, today, to come."""
    if session.is_cancelled:
        return "muted", str(_("cancelled"))
    if session.held_on == today:
        return "due", str(pgettext("session", "today"))
    return ("ok", str(_("held"))) if session.is_over(today) else ("info", str(pgettext("session or course", "to come")))


class ProgrammeList(ListPage):
    permission = permissions.VIEW
    title = _("Programme")
    sentence = _("Shows, fairs, open days and meetings of the centre and its partners, the newest first.")
    order = "-held_on"
    empty_text = _("No session matches.")
    columns = (
        Column("held_on", _("Day"), sort="held_on"),
        Column("time", _("Time"), value=lambda s: f"{s.starts:%H:%M}–{s.ends:%H:%M}"),
        Column("activity", _("Activity"), value=lambda s: s.activity.title),
        Column("kind", _("Kind"), value="kind_shown"),
        Column("place", _("Place"), sort="place"),
        Column("came", _("Person-times"), value="came", kind="number"),
        Column("state", _("State"), value="state_shown", kind="tag"),
    )
    filters = (
        Filter(
            "kind", _("Kind"), lambda rows, v, a: rows.filter(activity__kind=v),
            choices=lambda a: words_of("kind", place=a.place, on=a.today).items(),
        ),
        Filter("coming", _("Still to come"), lambda rows, v, a: rows.filter(held_on__gte=a.today), kind="check"),
        Filter(
            "q", _("Activity or place"), lambda rows, v, a: rows.filter(
                Q(activity__title__icontains=v) | Q(place__icontains=v)), kind="text",
        ),
        DateFilter("day", _("Day"), "held_on"),
    )  # fmt: skip

    def rows(self, actor):
        return Session.objects.visible_to(actor).select_related("activity")

    def prepare(self, rows):
        ids = [row.pk for row in rows]
        came = dict(
            Attendance.objects.visible_to(self.actor).filter(session_id__in=ids).order_by()
            .values_list("session_id").annotate(total=Sum("people"))
        )  # fmt: skip
        words = words_of("kind", place=self.actor.place, on=self.actor.today)
        for row in rows:
            row.came = came.get(row.pk)
            row.kind_shown = words.get(row.activity.kind, row.activity.kind)
            row.state_shown = standing_of(row, self.actor.today)
        return rows

    def row_url(self, row) -> str:
        return reverse("activities:session", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.PLAN) and self.actor.centre:
            yield {"label": _("Plan an activity"), "url": reverse("activities:plan"), "main": True}
