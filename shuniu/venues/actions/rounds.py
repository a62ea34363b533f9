"""A seasonal round from its announcement to the season's bookings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import ALPHABET
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.series import Weekly, all_parts, write_dates
from shuniu.venues.actions.slots import clock
from shuniu.venues.allocation import RULE, VERSION, allocate, digest_of, frozen
from shuniu.venues.hearing import takes_wishes
from shuniu.venues.held import hold_rounds_still, hold_still
from shuniu.venues.models import (
    Allocation,
    Application,
    Grant,
    GrantSlot,
    Judgement,
    Round,
    Series,
    Space,
    Wish,
    minutes,
)
from shuniu.venues.parts import pieces
from shuniu.venues.rounds import applications_in, grants_in
from shuniu.venues.season_inputs import inputs_of
from shuniu.venues.words import sentence_of

OFFICIAL = "zh-hans"  # a decision is kept in the language in which it is published
NOTHING = trail.Erasure.NOTHING_PERSONAL
ANNOUNCED = trail.entry_kind(
    "venues.round_announced",
    _("Announced the round {title}: wishes from {from} to {to}; the seed is {seed}"),
    erasure=NOTHING,
)
HANDED_IN = trail.entry_kind("venues.wishes_handed_in", _("Handed in {wishes} wishes for {title}"), erasure=NOTHING)
KEYED_IN = trail.entry_kind(
    "venues.wishes_keyed_in", _("Keyed in the wishes of {groups} groups for {title}"), erasure=NOTHING
)
WITHDRAWN = trail.entry_kind("venues.wishes_withdrawn", _("Withdrew the wishes for {title}"), erasure=NOTHING)
ALLOCATED = trail.entry_kind(
    "venues.round_allocated",
    _("Ran the allocation of {title}: {granted} times granted in {turns} turns"),
    erasure=NOTHING,
)
PUBLISHED = trail.entry_kind(
    "venues.round_published", _("Published the result of {title}; objections until {until}"), erasure=NOTHING
)
OPENED = trail.entry_kind(
    "venues.season_booked", _("Booked the season {title}: {had} dates, {refused} not possible"), erasure=NOTHING
)


@dataclass(frozen=True, slots=True)
class Wished:
    """One wish as handed in: places (ids of spaces) in order; (weekday, from, until) in minutes, in order."""

    places: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a group asks of a round, its wishes by rank."""

    persons: int
    times: int
    minutes: int
    wishes: tuple[Wished, ...]
    equipment: tuple[str, ...] = field(default=())
    amplified: bool = False


@action
def announce_round(
    *, centre_id: int, title: str, opens_on: date, closes_on: date, first: date, last: date, by: Actor, seed: str = ""
) -> Round:  # fmt: skip
    """Announce a round with its dates and its seed, before anybody has wished. `seed`: drawn here where none is given."""
    require(holds(by, permissions.ALLOCATE))
    token = "".join(secrets.choice(ALPHABET) for _i in range(12))
    seed = seed.strip() or "-".join("".join(secrets.choice(ALPHABET) for _i in range(4)) for _part in range(3))
    round_ = Round(
        centre_id=centre_id, title=title.strip(), opens_on=opens_on, closes_on=closes_on, first=first, last=last,
        seed=seed, token=token,
    )  # fmt: skip
    try:
        with transaction.atomic():
            round_.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(
            Denied(_("The title is taken, or the dates do not follow each other: wishes, then season."))
        ) from twice
    facts = {"title": round_.title, "from": opens_on.isoformat(), "to": closes_on.isoformat(), "seed": seed}
    trail.record(ANNOUNCED, round_, by=by, facts=facts)
    return round_


@action
def hand_in_wishes(round_: Round, *, group: Group, asking: Asking, channel: str, by: Actor) -> Application:
    """A group's wishes, handed in or handed in anew; while wishes are taken, what was said before is replaced."""
    require(holds(by, permissions.WISH))
    require(permissions.acts_for(group.pk, by))
    require(takes_wishes(round_, by))
    _require_sound(asking)
    application = _application(round_, group, asking, channel, by)
    Wish.objects.unscoped(because="the group was scoped").filter(
        centre_id=round_.centre_id, application=application
    ).delete()
    Wish.objects.bulk_create(_wishes(application, asking))
    facts = {"title": round_.title, "wishes": len(asking.wishes), "group": group.pk, "channel": channel}
    trail.record(HANDED_IN, application, by=by, facts=facts)
    return application


@action
def key_in_wishes(round_: Round, *, askings: Sequence[tuple[Group, Asking]], by: Actor) -> int:
    """A pile of paper forms, keyed in at once: one line in the trail. A group that has handed in already is refused."""
    require(holds(by, permissions.WISH))
    require(takes_wishes(round_, by))
    for _group, asking in askings:
        _require_sound(asking)
    paper = Application.Channel.PAPER
    applications = [_new(round_, group, asking, paper, by) for group, asking in askings]
    try:
        with transaction.atomic():
            Application.objects.bulk_create(applications)
    except IntegrityError as twice:
        raise Refused(Denied(_("One of these groups has handed in its wishes already."))) from twice
    pairs = zip(applications, askings, strict=True)
    Wish.objects.bulk_create(wish for application, (_group, asking) in pairs for wish in _wishes(application, asking))
    trail.record(KEYED_IN, round_, by=by, facts={"title": round_.title, "groups": len(applications)})
    return len(applications)


