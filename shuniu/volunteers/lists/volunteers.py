"""The register of volunteers as a list."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.sealing import mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import found_by
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Team, Volunteer
from shuniu.volunteers.workflow import VOLUNTEER


def named(rows, text: str, actor):
    return rows.filter(Q(number__iexact=text) | Q(person__in=found_by(text, actor).values("pk")))


def with_trait(rows, code: str, _actor, table: str):
    return rows.filter(traits__table=table, traits__code=code)


def choices_of(table: str):
    def choices(actor):
        return [(code.code, str(code)) for code in codes(table, place=actor.centre or actor.place, on=actor.today)]

    return choices


class VolunteerList(ListPage):
    """Everyone who is or was a volunteer, masked."""

    permission = permissions.VIEW
    title = _("Volunteers")
    order = "-pk"
    empty_text = _("No volunteer matches.")
    columns = (
        Column("number", _("Volunteer number"), value=lambda v: v.number or _("no number yet")),
        Column("name", _("Name"), value=lambda v: v.person.name, sort="person__name"),
        Column("age", _("Age"), value="age", kind="number"),
        Column("place", _("Residents' committee"), value=lambda v: v.place.label),
        Column("phone", _("Phone"), value=lambda v: mask_phone(reveal(v.person, "phone")) or None),
        Column("applied", _("Applied on"), value="applied_on", sort="applied_on"),
        Column("state", _("State"), value="state_shown", kind="tag"),
    )
    filters = (
        Filter("q", _("Name, pinyin initials or volunteer number"), named, kind="text"),
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: VOLUNTEER.choices),
        Filter(
            "service",
            _("Service type"),
            lambda rows, v, a: with_trait(rows, v, a, "volunteers.service"),
            choices=choices_of("volunteers.service"),
        ),
        Filter(
            "skill",
            _("Skill"),
            lambda rows, v, a: with_trait(rows, v, a, "volunteers.skill"),
            choices=choices_of("volunteers.skill"),
        ),
        Filter(
            "team",
            _("Team"),
            lambda rows, v, a: rows.filter(memberships__team_id=v, memberships__until__isnull=True),
            choices=lambda a: Team.objects.visible_to(a).order_by("name").values_list("pk", "name"),
        ),
    )

    def rows(self, actor):
        return Volunteer.objects.visible_to(actor).select_related("person", "place")

    def prepare(self, rows):
        for row in rows:
            row.age = row.person.age_on(self.actor.today)
            state = VOLUNTEER.by_state[row.state]
            row.state_shown = (state.kind, state.label)
        return rows

    def actions(self):
        if self.actor.may(permissions.REGISTER):
            yield {"label": _("Blank form"), "url": reverse("volunteers:blank"), "main": False}
            yield {"label": _("Register a volunteer"), "url": reverse("volunteers:register"), "main": True}

    def row_url(self, row) -> str:
        return reverse("volunteers:volunteer", args=[row.pk])
