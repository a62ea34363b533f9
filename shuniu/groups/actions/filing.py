"""An application's way: drafted, handed in, two opinions of two people, and what follows from the approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions, rules
from shuniu.groups.actions.changes import apply_filing
from shuniu.groups.models import Filing, Group
from shuniu.groups.workflow import FILING
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.people.public import Particulars, record_person

DRAFTED = trail.entry_kind("groups.filing_drafted", _("Drafted {number}"), erasure=trail.Erasure.NOTHING_PERSONAL)
AMENDED = trail.entry_kind("groups.filing_amended", _("Amended {number}"), erasure=trail.Erasure.NOTHING_PERSONAL)


class ConditionsUnmet(Refused):
    """What the place insists on is missing; `conditions` say what, and what helps."""

    def __init__(self, conditions: list[rules.Condition]):
        super().__init__(Denied(" ".join(f"{c.sentence} {c.remedy}" for c in conditions)))
        self.conditions = conditions


@action
def begin_filing(
    group: Group,
    *,
    kind: str,
    proposed: Mapping | None = None,
    new_leader=None,
    new_person: Particulars | None = None,
    target_group: Group | None = None,
    takes_effect_on: date | None = None,
    reason: str = "",
    papers: Sequence[str] = (),
    channel: str = "",
    proposed_by_centre: bool = False,
    by: Actor,
) -> Filing:
    """Draft an application. `proposed`: columns of the group → value (rules.COLUMNS of the kind). Raises Refused.

    The new leader is on record (`new_leader`) or is recorded here (`new_person`).
    """
    require(holds(by, permissions.PROPOSE if proposed_by_centre else permissions.APPLY))
    require(rules.may_begin(kind, group, on=by.today))
    if proposed_by_centre and kind not in rules.CENTRE_MAY_PROPOSE:
        raise Refused(Denied(_("The centre proposes a suspension or a dissolution; all else the group applies for.")))
    new_leader = new_leader or _recorded(new_person, group, by)
    filing = Filing(
        centre_id=group.centre_id,
        group=group,
        kind=kind,
        route=rules.route_of(kind, place=group.centre_id, on=by.today),
        proposed_by_centre=proposed_by_centre,
        channel=channel or by.via,
        applied_by=by.name,
        number=_application_number(group, by),
    )
    _fill_in(filing, proposed, new_leader, target_group, takes_effect_on, reason, papers, by=by)
    FILING.begin(filing, by=by)
    try:
        with transaction.atomic():
            filing.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("An application of this kind is already under way for the group."))) from twice
    trail.record(DRAFTED, filing, by=by, facts=_facts(filing))
    return filing


@action
def amend_filing(
    filing: Filing,
    *,
    proposed: Mapping | None = None,
    new_leader=None,
    new_person: Particulars | None = None,
    target_group: Group | None = None,
    takes_effect_on: date | None = None,
    reason: str = "",
    papers: Sequence[str] = (),
    by: Actor,
) -> None:
    """Change a draft, or what was returned with reasons. Raises Refused."""
    require(holds(by, permissions.PROPOSE if filing.proposed_by_centre else permissions.APPLY))
    new_leader = new_leader or _recorded(new_person, filing.group, by)
    _fill_in(filing, proposed, new_leader, target_group, takes_effect_on, reason, papers, by=by)
    columns = {
        name: getattr(filing, name)
        for name in ("proposed", "new_leader_id", "target_group_id", "takes_effect_on", "reason", "papers")
    }
    open_to_change = Filing.objects.unscoped(because="the filing was scoped").filter(
        pk=filing.pk, state__in=("draft", "returned"), turn=filing.turn
    )
    if not open_to_change.update(**columns):
        raise Refused(Denied(_("It has been handed in; it can be changed when it comes back.")))
    trail.record(AMENDED, filing, by=by, facts=_facts(filing))


@action
def submit_filing(filing: Filing, *, anyway_because: str = "", by: Actor) -> None:
    """Hand in, by the way its kind goes. Raises ConditionsUnmet where what the place insists on is missing.

    Soft conditions never block; `anyway_because` tells the reviewer why it is handed in without them.
    """
    conditions = rules.conditions_of_filing(filing, on=by.today)
    if unmet := rules.missing(conditions):
        raise ConditionsUnmet(unmet)
    step = _way_in(filing)
    FILING.take(
        step,
        filing,
        by=by,
        facts=_facts(filing),
        submitted_at=by.at,
        applied_by=by.name,
        conditions=rules.judged(conditions),
        anyway_because=anyway_because.strip(),
        returned_because="",
    )
    if step == "give_notice":
        apply_filing(filing, by=by)


@action
def give_opinion(filing: Filing, *, opinion: str = "", by: Actor) -> None:
    """The residents' committee agrees (form field 24)."""
    FILING.take(
        "support",
        filing,
        by=by,
        facts=_facts(filing),
        community_opinion=opinion.strip() or str(_("We agree.")),
        community_opinion_by=by.name,
        community_opinion_at=by.at,
    )


