"""Judgements become rows, written inside the action that asked for them; a person's answer stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.judgement import Judgement
from shuniu.volunteers.models import Decision

SETTLED = trail.entry_kind(
    "volunteers.doubt_settled", _("Looked into doubtful hours: {finding}"), erasure=trail.Erasure.KEEP_BY_LAW
)


def keep(judgement: Judgement, *, centre_id: int, noun: str, by: Actor, noun_id=None, volunteer=None) -> Decision:
    decision = decided(judgement, centre_id=centre_id, noun=noun, by=by, noun_id=noun_id, volunteer_id=volunteer)
    decision.save(force_insert=True)
    return decision


def keep_all(decisions: Iterable[Decision]) -> None:
    Decision.objects.bulk_create(decisions, batch_size=500)


def decided(
    judgement: Judgement,
    *,
    centre_id: int,
    noun: str,
    by: Actor,
    noun_id: int | None = None,
    volunteer_id: int | None = None,
    period: tuple[date, date] | None = None,
    hand_id: int | None = None,
) -> Decision:
    """The row of a judgement, not saved yet. period, hand_id: of a judgement over time, its days and whose entries."""
    first, until = period or (None, None)
    return Decision(
        first=first,
        until=until,
        hand_id=hand_id,
        centre_id=centre_id,
        volunteer_id=volunteer_id,
        noun=noun,
        noun_id=noun_id,
        rule=judgement.rule,
        version=judgement.version,
        outcome=judgement.outcome,
        sentence=judgement.sentence,
        numbers=dict(judgement.numbers),
        at=by.at,
    )


@action
def settle_doubt(decision: Decision, *, finding: str, by: Actor) -> Decision:
    """A named person looked into a doubt and says what was found; the judgement itself stays as it was."""
    require(holds(by, permissions.CORRECT_HOURS))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if not finding.strip():
        raise Refused(Denied(_("Please write what you found.")))
    changed = (
        Decision.objects.unscoped(because="the judgement was scoped")
        .filter(pk=decision.pk, settled_at__isnull=True, outcome=Decision.Outcome.DOUBTFUL)
        .update(settled_at=by.at, settled_by=by.name, settled=finding.strip()[:200])
    )
    if not changed:
        raise Refused(Denied(_("Somebody else has looked into this already.")))
    decision.settled_at, decision.settled_by, decision.settled = by.at, by.name, finding.strip()[:200]
    facts = {"finding": decision.settled, "rule": decision.rule}
    trail.record(SETTLED, decision, by=by, facts=facts)
    return decision
