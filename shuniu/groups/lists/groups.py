"""The register of groups as a list: who, what, where, and how the last finished month went."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from shuniu.groups import permissions
from shuniu.groups.completeness import with_knowns
from shuniu.groups.lists.cells import Cells
from shuniu.groups.lists.choices import Choices
from shuniu.groups.models import Group
from shuniu.groups.queries import groups_found, with_members
from shuniu.groups.register import know
from shuniu.groups.sixones import asked_all_of, month_at
from shuniu.groups.standing import STANDINGS, standing_of, stands
from shuniu.kernel.addresses import row_addresses
from shuniu.kernel.calendar import add_months, month_of
from shuniu.kernel.environment import month as month_name
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.sealing import mask_name

SECOND_LINE = Markup("<br><span>{}</span>")
NAMES_IN_FULL = (permissions.VIEW_ROSTER, permissions.GIVE_OPINION)


def shows_names(actor) -> bool:
    """Whether a leader's name stands in full: for those who work with the groups, not for those who look on."""
    return any(actor.may(each) for each in NAMES_IN_FULL)


def not_known(unknown: str):
    """A filter's `apply`: the groups of which one of the three is unknown."""

    def apply(rows, _value, actor):
        lacking = with_knowns(Group.objects.visible_to(actor), on=actor.today).filter(**{f"knows_{unknown}": False})
        return rows.filter(pk__in=lacking.values("pk"))

    return apply


class GroupList(ListPage):
    """Every group that stands in the register; those that ended on asking."""

    permission = permissions.VIEW
    title = _("Groups")
    order = "name"
    empty_text = _("No group matches. Take a filter away, or import the office's workbook.")
    template = "groups/list.html"
    repeatable = True
    on_page = (
        Column("name", _("Group"), sort="name"),
        Column("category", _("Category"), value="category_shown", export=lambda g: g.category_word),
        Column("place", _("Belongs to"), value=lambda g: f"{g.place_word}\n{g.branch_word}"),
        Column("leader", _("Leader"), value="leader_shown"),
        Column("members", _("Members"), value="members", sort="members", kind="number"),
        Column("standing", _("Filing"), value="standing_shown"),
        Column("six", _("Six ones"), value="six_shown"),
        Column("recorded_on", _("In the register from"), sort="recorded_on"),
    )
    in_files = (
        on_page[0],
        on_page[1],
        Column("place", _("Residents' committee"), value="place_word"),
        Column("branch", _("Branch"), value=lambda g: g.branch_word or None),
        Column("leader", _("Leader"), value="leader_shown"),
        on_page[4],
        Column("standing", _("Filing"), value="standing_word"),
        Column("filing_number", _("Filing number")),
        Column("filed_until", _("Filing valid until")),
        Column("six", _("Six ones"), value="six_written"),
        Column("recorded_on", _("In the register from"), sort="recorded_on"),
    )

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """On the page what belongs together stands in one cell; in a file each thing has its own column."""
        return self.in_files if self.request.GET.get("export") else self.on_page

    @cached_property
    def offered(self) -> Choices:
        return Choices(self.actor)

    @cached_property
    def month(self):
        """The last finished month, of which the six ones are drawn."""
        return month_at(self.actor.centre or self.actor.place, add_months(month_of(self.actor.today), -1))

    @cached_property
    def filters(self) -> list[Filter]:
        offered = self.offered
        return [
            Filter("q", _("Name, pinyin initials or filing number"), groups_found, kind="text"),
            Filter("category", _("Category"), lambda rows, v, a: rows.filter(category=v), choices=offered.categories),
            Filter(
                "place",
                _("Residents' committee"),
                lambda rows, v, a: rows.filter(place_id=v),
                choices=offered.committees,
            ),
            Filter("branch", _("Branch"), lambda rows, v, a: rows.filter(branch_id=v), choices=offered.branches),
            Filter(
                "standing",
                _("Filing"),
                lambda rows, v, a: rows.filter(stands(v, a.today)),
                choices=lambda a: [(s.name, s.label) for s in STANDINGS],
            ),
            Filter("who", _("Who is not known"), not_known("who"), kind="check"),
            Filter("what", _("What is not known"), not_known("what"), kind="check"),
            Filter("where", _("Where is not known"), not_known("where"), kind="check"),
            Filter("ended", _("With those that ended"), lambda rows, v, a: rows, kind="check"),
        ]

    def rows(self, actor):
        rows = Group.objects.visible_to(actor)
        return with_members(rows, on=actor.today) if self.chosen_order().lstrip("-") == "members" else rows

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        if self.request.GET.get("ended") or self.request.GET.get("standing") == "ended":
            return rows
        return rows.exclude(stands("ended", self.actor.today))

    def prepare(self, rows):
        know(rows, self.month, today=self.actor.today)
        words, in_full, cells = dict(self.offered.categories()), shows_names(self.actor), Cells()
        places, branches, today = self.offered.place_words(rows), self.offered.branch_words(rows), self.actor.today
        for row in rows:
            standing = standing_of(row, today)
            row.place_word, row.branch_word = places[row.place_id], branches[row.branch_id]
            row.category_word = words.get(row.category, row.category) or None
            row.category_shown = cells.tag("info", row.category_word) if row.category else None
            row.leader_shown = row.leader_name if in_full or not row.leader_name else mask_name(row.leader_name)
            row.standing_word = str(standing.label)
            row.standing_shown = cells.tag(standing.kind, row.standing_word)
            if row.filing_number:
                row.standing_shown += SECOND_LINE.format(row.filing_number)
            self._draw_six(row, cells)
        return rows

    def _draw_six(self, row, cells: Cells) -> None:
        row.six_shown = row.six_written = None
        if asked_all_of(row, self.month):
            row.six_shown, row.six_written = cells.six(row, self.month, today=self.actor.today)

    @cached_property
    def address(self):
        return row_addresses("groups:group")

    def row_url(self, row) -> str:
        return self.address(row.pk)

    def list_sentence(self) -> str:
        return gettext("Six ones: %(month)s.") % {"month": month_name(self.month.first)}

    def actions(self):
        yield {"label": _("The month in one view"), "url": reverse("groups:this_month"), "main": False}
        if self.actor.may(permissions.EDIT):
            yield {"label": _("Enter a group"), "url": reverse("groups:register"), "main": True}