@action
def withdraw_wishes(application: Application, *, by: Actor) -> None:
    require(holds(by, permissions.WISH))
    require(permissions.acts_for(application.group_id, by))
    require(takes_wishes(application.round, by))
    application.withdrawn_at = by.at
    application.save(update_fields=["withdrawn_at"])
    trail.record(WITHDRAWN, application, by=by, facts={"title": application.round.title})


@action
def run_allocation(round_: Round, *, by: Actor) -> Allocation:
    """Run the procedure on what stands at this moment, and keep the inputs it ran on. Until it is published, anew."""
    require(holds(by, permissions.ALLOCATE))
    hold_still(round_)
    if round_.published_at:
        raise Refused(Denied(_("The result is published; it is changed by hand and by objection only.")))
    if by.today <= round_.closes_on:
        raise Refused(Denied(_("Wishes are taken until %(day)s.") % {"day": round_.closes_on}))
    if round_.overrides.exists():
        raise Refused(Denied(_("This result has been changed by hand; a new run would undo that.")))
    inputs = inputs_of(round_, on=by.today)
    result, text = allocate(inputs), frozen(inputs)
    allocation = Allocation(
        centre_id=round_.centre_id, round=round_, run_at=by.at, run_by=by.name, rule=RULE, version=VERSION, inputs=text,
        digest=digest_of(text, result), turns=result.turns,
    )  # fmt: skip
    allocation.save(force_insert=True)
    _write_judgements(allocation, result.decisions)
    withdraw_grants(list(grants_in(round_)), by=by)
    give_times(round_, [(p.group, p.wish, p.space, p.weekday, p.starts, p.ends) for p in result.placements])
    round_.allocated_at = by.at
    round_.save(update_fields=["allocated_at"])
    facts = {
        "title": round_.title,
        "granted": len(result.placements),
        "turns": result.turns,
        "digest": allocation.digest,
    }
    trail.record(ALLOCATED, round_, by=by, facts=facts)
    return allocation


@action
def publish_round(round_: Round, *, by: Actor) -> None:
    """Publish the result with its account; from now on the days for objections run, and what was given is held."""
    require(holds(by, permissions.ALLOCATE))
    hold_still(round_)
    if round_.allocated_at is None or round_.published_at is not None:
        raise Refused(Denied(_("A result is published once, after the allocation.")))
    days = int(setting("venues.round.objection_days", place=round_.centre_id, on=by.today))
    round_.published_at, round_.objections_until = by.at, add_workdays(by.today, days)
    round_.save(update_fields=["published_at", "objections_until"])
    facts = {"title": round_.title, "until": round_.objections_until.isoformat()}
    trail.record(PUBLISHED, round_, by=by, facts=facts)


@action
def book_season(round_: Round, *, by: Actor) -> tuple[int, int]:
    """Turn what was given into the season's bookings, once the objections are decided: (dates, dates not possible)."""
    require(holds(by, permissions.ALLOCATE))
    hold_rounds_still(round_.centre_id, round_.first, round_.last)
    hold_still(round_)
    if round_.published_at is None or round_.opened_at is not None:
        raise Refused(Denied(_("A season is booked once, after its publication.")))
    if round_.hears_objections(by.today):
        raise Refused(Denied(_("Objections are heard until %(day)s.") % {"day": round_.objections_until}))
    if round_.objections.filter(decided_at__isnull=True).exists():
        raise Refused(Denied(_("An objection has not been decided yet.")))
    grants = list(grants_in(round_).select_related("space__venue", "group").order_by("pk"))
    weekly = _season_series(round_, grants, by)
    had, refused = write_dates(weekly, season=round_, by=by) if weekly else (0, 0)
    round_.opened_at = by.at
    round_.save(update_fields=["opened_at"])
    trail.record(OPENED, round_, by=by, facts={"title": round_.title, "had": had, "refused": refused})
    return had, refused


# --- For other actions ------------------------------------------------------------------------------------------------
def give_times(round_: Round, times: Sequence[tuple]) -> list[Grant]:
    """Write grants (group, wish, space, weekday, from, until) with their slots; Refused where two groups would meet."""
    grants = [
        Grant(centre_id=round_.centre_id, round=round_, group_id=group, wish_id=wish, space_id=space, weekday=weekday,
              starts=clock(starts), ends=clock(ends))
        for group, wish, space, weekday, starts, ends in times
    ]  # fmt: skip
    Grant.objects.bulk_create(grants)
    spaces = Space.objects.unscoped(because="the round was scoped").filter(centre_id=round_.centre_id)
    grains = dict(spaces.values_list("pk", "venue__grain"))
    parts = all_parts(round_.centre_id, set(spaces.values_list("venue_id", flat=True)))
    try:
        with transaction.atomic():
            GrantSlot.objects.bulk_create(
                GrantSlot(
                    centre_id=round_.centre_id, round=round_, part_id=part, weekday=grant.weekday, at=at, grant=grant
                )
                for grant in grants
                for part in parts[grant.space_id]
                for at in pieces(minutes(grant.starts), minutes(grant.ends), grains[grant.space_id])
            )
    except IntegrityError as twice:
        raise Refused(Denied(_("Another group has this time in the season."))) from twice
    return grants


