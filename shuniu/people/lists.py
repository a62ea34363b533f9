"""Lists of people: masked as they stand, exported as they are shown."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.sealing.fields import reveal
from shuniu.kernel.sealing.masking import mask_identity, mask_name, mask_phone
from shuniu.people import permissions
from shuniu.people.duplicates import said
from shuniu.people.models import Duplicate, Erasure, Precision, Sex
from shuniu.people.queries import found_by, on_record, pairs_to_decide
from shuniu.people.workflow import ERASURE


def masked_phone(person) -> str:
    return mask_phone(reveal(person, "phone"))


def masked_identity(person) -> str:
    return mask_identity(reveal(person, "id_number"))


def birth(person) -> str:
    return birth_as_known(person.born_on, person.born_precision)


def birth_as_known(born_on, precision: str) -> str:
    """A birth as exactly as it is known: 1943-11-27, 1943-11, 1943, about 1943."""
    if not born_on:
        return ""
    shapes = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
    if precision == Precision.AGE:
        return gettext("about %(year)s") % {"year": born_on.year}
    return born_on.strftime(shapes[precision])


def _told_apart(person) -> str:
    return " · ".join(filter(None, (person.name, birth(person))))


class People(ListPage):
    permission = permissions.VIEW
    title = _("People")
    sentence = _("One record for one human being. Names are whole for the centre's staff; the rest is masked.")
    columns = (
        Column("name", _("Name"), sort="name"),
        Column("sex", _("Sex"), value=lambda p: p.get_sex_display()),
        Column("born", _("Born"), value=birth),
        Column("phone", _("Phone"), value=masked_phone),
        Column("id_number", _("ID number"), value=masked_identity),
        Column("recorded_at", _("Recorded on"), value=lambda p: day_of(p.recorded_at), sort="recorded_at"),
    )
    filters = (
        Filter(
            "q",
            _("Name, pinyin initials, last 4"),
            lambda rows, value, actor: rows & found_by(value, actor),
            kind="text",
        ),
        Filter("sex", _("Sex"), lambda rows, value, actor: rows.filter(sex=value), choices=lambda actor: Sex.choices),
    )
    order = "name"
    search_order = "pk"  # straight off the side table of name pieces, however many bear the name
    repeatable = True
    empty_text = _("Nobody here yet. Import the office's roster, or record a person.")

    def rows(self, actor):
        return on_record(actor)

    def row_url(self, row) -> str:
        return reverse("people:person", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.MERGE):
            yield {"label": _("Possible duplicates"), "url": reverse("people:duplicates"), "main": False}
        if self.actor.may(permissions.EDIT):
            yield {"label": _("Record a person"), "url": reverse("people:record"), "main": True}


class Duplicates(ListPage):
    permission = permissions.MERGE
    title = _("Possible duplicates")
    sentence = _("The house proposes, with its evidence; a person decides. A merge can be taken apart again.")
    columns = (
        Column("first", _("Record"), value=lambda d: _told_apart(d.first)),
        Column("second", _("Other record"), value=lambda d: _told_apart(d.second)),
        Column("evidence", _("Evidence"), value=lambda d: gettext(", ").join(str(w) for w in said(d.evidence))),
        Column("score", _("Weight"), sort="score", kind="number"),
        Column("verdict", _("Verdict"), value=lambda d: d.get_verdict_display()),
    )
    filters = (
        Filter(
            "verdict",
            _("Verdict"),
            lambda rows, value, actor: rows.filter(verdict=value),
            choices=lambda actor: Duplicate.Verdict.choices,
        ),
    )
    order = "-score"
    empty_text = _("No two records look like one person.")

    def rows(self, actor):
        rows = Duplicate.objects.visible_to(actor) if "verdict" in self.request.GET else pairs_to_decide(actor)
        return rows.select_related("first", "second")

    def row_url(self, row) -> str:
        return reverse("people:duplicate", args=[row.pk])


class Erasures(ListPage):
    permission = permissions.ASK_ERASURE
    title = _("Erasures")
    columns = (
        Column("person", _("Person"), value=lambda e: mask_name(e.person.name)),
        Column("asked_on", _("Asked on"), sort="asked_on"),
        Column(
            "state",
            _("State"),
            value=lambda e: (ERASURE.by_state[e.state].kind, ERASURE.by_state[e.state].label),
            kind="tag",
        ),
        Column("due_on", _("Due on")),
    )
    order = "-asked_on"
    empty_text = _("Nobody has asked to be erased.")

    def rows(self, actor):
        return Erasure.objects.visible_to(actor).select_related("person")

    def row_url(self, row) -> str:
        return reverse("people:erasure", args=[row.pk])
