"""The federation (联合会) as a tree of branches; a group counts in one and may lean on others.

An appointment for one branch arranges that branch and what is beneath it, never its place in the tree.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Affiliation, Branch, Group
from shuniu.groups.permissions import may_arrange
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, require

NOTHING = trail.Erasure.NOTHING_PERSONAL
CREATED = trail.entry_kind("groups.branch_created", _("Founded the branch {name}"), erasure=NOTHING)
RENAMED = trail.entry_kind("groups.branch_renamed", _("Renamed the branch {before} to {name}"), erasure=NOTHING)
MOVED = trail.entry_kind("groups.branch_moved", _("Moved the branch {name} in the federation"), erasure=NOTHING)
CLOSED = trail.entry_kind("groups.branch_closed", _("Closed the branch {name} on {on}"), erasure=NOTHING)
PLACED = trail.entry_kind("groups.placed_in_branch", _("Placed in the branch {name}"), erasure=NOTHING)
AFFILIATED = trail.entry_kind("groups.affiliated", _("Leans on the branch {name} besides its own"), erasure=NOTHING)
LEFT = trail.entry_kind("groups.affiliation_ended", _("Leans on the branch {name} no longer"), erasure=NOTHING)


@action
def create_branch(*, centre_id: int, name: str, parent: Branch | None = None, order: int = 0, by: Actor) -> Branch:
    """Found a branch, at the root or under `parent`. Raises Refused."""
    require(may_arrange(parent, by))
    branch = Branch(centre_id=centre_id, name=name.strip(), parent=parent, order=order, path="")
    _save_named(branch)
    branch.path = f"{parent.path if parent else ''}{branch.pk:06d}."
    branch.save(update_fields=["path"])
    trail.record(CREATED, branch, by=by, facts={"name": branch.name, "parent": parent and parent.pk})
    return branch


@action
def rename_branch(branch: Branch, *, name: str, by: Actor) -> None:
    require(may_arrange(branch, by))
    before, branch.name = branch.name, name.strip()
    _save_named(branch, update_fields=["name"])
    trail.record(RENAMED, branch, by=by, facts={"before": before, "name": branch.name})


@action
def move_branch(branch: Branch, *, under: Branch | None, by: Actor) -> None:
    """Hang a branch, with all beneath it, under another or at the root. Both ends must be in the actor's reach."""
    require(may_arrange(branch.parent, by))
    require(may_arrange(under, by))
    if under is not None and under.path.startswith(branch.path):
        raise Refused(Denied(_("A branch cannot hang under itself.")))
    before = branch.path
    after = f"{under.path if under else ''}{branch.pk:06d}."
    _every(Branch).filter(centre_id=branch.centre_id, path__startswith=before).update(
        path=Concat(Value(after), Substr(F("path"), len(before) + 1))
    )
    branch.parent, branch.path = under, after
    branch.save(update_fields=["parent"])
    trail.record(MOVED, branch, by=by, facts={"name": branch.name, "from": before, "to": after})


@action
def close_branch(branch: Branch, *, on: date, by: Actor) -> None:
    """Close a branch that nothing hangs on any more. Raises Refused."""
    require(may_arrange(branch.parent, by))
    inside = Q(centre_id=branch.centre_id)
    if _every(Group).filter(inside, branch=branch, ended_on__isnull=True).exists():
        raise Refused(Denied(_("Groups still belong to this branch; place them elsewhere first.")))
    if _every(Branch).filter(inside, parent=branch, closed_on__isnull=True).exists():
        raise Refused(Denied(_("Branches still hang under this one; move or close them first.")))
    if not _every(Branch).filter(pk=branch.pk, closed_on__isnull=True).update(closed_on=on):
        raise Refused(Denied(_("The branch is closed already.")))
    _every(Affiliation).filter(inside, branch=branch, until__isnull=True).update(until=on)
    branch.closed_on = on
    trail.record(CLOSED, branch, by=by, facts={"name": branch.name, "on": on.isoformat()})


@action
def place_group(group: Group, *, branch: Branch, by: Actor) -> None:
    """The one branch a group counts in. An affiliation with the same branch ends: it would be said twice."""
    require(may_arrange(branch, by))
    _require_open(branch)
    if group.branch_id is not None:
        require(may_arrange(group.branch, by))
    if group.branch_id == branch.pk:
        raise Refused(Denied(_("The group is in this branch already.")))
    _open_affiliations(group, branch).update(until=by.today)
    before, group.branch, group.changed_at = group.branch_id, branch, by.at
    group.save(update_fields=["branch", "changed_at"])
    trail.record(PLACED, group, by=by, facts={"name": branch.name, "branch": branch.pk, "before": before})


@action
def affiliate_group(group: Group, *, branch: Branch, since: date, by: Actor) -> Affiliation:
    """A second branch the group leans on: shown there, counted in its own alone. Raises Refused."""
    require(may_arrange(branch, by))
    _require_open(branch)
    if group.branch_id == branch.pk:
        raise Refused(Denied(_("The group counts in this branch already.")))
    row = Affiliation(centre_id=group.centre_id, group=group, branch=branch, since=since)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("The group leans on this branch already."))) from twice
    trail.record(AFFILIATED, group, by=by, facts={"name": branch.name, "branch": branch.pk})
    return row


@action
def end_affiliation(affiliation: Affiliation, *, on: date, by: Actor) -> None:
    require(may_arrange(affiliation.branch, by))
    if not _every(Affiliation).filter(pk=affiliation.pk, until__isnull=True).update(until=on):
        raise Refused(Denied(_("It has ended already.")))
    branch = affiliation.branch
    trail.record(LEFT, affiliation.group, by=by, facts={"name": branch.name, "branch": branch.pk})


def _open_affiliations(group: Group, branch: Branch):
    return _every(Affiliation).filter(centre_id=group.centre_id, group=group, branch=branch, until__isnull=True)


def _require_open(branch: Branch) -> None:
    if branch.closed_on is not None:
        raise Refused(Denied(_("The branch is closed.")))


def _save_named(branch: Branch, **how) -> None:
    try:
        with transaction.atomic():
            branch.save(**how)
    except IntegrityError as taken:
        raise Refused(Denied(_("A branch of this name exists already."))) from taken


def _every(model):
    return model.objects.unscoped(because="the branch was scoped")
