"""A plan as a page shows it before anybody accepts it: what is new, changed and refused, sealed values masked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shuniu.groups.actions.importing import Change
from shuniu.groups.models import Group, Membership
from shuniu.people.public import Person, birth_as_known

from .renewal import shown
from .report import rejected, summary

MARKED = 5_000  # refused cells kept for the marked workbook
SHOWN = 200  # of each kind; the counts above the tables are always whole


def preview(judged) -> dict:
    """JSON: new_groups, new_people, changes, refused, each a list of plain rows; and the counts."""
    plan, draft = judged.plan, judged.draft
    people = draft.people
    return {
        "new_groups": [
            {"name": draft.groups[at].name, "where": where(draft.groups[at].sheet, draft.groups[at].row)}
            for at in plan.new_groups[:SHOWN]
        ],
        "new_people": [
            {
                "name": people.name[row],
                "group": draft.groups[people.group[row]].name,
                "where": where(people.sheet[row], people.row[row]),
            }
            for row in plan.new_people[:SHOWN]
        ],
        "changes": _changes(plan, people)[:SHOWN],
        "refused": refused_cells(draft),
        **{key: summary(judged)[key] for key in ("groups", "people", "memberships", "rejected_rows")},
    }


def refused_cells(draft) -> list[dict]:
    """The refused cells with their position in the row, for marking."""
    return [
        {**told, "position": refusal.position}
        for told, refusal in zip(rejected(draft)[:MARKED], draft.refused, strict=False)
    ]


def where(sheet: str, row: int | None) -> str:
    """Where something stands in the file, in words."""
    place = _("row %(row)d") % {"row": row} if row else ""
    return " · ".join(filter(None, (sheet, place)))


def _changes(plan, people) -> list[dict]:
    told = []
    for model, changes in (
        (Group, plan.group_changes),
        (Person, plan.people_changes),
        (Membership, plan.membership_changes),
    ):
        for change in changes:
            place = where(people.sheet[change.row], people.row[change.row]) if change.row is not None else ""
            told += [
                {"name": change.label, "column": label, "old": old, "new": new, "where": place}
                for label, old, new in _columns(model, change)
            ]
    return told


def _columns(model, change: Change):
    for column in change.new:
        field = model._meta.get_field(column)
        if column.endswith(("_precision", "_stated_on")):
            continue
        yield _(str(field.verbose_name)), _shown(column, change.old), _shown(column, change.new)


def _shown(column: str, told: dict) -> str:
    """A value as it may be shown; a birth no more exactly than it is known."""
    if column == "born_on":
        return birth_as_known(told["born_on"], told["born_precision"])
    return shown(column, told[column])
