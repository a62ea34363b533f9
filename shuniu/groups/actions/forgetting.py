"""What a group keeps of a leader who was erased: that its leader signed, and no name (ADR 0086)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Filing, Group, MonthlyReturn
from shuniu.groups.queries import names_as_leader
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models.user import FORGOTTEN_NAME
from shuniu.kernel.permissions import holds, require
from shuniu.people.public import ERASE, Person

# What was keyed in from paper or read from a file was signed by the centre, in the name of who keyed it in.
BY_THE_CENTRE = ("paper", "import")


FORGOTTEN = trail.entry_kind(
    "groups.signatures_forgotten",
    _("Took the name of a former leader off what was signed for the group: the person was erased"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def forget_signatures(person: Person, *, groups: Sequence[Group], by: Actor) -> None:
    """Take a leader's name off what was signed for the groups they led. Called inside the erasure.

    The lines of the trail stand as they were written; that the group's leader signed stands in the row.
    """
    require(holds(by, ERASE))
    names = names_as_leader(person, groups)
    of_groups = {"centre_id": person.centre_id, "group__in": groups}
    returns = MonthlyReturn.objects.unscoped(because="of groups the person led").filter(**of_groups)
    returns.exclude(channel__in=BY_THE_CENTRE).filter(filed_by__in=names).update(filed_by=FORGOTTEN_NAME)
    filings = Filing.objects.unscoped(because="of groups the person led").filter(**of_groups)
    filings.exclude(channel__in=BY_THE_CENTRE).filter(applied_by__in=names).update(applied_by=FORGOTTEN_NAME)
    filings.filter(reply_by__in=names).update(reply_by=FORGOTTEN_NAME)
    for group in groups:
        trail.record(FORGOTTEN, group, by=by)
