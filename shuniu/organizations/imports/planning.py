"""Ledger and register → a Plan: exactly what writing it will create and change. An empty cell says nothing.

A registered address is not a ledger's to change (ADR 0077): it stays, and the plan says where the file differs.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.standing import stamp
from shuniu.organizations.actions.importing import AddressKept, Change, Plan
from shuniu.organizations.codes import name_key
from shuniu.organizations.models import Organization

from .judging import Draft, Ledger, Refusal


def plan_for(ledger: Ledger, *, by: Actor) -> Plan:
    """Compare with the register: by the credit code, else by the name alone where no code speaks against it."""
    plan = Plan(centre_id=by.centre, as_of=ledger.as_of, stamp=stamp(by.centre))
    rows = list(Organization.objects.visible_to(by).filter(deregistered_on__isnull=True))
    by_code = {row.code: row for row in rows if row.code}
    by_name: dict[str, list[Organization]] = {}
    for row in rows:
        by_name.setdefault(row.name_key, []).append(row)
    met: set[int] = set()
    for draft in ledger.drafts:
        found, doubtful = _known(draft, by_code, by_name)
        if doubtful or (found and found.pk in met):
            ledger.refused.append(_doubtful(draft))
        elif found is None:
            plan.new.append(draft)
        else:
            _compare(draft, found, plan)
        if found:
            met.add(found.pk)
    plan.refused_rows = ledger.refused_rows
    return plan


def _compare(draft: Draft, found: Organization, plan: Plan) -> None:
    changed = {c: v for c, v in draft.facts.items() if c != "name" and getattr(found, c) != v}
    if "address" in changed and found.has_registered_address:
        said = changed.pop("address")
        plan.addresses_kept.append(AddressKept(draft.sheet, draft.row, found.pk, found.name, found.address, said))
    if changed:
        plan.changes.append(Change(found.pk, found.name, changed, {c: getattr(found, c) for c in changed}))
    else:
        plan.unchanged += 1


def _known(draft, by_code, by_name) -> tuple[Organization | None, bool]:
    """(the organization on record, whether it is in doubt)."""
    code = draft.facts.get("code")
    if code and code in by_code:
        return by_code[code], False
    same = [row for row in by_name.get(name_key(draft.facts["name"]), ()) if not (code and row.code)]
    return (same[0], False) if len(same) == 1 else (None, len(same) > 1)


def _doubtful(draft) -> Refusal:
    return Refusal(
        draft.sheet, draft.row, "", draft.facts["name"],
        _("Several organizations of this name are in the register."), _("Write its credit code."),
    )  # fmt: skip
