"""Whom the desk calls: places that changed by others' acts, and shifts that are near, as a list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.roster import to_be_told, what_to_tell, why_to_tell


class CallList(ListPage):
    """Moved up, passed over, taken off, called off, to be reminded: until the volunteer was told, or it is too late."""

    permission = permissions.ARRANGE_SHIFTS
    title = _("Calls to make")
    sentence = _("Their places in a shift changed, or the shift is near. The phone shows it; who has none is called.")
    order = "shift__starts_at"
    empty_text = _("Everybody was told.")
    columns = (
        Column("day", _("Day"), value=lambda p: moment(p.shift.starts_at)),
        Column("post", _("Post"), value=lambda p: p.shift.post.title),
        Column("name", _("Volunteer"), value=lambda p: p.volunteer.person.name),
        Column("number", _("Volunteer number"), value=lambda p: p.volunteer.number),
        Column("became", _("What became of it"), value=what_to_tell, kind="tag"),
        Column("reason", _("Reason"), value=lambda p: why_to_tell(p) or None),
    )
    filters = ()

    def rows(self, actor):
        return to_be_told(actor)

    def actions(self):
        yield {"label": _("Posts that changed"), "url": reverse("volunteers:changes"), "main": False}

    def row_url(self, row) -> str:
        return reverse("volunteers:shift", args=[row.shift_id])
