"""The roster of a group as a list."""

from __future__ import annotations

from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Group, Leadership, Membership
from shuniu.groups.queries import held_on
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.permissions import UNMASKED_EXPORT
from shuniu.kernel.sealing import mask_identity, mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import Precision

SHAPES = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def birth_of(person) -> str:
    """A birth as exactly as it is known: 1955-03-02, 1955-03, 1955, about 1955."""
    if not person.born_on:
        return ""
    if person.born_precision == Precision.AGE:
        return gettext("about %(year)s") % {"year": person.born_on.year}
    return person.born_on.strftime(SHAPES[person.born_precision])


def named(rows, text: str, _actor):
    text = "".join(text.split())
    return rows.filter(Q(person__name__icontains=text) | Q(person__initials__startswith=text.lower()))


class Roster(ListPage):
    """Who is in a group, masked; those who left on asking."""

    permission = permissions.VIEW_ROSTER
    order = "person__name"
    empty_text = _("Nobody stands on the roster yet.")
    columns = (
        Column("name", _("Member's name"), value=lambda m: m.person.name, sort="person__name"),
        Column("sex", _("Sex"), value=lambda m: m.person.get_sex_display()),
        Column("age", _("Age"), value="age", kind="number"),
        Column("born", _("Born"), value=lambda m: birth_of(m.person)),
        Column("duty", _("Duty in the group"), value="duty_shown"),
        Column("phone", _("Phone"), value=lambda m: mask_phone(reveal(m.person, "phone")) or None),
        Column("id_number", _("ID number"), value=lambda m: mask_identity(reveal(m.person, "id_number")) or None),
        Column("since", _("Member from"), sort="since"),
        Column("until", _("No longer a member from")),
    )
    filters = (
        Filter("q", _("Name or pinyin initials"), named, kind="text"),
        Filter("left", _("With those who left"), lambda rows, v, a: rows, kind="check"),
    )

    @cached_property
    def group(self) -> Group:
        return self.row(Group, self.kwargs["pk"])

    @cached_property
    def leader_id(self) -> int | None:
        leading = Leadership.objects.unscoped(because="the group was scoped").filter(
            held_on(self.actor.today), centre_id=self.group.centre_id, group=self.group
        )
        return leading.values_list("person_id", flat=True).first()

    def rows(self, actor):
        return Membership.objects.visible_to(actor).filter(group=self.group).select_related("person")

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        return rows if self.request.GET.get("left") else rows.filter(held_on(self.actor.today))

    def prepare(self, rows):
        for row in rows:
            row.age = row.person.age_on(self.actor.today)
            row.duty_shown = (
                " · ".join(filter(None, [str(_("leader")) if self.is_leader(row) else "", row.duty])) or None
            )
        return rows

    def is_leader(self, row) -> bool:
        return row.person_id == self.leader_id

    def row_url(self, row) -> str:
        return reverse("groups:membership", args=[self.group.pk, row.pk])

    def list_title(self) -> str:
        return _("Roster of %(group)s") % {"group": self.group.name}

    def list_sentence(self) -> str:
        today = self.actor.today
        number = Membership.objects.visible_to(self.actor).filter(held_on(today), group=self.group).count()
        return ngettext("%(num)s member today", "%(num)s members today", number) % {"num": number}

    def actions(self):
        yield {"label": _("To the group"), "url": reverse("groups:group", args=[self.group.pk]), "main": False}
        if self.actor.may(permissions.PRINT):
            yield {"label": _("Print"), "url": reverse("groups:roster_paper", args=[self.group.pk]), "main": False}
        if self.actor.may(UNMASKED_EXPORT):
            in_full = f"{reverse('groups:roster_paper', args=[self.group.pk])}?in_full"
            yield {"label": _("Print in full"), "url": in_full, "main": False}
        if self.actor.may(permissions.EDIT_ROSTER):
            yield {"label": _("Add a member"), "url": reverse("groups:join", args=[self.group.pk]), "main": True}