@action
def approve_filing(filing: Filing, *, opinion: str = "", by: Actor) -> None:
    """The subdistrict approves (form field 25), and what was applied for happens."""
    FILING.take(
        "approve",
        filing,
        by=by,
        facts=_facts(filing),
        review_opinion=opinion.strip() or str(_("Approved.")),
        review_opinion_by=by.name,
        review_opinion_at=by.at,
    )
    apply_filing(filing, by=by)


@action
def return_filing(filing: Filing, *, reason: str, by: Actor) -> None:
    """Send back with reasons, from wherever it lies: the community's desk or the subdistrict's."""
    step = "return_from_community" if filing.state == "submitted" else "return_from_review"
    FILING.take(step, filing, by=by, reason=reason, facts=_facts(filing), returned_because=reason.strip()[:300])


@action
def decline_filing(filing: Filing, *, reason: str, by: Actor) -> None:
    """The subdistrict does not follow what the centre proposed against the group; nothing changes."""
    FILING.take("decline", filing, by=by, reason=reason, facts=_facts(filing), returned_because=reason.strip()[:300])


@action
def withdraw_filing(filing: Filing, *, by: Actor) -> None:
    FILING.take("withdraw", filing, by=by, facts=_facts(filing))


@action
def answer_notice(filing: Filing, *, reply: str, by: Actor) -> None:
    """The group's reply to what the centre proposes; its words stand on the page and not in the trail."""
    if not reply.strip():
        raise Refused(Denied(_("Please write the answer; “nothing to say” is one too.")))
    FILING.take(
        "reply", filing, by=by, facts=_facts(filing), reply=reply.strip()[:500], reply_by=by.name, replied_at=by.at
    )


@action
def close_reply_period(filing: Filing, *, by: Actor) -> None:
    """The reply period ran out in silence: the officer decides without an answer."""
    FILING.take("close_reply", filing, by=by, facts=_facts(filing))


def _way_in(filing: Filing) -> str:
    if filing.proposed_by_centre:
        return "serve_notice"
    return {"full": "submit", "review_only": "submit_direct", "notice": "give_notice"}[filing.route]


def _fill_in(filing, proposed, new_leader, target_group, takes_effect_on, reason, papers, *, by: Actor) -> None:
    allowed = rules.COLUMNS.get(filing.kind, ())
    if unknown := set(proposed or {}) - set(allowed):
        raise ValueError(f"{filing.kind} does not change {unknown}")
    if takes_effect_on and takes_effect_on > by.today:
        raise Refused(Denied(_("The day it takes effect may not lie ahead: apply when it is known.")))
    if target_group is not None and target_group.pk == filing.group_id:
        raise Refused(Denied(_("A group cannot merge into itself.")))
    filing.proposed = {c: _json(v) for c, v in (proposed or {}).items() if v != getattr(filing.group, c)}
    filing.new_leader = new_leader
    filing.target_group = target_group
    filing.takes_effect_on, filing.reason, filing.papers = takes_effect_on, reason.strip()[:300], list(papers)


def _recorded(new_person: Particulars | None, group: Group, by: Actor):
    return record_person(new_person, centre_id=group.centre_id, by=by) if new_person else None


def _application_number(group: Group, by: Actor) -> str:
    year = by.today.year
    pattern = setting("groups.filing.application_pattern", place=group.centre_id, on=by.today)
    return pattern.format(year=year, number=next_number("groups.application", centre_id=group.centre_id, year=year))


def _facts(filing: Filing) -> dict:
    return {"number": filing.number, "kind": filing.kind, "group": filing.group_id}


def _json(value):
    return value.isoformat() if isinstance(value, date) else value
