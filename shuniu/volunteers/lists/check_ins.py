"""Check-ins that were not counted, as a list for the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.models import CheckIn


class RefusedCheckInList(ListPage):
    """Codes that were not counted: forged, replayed, twice, too late, by a clock that lies; each with its answer."""

    permission = permissions.ARRANGE_SHIFTS
    title = _("Refused check-ins")
    sentence = _("Each check-in is counted once, or refused with its reason. What is missing is keyed in from paper.")
    order = "-pk"
    empty_text = _("No check-in was refused.")
    columns = (
        Column("delivered", _("Delivered on"), value=lambda c: day_of(c.delivered_at)),
        Column("name", _("Volunteer"), value=lambda c: c.volunteer.person.name),
        Column("number", _("Volunteer number"), value=lambda c: c.volunteer.number),
        Column("post", _("Post"), value=lambda c: c.shift.post.title if c.shift else None),
        Column("move", _("What"), value=lambda c: c.get_move_display() or None),
        Column("said_at", _("By the phone's clock"), value=lambda c: moment(c.said_at)),
        Column("clock", _("Clock wrong by, in minutes"), value=lambda c: c.clock_minutes or None, kind="number"),
        Column("answer", _("Reason"), value=lambda c: ("late", c.get_answer_display()), kind="tag"),
    )
    filters = (
        Filter(
            "answer",
            _("Reason"),
            lambda rows, v, a: rows.filter(answer=v),
            choices=lambda a: [each for each in CheckIn.Answer.choices if each[0] != CheckIn.Answer.COUNTED],
        ),
    )

    def rows(self, actor):
        rows = CheckIn.objects.visible_to(actor).exclude(answer=CheckIn.Answer.COUNTED)
        return rows.select_related("volunteer__person", "shift__post")
