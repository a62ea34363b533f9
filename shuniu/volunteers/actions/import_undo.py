"""Take a written workbook back, while nothing has been built on it.

The ledger is append-only, so its hours are taken back by entries of their own. Whoever the ledger or a judgement names
stays on the register, with nothing served; everybody and everything else the file brought is gone, hours that wait for a
second hand among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.imports.undoing import built_on, stands_on_it, stood_before
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.people.public import Person, PersonGram
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.ledger import COLUMNS
from shuniu.volunteers.models import CoinEntry, Decision, HourClaim, HourEntry, Team, TeamMembership, Trait, Volunteer

UNDONE = trail.entry_kind(
    "volunteers.import_undone",
    _("Took a workbook back: {volunteers} volunteers and {teams} teams gone, {entries} hours entries taken back"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
BROUGHT = (Person, Volunteer, Team, HourEntry, HourClaim)  # what carries its batch
# Made beside these rows, kept though they go, or brought up to date by the nightly count.
ALONG = (Trait, TeamMembership, Decision, CoinEntry)


@action
def undo_workbook(batch: Batch, *, by: Actor) -> dict[str, int]:
    """Take back what the batch brought; returns how many of each, and how many volunteers stay (`kept`).

    Raises Refused, naming what was built on it.
    """
    require(holds(by, permissions.IMPORT))
    hold(batch.centre_id)
    before = stood_before(batch) or {}
    if reason := next(_reasons_against(batch, before, by), None):
        raise Refused(Denied(reason))
    gone = {"entries": _take_back_hours(batch, by), **_delete(batch, before, by)}
    batch.state, batch.undo = Batch.State.UNDONE, None
    batch.save(update_fields=["state", "undo"])
    trail.record(UNDONE, batch, by=by, batch_id=batch.pk, facts=gone)
    return gone


def _reasons_against(batch: Batch, before: dict, by: Actor) -> Iterator:
    """Why the batch cannot be taken back, the plainest first."""
    if batch.state != Batch.State.WRITTEN or not before:
        yield _("Only an import that was written can be taken back.")
        return
    for model in (Volunteer, Person):
        if model.objects.visible_to(by).filter(batch=batch, changed_at__gt=batch.written_at).exists():
            yield _("Something it brought was changed since: %(noun)s.") % {"noun": model._meta.verbose_name}
    members = TeamMembership.objects.visible_to(by)
    if members.filter(pk__in=before["memberships"], until__isnull=False).exists():
        yield _("A member it brought has left since.")
    joined = members.filter(Q(volunteer__batch=batch) | Q(team__batch=batch)).exclude(pk__in=before["memberships"])
    if joined.exists():
        yield stands_on_it(TeamMembership)
    # Whom the file made leader is leader of this team by the file.
    yield from built_on(batch, BROUGHT, along=ALONG, but={Team: [team for team, _leader in before["led"]]})


def _take_back_hours(batch: Batch, by: Actor) -> int:
    """Each entry of the file by a new one below nought, under the same batch."""
    reason = str(_("The workbook was taken back."))
    rows = [
        HourEntry(
            **{name: getattr(entry, name) for name in COLUMNS} | {"minutes": -entry.minutes},
            centre_id=batch.centre_id, kind=HourEntry.Kind.REVERSAL, times=-1, corrects=entry, reason=reason,
            batch=batch, keyed_at=by.at, keyed_by=by.name, keyed_by_id=by.user_id,
        )
        for entry in HourEntry.objects.visible_to(by).filter(batch=batch)
    ]  # fmt: skip
    HourEntry.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)


def _delete(batch: Batch, before: dict, by: Actor) -> dict[str, int]:
    mine = {"centre_id": batch.centre_id}
    TeamMembership.objects.visible_to(by).filter(pk__in=before["memberships"]).delete()
    HourClaim.objects.visible_to(by).filter(**mine, batch=batch).delete()  # where a hand decided, something was built
    for team, leader in before["led"]:
        Team.objects.visible_to(by).filter(pk=team, leader_id=leader).update(leader=None)
    teams = Team.objects.visible_to(by).filter(batch=batch)
    gone = {"teams": teams.count()}
    teams.delete()
    made = Volunteer.objects.visible_to(by).filter(batch=batch)
    named = Q(pk__in=HourEntry.objects.visible_to(by).filter(**mine, volunteer__batch=batch).values("volunteer"))
    named |= Q(pk__in=Decision.objects.visible_to(by).filter(**mine, volunteer__batch=batch).values("volunteer"))
    going = list(made.exclude(named).values_list("pk", "person_id"))
    gone |= {"volunteers": len(going), "kept": made.count() - len(going)}
    going_rows = made.filter(pk__in=[pk for pk, _person in going])
    Trait.objects.visible_to(by).filter(volunteer__in=going_rows.values("pk")).delete()
    going_rows.delete()
    people = Person.objects.visible_to(by).filter(batch=batch, pk__in=[person for _pk, person in going])
    PersonGram.objects.filter(**mine, person_id__in=people.values("pk")).delete()
    people.delete()
    return gone
