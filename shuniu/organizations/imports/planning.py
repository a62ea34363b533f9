"""Ledger and register → a Plan: exactly what writing it will create and change. An empty cell says nothing.

A registered address is not a ledger's to change (ADR 0077), nor what the register was told after the day that the
ledger speaks for (ADR 0087): it stays, and the plan says where the file differs.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.later import Kept, later_words
from shuniu.kernel.imports.standing import stamp
from shuniu.organizations.actions.importing import AddressKept, Change, Plan
from shuniu.organizations.actions.registering import BY_HAND
from shuniu.organizations.codes import name_key
from shuniu.organizations.models import Organization

from .judging import Draft, Ledger, Refusal
from .showing import Showing


def plan_for(ledger: Ledger, *, by: Actor) -> Plan:
    """Compare with the register: by the credit code, else by the name alone where no code speaks against it."""
    plan = Plan(centre_id=by.centre, as_of=ledger.as_of, stamp=stamp(by.centre))
    rows = list(Organization.objects.visible_to(by))
    by_code = {row.code: row for row in rows if row.code}
    by_name: dict[str, list[Organization]] = {}
    for row in rows:
        if not _is_gone(row, ledger.as_of):
            by_name.setdefault(row.name_key, []).append(row)
    met: set[int] = set()
    for draft in ledger.drafts:
        found, doubtful = _known(draft, by_code, by_name)
        if doubtful or (found and found.pk in met):
            ledger.refused.append(_doubtful(draft))
        elif found and _is_gone(found, ledger.as_of):
            ledger.refused.append(_gone(draft, found))
        elif found is None:
            plan.new.append(draft)
        else:
            _compare(draft, found, plan)
        if found:
            met.add(found.pk)
    _keep_later_words(plan, by)
    plan.refused_rows = ledger.refused_rows
    return plan


def _compare(draft: Draft, found: Organization, plan: Plan) -> None:
    changed = {c: v for c, v in draft.facts.items() if c != "name" and getattr(found, c) != v}
    if "address" in changed and found.has_registered_address:
        said = changed.pop("address")
        plan.addresses_kept.append(AddressKept(draft.sheet, draft.row, found.pk, found.name, found.address, said))
    plan.known.append((found.pk, draft))
    if changed:
        before = {column: getattr(found, column) for column in changed}
        plan.changes.append(Change(found.pk, found.name, changed, before, (draft.sheet, draft.row)))


def _keep_later_words(plan: Plan, by: Actor) -> None:
    """Take out of the changes what contradicts a later word."""
    words = later_words(Organization, [change.id for change in plan.changes], after=plan.as_of, by=by, by_hand=BY_HAND)
    if words.days:
        showing = Showing.of_changes(plan.changes)
        for change in plan.changes:
            told = {column for column, value in change.old.items() if value not in (None, "")}
            for column, day in {c: d for c in told if (d := words.day(change.id, c))}.items():
                stays, said = (showing.value(column, side[column]) for side in (change.old, change.new))
                plan.kept.append(Kept(*change.where, change.name, showing.label(column), stays, said, day))
                del change.new[column], change.old[column]
        plan.changes = [change for change in plan.changes if change.new]
    plan.unchanged = len(plan.known) - len(plan.changes)


def _is_gone(row: Organization, on: date) -> bool:
    return row.deregistered_on is not None and row.deregistered_on <= on


def _known(draft, by_code, by_name) -> tuple[Organization | None, bool]:
    """(the organization on record, whether it is in doubt)."""
    code = draft.facts.get("code")
    if code and code in by_code:
        return by_code[code], False
    same = [row for row in by_name.get(name_key(draft.facts["name"]), ()) if not (code and row.code)]
    return (same[0], False) if len(same) == 1 else (None, len(same) > 1)


def _gone(draft: Draft, found: Organization) -> Refusal:
    said = _("This organization was deregistered on %(day)s.") % {"day": found.deregistered_on}
    remedy = _("Take the row out, or correct the day on the organization's page.")
    return Refusal(draft.sheet, draft.row, "", draft.facts["name"], said, remedy)


def _doubtful(draft) -> Refusal:
    return Refusal(
        draft.sheet, draft.row, "", draft.facts["name"],
        _("Several organizations of this name are in the register."), _("Write its credit code."),
    )  # fmt: skip
