"""A plan as a page shows it before anybody accepts it: what is new, changed and refused, sealed values masked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shuniu.groups.actions.importing import Change
from shuniu.groups.models import Group, Membership
from shuniu.people.public import Person

from .report import rejected, summary
from .showing import Showing

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
        "changes": _changes(judged)[:SHOWN],
        "kept": [kept.told() for kept in plan.kept[:SHOWN]],
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


def _changes(judged) -> list[dict]:
    plan, draft, told = judged.plan, judged.draft, []
    showing = Showing(plan.centre_id, plan.as_of)
    for model, changes in (
        (Group, plan.group_changes),
        (Person, plan.people_changes),
        (Membership, plan.membership_changes),
    ):
        for change in changes:
            place = where(*_stands(model, change, draft))
            told += [
                {"name": change.label, "column": label, "where": place}
                | {side: showing.value(column, values) for side, values in (("old", change.old), ("new", change.new))}
                for column, label in showing.columns(model, change.new)
            ]
    return told


def _stands(model, change: Change, draft) -> tuple[str, int | None]:
    if model is Group:
        return draft.groups[change.row].sheet, draft.groups[change.row].row
    return draft.people.sheet[change.row], draft.people.row[change.row]
