"""The fairness account of a round: who asked, who got, why, what was changed by hand. For all applicants alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from shuniu.kernel.dated import codes, setting
from shuniu.venues.allocation import BEFORE_KEPT, BEFORE_SHUT, Outcome
from shuniu.venues.allocation.moving import BEFORE_FEWEST
from shuniu.venues.models import Allocation, Application, Grant, Judgement, Objection, Override, Round, Space
from shuniu.venues.rounds import applications_in, grants_in, rounds_before, served_in
from shuniu.venues.standing import moment_of
from shuniu.venues.words import told_of


@dataclass(frozen=True, slots=True)
class Served:
    """One group: times asked for and had, this season and the last one (None: it did not ask)."""

    application: Application
    asked: int
    granted: int
    before: tuple[int, int] | None

    @property
    def share(self) -> float:
        return self.granted / self.asked

    @property
    def share_before(self) -> float | None:
        return self.before[1] / self.before[0] if self.before and self.before[0] else None

    @property
    def got_less(self) -> bool:
        return self.share_before is not None and self.share < self.share_before


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: wishes of one rank or category."""

    label: str
    asked: int
    granted: int

    @property
    def share(self) -> str:
        return f"{self.granted / self.asked:.0%}" if self.asked else "–"


class Account:
    """Computed from the decisions and what is given now; nothing of it is typed in."""

    def __init__(self, round_: Round):
        self.round = round_
        self.mine = {"centre_id": round_.centre_id, "round": round_}

    @cached_property
    def allocation(self) -> Allocation | None:
        runs = Allocation.objects.unscoped(because="the round was scoped")
        return runs.filter(**self.mine).order_by("-id").defer("inputs").first()

    @cached_property
    def judgements(self) -> list[Judgement]:
        rows = Judgement.objects.unscoped(because="the round was scoped")
        mine = rows.filter(centre_id=self.round.centre_id, allocation=self.allocation)
        told = mine.select_related("group", "other", "space__venue", "wish")
        return list(told.order_by("turn", "group_id", "rank"))

    @cached_property
    def titles(self) -> dict[int, str]:
        return titles_of(self.round)

    def told(self, judgement: Judgement) -> str:
        """A decision in one sentence."""
        return told_of(judgement, self.titles)

    @cached_property
    def grants(self) -> list[Grant]:
        return list(grants_in(self.round).select_related("space__venue").order_by("weekday", "starts"))

    @cached_property
    def served(self) -> list[Served]:
        """All applicants, the least served first."""
        given = Counter(grant.group_id for grant in self.grants)
        before = served_in(self.last_round) if self.last_round else {}
        found = [
            Served(each, each.times, given[each.group_id], before.get(each.group_id))
            for each in applications_in(self.round).select_related("group").order_by("group__name")
        ]
        return sorted(found, key=lambda each: (each.share, each.share_before or 0))

    @cached_property
    def last_round(self) -> Round | None:
        return next(iter(rounds_before(self.round, on=self.round.first)), None)

    @property
    def seasons(self) -> int:
        """Over how many seasons the next allocation looks back to tell equals apart."""
        return int(setting("venues.round.seasons_remembered", place=self.round.centre_id, on=self.round.first))

    @property
    def most_kept(self) -> int | None:
        """How many in a hundred of a weekly time's dates may be kept already; None of a run that did not ask yet."""
        if self.allocation and self.allocation.version <= BEFORE_KEPT:
            return None
        day = moment_of(self.allocation.run_at)[0] if self.allocation else self.round.closes_on
        return int(setting("venues.round.most_kept", place=self.round.centre_id, on=day))

    @property
    def asks_fewest(self) -> bool:
        """Whether as few as possible are asked to move; runs of the versions before did not."""
        return self.allocation is None or self.allocation.version > BEFORE_FEWEST

    @property
    def asks_shut(self) -> bool:
        """Whether the dates on which a place cannot be used were asked for too."""
        return self.allocation is None or self.allocation.version > BEFORE_SHUT

    @cached_property
    def overrides(self) -> list[Override]:
        rows = Override.objects.unscoped(because="the round was scoped").filter(**self.mine)
        return list(rows.select_related("group", "taken__space__venue", "given__space__venue").order_by("pk"))

    @cached_property
    def objections(self) -> list[Objection]:
        rows = Objection.objects.unscoped(because="the round was scoped").filter(**self.mine)
        return list(rows.select_related("group").order_by("pk"))

    # --- The tables -----------------------------------------------------------------------------------------------------
    def by_rank(self) -> list[Row]:
        """How many wishes of each rank the procedure granted; those of a group that had enough already are left out."""
        asked = Counter(each.rank for each in self.judgements if each.outcome != Outcome.ENOUGH)
        granted = Counter(each.rank for each in self.judgements if each.outcome == Outcome.GRANTED)
        return [Row(_("wish %(rank)s") % {"rank": rank}, asked[rank], granted[rank]) for rank in sorted(asked)]

    def by_category(self) -> list[Row]:
        """How many times a week the groups of each category asked for and have, manual changes included."""
        labels = codes("groups.category", place=self.round.centre_id, on=self.round.first)
        asked: Counter[str] = Counter()
        granted: Counter[str] = Counter()
        for each in self.served:
            asked[each.application.group.category] += each.asked
            granted[each.application.group.category] += each.granted
        named = [(code.code, str(code)) for code in labels] + [("", _("no category"))]
        return [Row(label, asked[code], granted[code]) for code, label in named if asked[code]]

    def by_outcome(self) -> list[tuple[str, int]]:
        counted = Counter(each.outcome for each in self.judgements)
        return [(str(label), counted[outcome]) for outcome, label in outcomes().items() if counted[outcome]]

    def least_served(self, count: int = 10) -> list[Served]:
        return [each for each in self.served if each.share < 1][:count]

    def got_less(self) -> list[Served]:
        """Who has less of what it asked for than last season. What counts the next time is `seasons` together."""
        return [each for each in self.served if each.got_less]

    @cached_property
    def asked(self) -> int:
        return sum(each.asked for each in self.served)

    @property
    def hours(self) -> float:
        return sum(grant.hours for grant in self.grants)

    @property
    def whole(self) -> int:
        """How many groups have all they asked for."""
        return sum(each.share >= 1 for each in self.served)


def titles_of(round_: Round) -> dict[int, str]:
    """Space → what it is called, with its venue."""
    spaces = Space.objects.unscoped(because="the round was scoped").filter(centre_id=round_.centre_id)
    return {space.pk: space.title for space in spaces.select_related("venue")}


def outcomes() -> dict[str, str]:
    return {
        Outcome.GRANTED: _("granted"),
        Outcome.TAKEN: _("held by another group"),
        Outcome.ENOUGH: _("not needed: has enough"),
        Outcome.SAME_DAY: _("a second time on one day"),
        Outcome.TOO_SMALL: _("place too small"),
        Outcome.NO_EQUIPMENT: _("equipment lacking"),
        Outcome.QUIET: _("quiet hours"),
        Outcome.KEPT: _("kept already"),
        Outcome.SHUT: _("place cannot be used on too many dates"),
        Outcome.CLOSED: _("closed at these hours"),
        Outcome.NOT_OFFERED: _("place not offered in the season"),
        Outcome.INCOMPLETE: _("too little said"),
    }
