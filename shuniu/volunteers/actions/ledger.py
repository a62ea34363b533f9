"""Writing the hours ledger: every line is judged; what cannot be is refused in a row that says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.judging import decided, keep, keep_all
from shuniu.volunteers.doubts import Desk, Line, a_desk, judge, minutes_between
from shuniu.volunteers.doubts_of_many import judge_clerks, judge_file
from shuniu.volunteers.judgement import Judgement
from shuniu.volunteers.models import Decision, HourClaim, HourEntry, ServicePoint, Shift
from shuniu.volunteers.models.hours import Channel
from shuniu.volunteers.standing import may_key, may_second, stands
from shuniu.volunteers.station import rules_of

NOTHING = trail.Erasure.NOTHING_PERSONAL
ENTRY, CLAIM, POINT = "volunteers.hourentry", "volunteers.hourclaim", "volunteers.servicepoint"
KEYED = trail.entry_kind(
    "volunteers.hours_keyed", _("Wrote down hours of {day}: {written} written, {waiting} to be seconded, {refused} refused"),
    erasure=NOTHING,
)  # fmt: skip
SECONDED = trail.entry_kind("volunteers.hours_seconded", _("Seconded hours of {day}"), erasure=NOTHING)
NOT_SECONDED = trail.entry_kind(
    "volunteers.hours_not_seconded", _("Did not second hours of {day}: {reason}"), erasure=trail.Erasure.KEEP_BY_LAW
)
CORRECTED = trail.entry_kind(
    "volunteers.hours_corrected",
    _("Corrected hours of {day} from {before} to {after} minutes: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
CLERKS_JUDGED = trail.entry_kind(
    "volunteers.clerks_judged", _("Judged who keyed in the hours: {doubtful} of {points} doubtful"), erasure=NOTHING
)
COLUMNS = (
    "volunteer_id", "service_point_id", "day", "minutes", "channel", "starts", "ends", "post_id", "shift_id", "team_id",
    "content", "evidence",
)  # fmt: skip


@dataclass(slots=True)
class Written:
    """What came of one line: an entry, a claim that waits for a second hand, or a refusal; and what is doubtful."""

    line: Line
    judgements: list[Judgement] = field(default_factory=list)
    entry: HourEntry | None = None
    claim: HourClaim | None = None

    @property
    def refused(self) -> Judgement | None:
        return self.judgements[0] if self.judgements and self.judgements[0].refuses else None


@action
def key_hours(lines: list[Line], *, about: Shift | ServicePoint, by: Actor) -> list[Written]:
    """Write down hours by a list or from paper; long ones and one's own wait for another person's hand."""
    require(holds(by, permissions.KEY_HOURS))
    require(may_key(about, by))
    hold(about.centre_id)
    written = write_lines(lines, centre_id=about.centre_id, by=by, second=True)
    facts = {
        "day": min(line.day for line in lines).isoformat(),
        "written": sum(w.entry is not None for w in written),
        "waiting": sum(w.claim is not None for w in written),
        "refused": sum(w.refused is not None for w in written),
    }
    trail.record(KEYED, about, by=by, facts=facts)
    return written


@action
def second_hours(claim: HourClaim, *, by: Actor) -> HourEntry:
    """Another person says: so it was. Only now the hours are in the ledger. Raises Refused."""
    require(holds(by, permissions.SECOND_HOURS))
    require(may_second(claim, by))
    hold(claim.centre_id)
    line = Line(**{name: getattr(claim, name) for name in COLUMNS})
    desk = a_desk([line], centre_id=claim.centre_id, by=by)
    judgements = judge(line, desk)
    if judgements and judgements[0].refuses:
        raise Refused(Denied(judgements[0].said()))
    entry = _entry(line, claim.centre_id, by, keyed=claim)
    entry.seconded_by, entry.seconded_by_id = by.name, by.user_id
    entry.save(force_insert=True)
    _close(claim, HourClaim.State.SECONDED, by, entry=entry)
    keep_all(_decisions(judgements, entry, by))
    trail.record(SECONDED, entry, by=by, facts={"day": entry.day.isoformat(), "claim": claim.pk})
    return entry


@action
def refuse_hours(claim: HourClaim, *, reason: str, by: Actor) -> None:
    require(holds(by, permissions.SECOND_HOURS))
    require(may_second(claim, by))
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    _close(claim, HourClaim.State.REFUSED, by, reason=reason.strip()[:300])
    trail.record(NOT_SECONDED, claim, by=by, facts={"day": claim.day.isoformat(), "reason": claim.reason})


@action
def correct_hours(entry: HourEntry, *, minutes: int, reason: str, by: Actor) -> HourEntry | None:
    """Take an entry back by a new one and, unless `minutes` is 0, write the right one: both stay on record.

    More than what needs a second hand, with whatever else the volunteer has on that day, is no correction: it would be
    the way around that hand, in one step or in many. Raises Refused.
    """
    require(holds(by, permissions.CORRECT_HOURS))
    if minutes > entry.minutes and needs_second(entry, minutes, by):
        raise Refused(
            Denied(_("So many hours need a second hand: correct them to 0 and write them down anew, to be seconded."))
        )
    right = rewrite(entry, minutes=minutes, reason=reason, channel=Channel.PAPER, by=by)
    facts = {"day": entry.day.isoformat(), "before": entry.minutes, "after": minutes, "reason": reason.strip()}
    trail.record(CORRECTED, entry, by=by, facts=facts)
    return right


@action
def judge_who_keyed(points: dict[int, ServicePoint], *, first, until, centre, by: Actor) -> int:
    """Judge for each service point whether one clerk keyed in all of a period; returns how many are doubtful."""
    found = judge_clerks(centre.pk, first=first, until=until, on=by.today)
    decisions = [
        decided(
            judgement,
            centre_id=centre.pk,
            noun=POINT,
            noun_id=point,
            period=(first, until),
            hand_id=hand,
            by=by,
        )
        for point, (judgement, hand) in found.items()
        if point in points
    ]
    keep_all(decisions)
    doubtful = sum(d.outcome == Decision.Outcome.DOUBTFUL for d in decisions)
    facts = {"points": len(decisions), "doubtful": doubtful, "from": first.isoformat(), "until": until.isoformat()}
    trail.record(CLERKS_JUDGED, centre, by=by, facts=facts, centre_id=centre.pk)
    return doubtful


# --- Inside an action -------------------------------------------------------------------------------------------------
def write_lines(
    lines: list[Line], *, centre_id: int, by: Actor, batch_id: int | None = None, second: bool = False
) -> list[Written]:
    """Judge the lines and write what can be; the refused ones leave their judgement. In the order given."""
    desk = a_desk(lines, centre_id=centre_id, by=by)
    written = [_placed(line, desk, second, batch_id) for line in lines]
    entries = [w for w in written if w.refused is None and w.claim is None]
    rows = [_entry(w.line, centre_id, by, batch_id=batch_id) for w in entries]
    HourEntry.objects.bulk_create(rows, batch_size=1_000)
    for w, row in zip(entries, rows, strict=True):
        w.entry = row
    claims = [w.claim for w in written if w.claim]
    HourClaim.objects.bulk_create(claims, batch_size=500)
    keep_all([d for w in written for d in _decisions(w.judgements, w.entry or w.claim or w.line, by, centre_id)])
    if batch_id and (whole := judge_file([w.line for w in written if w.refused is None], desk)):
        keep(whole, centre_id=centre_id, noun="kernel.batch", noun_id=batch_id, by=by)
    return written


def count_refused(claim: HourClaim, *, minutes: int, reason: str, by: Actor) -> HourEntry:
    """Hours that were not seconded count after all, by the decision on an objection: at most what was claimed.

    Who decides is their second hand; the refusal stays in the claim. Raises Refused.
    """
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if not 0 < minutes <= claim.minutes:
        raise Refused(Denied(_("Right hours are between none and what was written down.")))
    hold(claim.centre_id)
    line = _shortened(Line(**{name: getattr(claim, name) for name in COLUMNS}), minutes)
    judgements = judge(line, a_desk([line], centre_id=claim.centre_id, by=by))
    if judgements and judgements[0].refuses:
        raise Refused(Denied(judgements[0].said()))
    line = replace(line, channel=Channel.OBJECTION)
    entry = _entry(line, claim.centre_id, by, keyed=claim, reason=reason.strip()[:300])
    entry.seconded_by, entry.seconded_by_id = by.name, by.user_id
    entry.save(force_insert=True)
    counted = HourClaim.objects.unscoped(because="the claim was scoped").filter(pk=claim.pk, entry__isnull=True)
    if not counted.update(entry=entry):
        raise Refused(Denied(_("Somebody else has decided on these hours.")))
    claim.entry = entry
    keep_all(_decisions(judgements, entry, by))
    return entry


def rewrite(entry: HourEntry, *, minutes: int, reason: str, channel: str, by: Actor) -> HourEntry | None:
    """Take an entry back and write the right one. Raises Refused where it cannot be, or was corrected already."""
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    if not stands(entry):
        raise Refused(Denied(_("This entry was corrected already; correct the newer one.")))
    if minutes == entry.minutes:
        raise Refused(Denied(_("Nothing was changed.")))
    hold(entry.centre_id)
    facts = {"reason": reason.strip()[:300], "corrects": entry}
    line = Line(**{name: getattr(entry, name) for name in COLUMNS})
    _entry(
        replace(line, minutes=-entry.minutes, channel=channel), entry.centre_id, by, kind=HourEntry.Kind.REVERSAL,
        times=-1, **facts,
    ).save(force_insert=True)  # fmt: skip
    if not minutes:
        return None
    new = replace(_shortened(line, minutes), channel=channel)
    return _corrected(new, entry, by, **facts)


def put_back(entry: HourEntry, *, reason: str, by: Actor, minutes: int = 0) -> HourEntry | None:
    """What was taken back counts again by a new entry; None where it counts already. minutes: 0 as it was recorded."""
    if stands(entry):
        return None
    right = entry.corrections.filter(kind=HourEntry.Kind.CORRECTION).first()
    if right is not None:
        same = right.minutes == entry.minutes or not stands(right)
        return None if same else rewrite(right, minutes=entry.minutes, reason=reason, channel=Channel.OBJECTION, by=by)
    gone = entry.corrections.get(kind=HourEntry.Kind.REVERSAL)
    if gone.corrections.exists():
        return None
    hold(entry.centre_id)
    line = replace(Line(**{name: getattr(entry, name) for name in COLUMNS}), channel=Channel.OBJECTION)
    return _corrected(_shortened(line, minutes or entry.minutes), entry, by, reason=reason, corrects=gone)


def _shortened(line: Line, minutes: int) -> Line:
    """The same service with other minutes; its times stay where these fit between them, so that overlaps are still seen."""
    if line.starts and line.ends and minutes <= minutes_between(line.starts, line.ends):
        return replace(line, minutes=minutes)
    return replace(line, minutes=minutes, starts=None, ends=None)


def _corrected(line: Line, entry: HourEntry, by: Actor, **facts) -> HourEntry:
    """Write what counts in the place of `entry`, judged like any line; what is doubtful is kept with it. Raises Refused."""
    judgements = judge(replace(line, shift_id=None), a_desk([line], centre_id=entry.centre_id, by=by, correcting=entry))
    if judgements and judgements[0].refuses:
        raise Refused(Denied(judgements[0].said()))
    right = _entry(line, entry.centre_id, by, kind=HourEntry.Kind.CORRECTION, **facts)
    right.save(force_insert=True)
    keep_all(_decisions(judgements, right, by))
    return right


def needs_second(entry: HourEntry, minutes: int, by: Actor) -> bool:
    """Whether `minutes` instead of what the entry says make a day of the volunteer that needs a second hand."""
    rows = HourEntry.objects.unscoped(because="the entry was scoped").filter(
        centre_id=entry.centre_id, volunteer_id=entry.volunteer_id, day=entry.day
    )
    on_the_day = rows.aggregate(found=Sum("minutes"))["found"] or 0
    counted = entry.minutes if stands(entry) else 0
    most = int(rules_of(entry.centre_id, by.today)["hours.second_above_minutes"])
    return on_the_day - counted + minutes > most


def _placed(line: Line, desk: Desk, second: bool, batch_id: int | None) -> Written:
    written = Written(line, judge(line, desk))
    if written.refused is not None:
        return written
    desk.take(line)
    if second and _needs_second(line, desk):
        volunteer = desk.volunteers[line.volunteer_id]
        written.claim = HourClaim(
            centre_id=volunteer.centre_id,
            batch_id=batch_id,
            keyed_at=desk.by.at,
            keyed_by=desk.by.name,
            keyed_by_id=desk.by.user_id,
            **{name: getattr(line, name) for name in COLUMNS},
        )
    return written


def _needs_second(line: Line, desk: Desk) -> bool:
    on_the_day = desk.minutes[line.volunteer_id, line.day]  # with this line, which was taken
    if on_the_day > int(desk.rules["hours.second_above_minutes"]):
        return True
    return desk.by.subject == ("volunteers.volunteer", line.volunteer_id)


def _entry(line: Line, centre_id: int, by: Actor, *, batch_id=None, keyed=None, **more) -> HourEntry:
    return HourEntry(
        centre_id=centre_id,
        batch_id=keyed.batch_id if keyed else batch_id,
        keyed_at=keyed.keyed_at if keyed else by.at,
        keyed_by=keyed.keyed_by if keyed else by.name,
        keyed_by_id=keyed.keyed_by_id if keyed else by.user_id,
        **{name: getattr(line, name) for name in COLUMNS},
        **more,
    )


def _decisions(judgements: list[Judgement], about, by: Actor, centre_id: int | None = None):
    """Doubts stand at the entry or claim; a refusal at nothing, for nothing was written."""
    noun = CLAIM if isinstance(about, HourClaim) else ENTRY
    for judgement in judgements:
        yield decided(
            judgement,
            centre_id=centre_id or about.centre_id,
            noun=noun,
            noun_id=getattr(about, "pk", None),
            volunteer_id=about.volunteer_id,
            by=by,
        )


def _close(claim: HourClaim, state: str, by: Actor, *, entry=None, reason: str = "") -> None:
    changes = {"state": state, "decided_at": by.at, "reason": reason, "entry": entry}
    changes |= {"decided_by": by.name, "decided_by_id": by.user_id}
    waiting = HourClaim.objects.unscoped(because="the claim was scoped").filter(pk=claim.pk)
    if not waiting.filter(state=HourClaim.State.WAITING).update(**changes):
        raise Refused(Denied(_("Somebody else has decided on these hours.")))
    for name, value in changes.items():
        setattr(claim, name, value)