def withdraw_grants(grants: Sequence[Grant], *, by: Actor) -> None:
    if not grants:
        return
    keys = [grant.pk for grant in grants]
    for some in bulk.in_portions(keys):
        slots = GrantSlot.objects.unscoped(because="the round was scoped")
        slots.filter(centre_id=grants[0].centre_id, grant_id__in=some).delete()
        rows = Grant.objects.unscoped(because="the round was scoped")
        rows.filter(centre_id=grants[0].centre_id, pk__in=some).update(withdrawn_at=by.at)


def _season_series(round_: Round, grants: list[Grant], by: Actor) -> list[Weekly]:
    asked = {a.group_id: a for a in applications_in(round_)}
    series = [
        Series(centre_id=round_.centre_id, space=g.space, group=g.group, weekday=g.weekday, starts=g.starts, ends=g.ends,
               first=max(round_.first, by.today), last=round_.last, origin=Series.Origin.SEASON)
        for g in grants
    ]  # fmt: skip
    Series.objects.bulk_create(series)
    for grant, made in zip(grants, series, strict=True):
        grant.series = made
    Grant.objects.unscoped(because="the round was scoped").bulk_update(grants, ["series"], batch_size=200)
    return [_weekly(each, asked.get(each.group_id)) for each in series]


def _weekly(series: Series, asked: Application | None) -> Weekly:
    """Who wished on paper signs the paper list."""
    if asked is None:
        return Weekly(series, 0, amplified=False)
    return Weekly(series, asked.persons, asked.amplified, on_paper=asked.channel == Application.Channel.PAPER)


def _write_judgements(allocation: Allocation, decisions) -> None:
    spaces = Space.objects.unscoped(because="the round was scoped").filter(centre_id=allocation.centre_id)
    titles = {space.pk: space.title for space in spaces.select_related("venue")}
    groups = _names(allocation, {d.group for d in decisions} | {d.holder for d in decisions if d.holder})
    asked = Wish.objects.unscoped(because="the round was scoped").filter(centre_id=allocation.centre_id)
    places = dict(asked.filter(application__round=allocation.round).values_list("pk", "places"))
    wished = {wish: [titles[key] for key in keys if key in titles] for wish, keys in places.items()}
    with translation.override(OFFICIAL):
        said = {d.wish: sentence_of(d, spaces=titles, groups=groups, wished=wished[d.wish])[:300] for d in decisions}
    Judgement.objects.bulk_create(
        [
            Judgement(
                centre_id=allocation.centre_id, allocation=allocation, group_id=d.group, wish_id=d.wish, rank=d.rank,
                turn=d.turn, outcome=d.outcome, space_id=d.space, weekday=d.weekday, starts=d.starts, ends=d.ends,
                other_id=d.holder, numbers=d.numbers, sentence=said[d.wish],
            )
            for d in decisions
        ],
        batch_size=500,
    )  # fmt: skip


def _names(allocation: Allocation, groups: set[int]) -> dict[int, str]:
    """What the groups are called that decisions speak of: who applied, and who keeps a time without applying."""
    rows = Group.objects.unscoped(because="the round was scoped").filter(centre_id=allocation.centre_id, pk__in=groups)
    return dict(rows.values_list("pk", "name"))


def _application(round_: Round, group: Group, asking: Asking, channel: str, by: Actor) -> Application:
    new = _new(round_, group, asking, channel, by)
    mine = Application.objects.unscoped(because="the group was scoped")
    before = mine.filter(centre_id=round_.centre_id, round=round_, group=group).first()
    if before is None:
        new.save(force_insert=True)
        return new
    new.pk = before.pk
    new.save(force_update=True)
    return new


def _new(round_: Round, group: Group, asking: Asking, channel: str, by: Actor) -> Application:
    return Application(
        centre_id=round_.centre_id, round=round_, group=group, persons=asking.persons, times=asking.times,
        minutes=asking.minutes, equipment=list(asking.equipment), amplified=asking.amplified, handed_in_at=by.at,
        handed_in_by=by.name, channel=channel,
    )  # fmt: skip


def _wishes(application: Application, asking: Asking) -> list[Wish]:
    return [
        Wish(centre_id=application.centre_id, application=application, rank=rank, places=list(wished.places),
             spans=[list(span) for span in wished.spans])
        for rank, wished in enumerate(asking.wishes, 1)
    ]  # fmt: skip


def _require_sound(asking: Asking) -> None:
    if not asking.wishes:
        raise Refused(Denied(_("Name at least one place and time.")))
    if not 1 <= asking.times <= 7 or not 30 <= asking.minutes <= 480 or asking.persons < 1:
        raise Refused(
            Denied(_("From one to seven times a week, from half an hour to eight hours, for one person or more."))
        )
