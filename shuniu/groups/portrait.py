"""One group in one view: who, what, where and when, what is missing, what waits, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from shuniu.groups.completeness import ITEMS, UNKNOWNS, Item
from shuniu.groups.history import MonthOfSix, year_of
from shuniu.groups.models import (
    ActivityTime,
    Affiliation,
    Filing,
    Flag,
    Group,
    Leadership,
    Membership,
    ReportedFigure,
    VenuePermit,
)
from shuniu.groups.queries import held_on
from shuniu.groups.standing import Standing, standing_of
from shuniu.groups.windows import Window, earliest_missing, windows
from shuniu.groups.workflow import FILING, OPEN_STATES
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import codes
from shuniu.kernel.models import Appointment, Document
from shuniu.kernel.sealing import mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.kernel.signin.queries import in_force

AGED = 60  # the case and the statutes on the elderly count from sixty
SHOWN = 30  # lines of the trail on the page
FILE = _("file")
SOURCES = {"monthly_return": _("monthly return"), "ledger": FILE, "roster": FILE, "ledger+roster": FILE}


@dataclass(frozen=True, slots=True)
class Unknown:
    """One of the three unknowns of a group, with what is missing of it."""

    name: str
    label: str
    missing: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OpenFiling:
    """An application under way: its kind and state in words, for staff and for the applicant, and the tag's kind."""

    filing: Filing
    kind: str
    state: str
    applicant_state: str
    tag: str


class Portrait:
    """What the page of a group shows. Each part asks the database when the page draws it, and once."""

    def __init__(self, group: Group, actor: Actor):
        self.group, self.actor, self.today = group, actor, actor.today

    # --- Who ------------------------------------------------------------------------------------------------------------
    @cached_property
    def leadership(self) -> Leadership | None:
        return self._mine(Leadership).filter(held_on(self.today)).select_related("person").first()

    @cached_property
    def leader_phone(self) -> str:
        """Masked; "" where none is known."""
        return mask_phone(reveal(self.leadership.person, "phone")) if self.leadership else ""

    @cached_property
    def phone_account(self) -> int | None:
        """The key of an account that acts for the group by phone today, None for nobody's."""
        seats = Appointment.objects.filter(noun=Group._meta.label_lower, noun_id=self.group.pk, role="leader")
        return in_force(seats, self.today).values_list("user_id", flat=True).order_by("-pk").first()

    @cached_property
    def counted(self) -> dict[str, int]:
        """{"members", "aged"}: who is on the roster today."""
        aged = Q(person__born_on__lte=years_before(self.today, AGED))
        return (
            self._mine(Membership)
            .filter(held_on(self.today))
            .aggregate(members=Count("pk"), aged=Count("pk", filter=aged))
        )

    @property
    def aged_share(self) -> int | None:
        """Per cent of the counted members."""
        members = self.counted["members"]
        return round(100 * self.counted["aged"] / members) if members else None

    @cached_property
    def reported(self) -> list[tuple[ReportedFigure, str]]:
        """The newest reported number of each figure, with its source in words."""
        newest: dict[str, ReportedFigure] = {}
        for row in self._mine(ReportedFigure).order_by("reported_on", "pk"):
            newest[row.figure] = row
        return [(row, str(SOURCES.get(row.source, row.source))) for row in newest.values()]

    # --- What -----------------------------------------------------------------------------------------------------------
    @cached_property
    def category(self) -> str:
        table = codes("groups.category", place=self.group.centre_id, on=self.today)
        return next((str(c) for c in table if c.code == self.group.category), self.group.category)

    @cached_property
    def windows(self) -> list[Window]:
        return windows(self.group, today=self.today)

    @property
    def due(self) -> Window | None:
        """The return to be filed next."""
        return earliest_missing(self.windows)

    @property
    def last_return(self):
        return next((w.filed for w in self.windows if w.filed), None)

    # --- Where ----------------------------------------------------------------------------------------------------------
    @cached_property
    def times(self) -> list[ActivityTime]:
        return list(self._mine(ActivityTime).order_by("weekday", "starts"))

    @cached_property
    def permit(self) -> VenuePermit | None:
        """The permit in force, else the newest."""
        permits = list(self._mine(VenuePermit).order_by("-valid_until", "-pk")[:5])
        return next((p for p in permits if self.permit_state(p)[0] != "late"), permits[0] if permits else None)

    def permit_state(self, permit: VenuePermit) -> tuple[str, str]:
        """(kind of tag, words) of a permit today."""
        if permit.recalled_on and permit.recalled_on <= self.today:
            return "late", _("recalled on %(day)s") % {"day": permit.recalled_on}
        if permit.valid_until < self.today:
            return "late", _("ran out on %(day)s") % {"day": permit.valid_until}
        soon = (permit.valid_until - self.today).days <= 60
        return ("due" if soon else "ok"), _("valid until %(day)s") % {"day": permit.valid_until}

    @cached_property
    def flag(self) -> Flag | None:
        return self._mine(Flag).filter(taken_back_on__isnull=True).first()

    # --- How it stands ----------------------------------------------------------------------------------------------------
    @property
    def standing(self) -> Standing:
        return standing_of(self.group, self.today)

    @cached_property
    def unknowns(self) -> list[Unknown]:
        """Of a group that came through `with_knowns`."""
        missing = [item for item in ITEMS if getattr(self.group, f"missing_{item.name}")]
        found = {name: tuple(item for item in missing if item.unknown == name) for name in UNKNOWNS}
        return [Unknown(name, str(UNKNOWNS[name]), items) for name, items in found.items() if items]

    @cached_property
    def year(self) -> list[MonthOfSix]:
        return year_of(self.group, today=self.today)

    @cached_property
    def open_filings(self) -> list[OpenFiling]:
        return [_open(row) for row in self._mine(Filing).filter(state__in=OPEN_STATES).order_by("-pk")]

    @cached_property
    def documents(self) -> list[Document]:
        mine = Document.objects.unscoped(because="the group was scoped").filter(centre_id=self.group.centre_id)
        return list(mine.filter(noun="groups.group", noun_id=self.group.pk).order_by("-pk")[:10])

    @cached_property
    def affiliations(self) -> list[Affiliation]:
        return list(
            Affiliation.objects.unscoped(because="the group was scoped")
            .filter(held_on(self.today), centre_id=self.group.centre_id, group=self.group)
            .select_related("branch")
        )

    @cached_property
    def trail(self) -> list[trail.TrailEntry]:
        return trail.of_thing(self.group, limit=SHOWN)

    def _mine(self, model):
        return model.objects.unscoped(because="the group was scoped").filter(
            centre_id=self.group.centre_id, group=self.group
        )


def _open(filing: Filing) -> OpenFiling:
    state = FILING.by_state[filing.state]
    applicant = state.applicant_label or state.label
    return OpenFiling(filing, filing.get_kind_display(), str(state.label), str(applicant), state.kind)
