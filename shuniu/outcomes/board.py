"""The director's board: what it draws, as plain values for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group, six_ones_tallies
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, month_of
from shuniu.outcomes.frozen import UNITS
from shuniu.outcomes.queries import Figure, figures

# Below the groups and the station, room by room, where there is anything to show.
SECTIONS = (
    (
        _("Civil organizations"),
        (
            "organizations.total",
            "organizations.private_non_enterprise",
            "organizations.settled",
            "organizations.inspected_on_time",
        ),
    ),
    (
        _("Service window"),
        (
            "casework.closed",
            "casework.within_time_share",
            "casework.satisfaction",
            "casework.adoption_assessments",
            "casework.report_ins",
            "casework.day_care_rooms",
            "casework.day_care_places_taken",
        ),
    ),
    (_("Venues"), ("venues.total", "venues.hours_granted", "venues.unused_share")),
    (
        _("Activities and courses"),
        ("activities.sessions", "activities.attendances", "courses.trainees", "courses.certificates", "courses.placed"),
    ),
)
CATEGORIES = ("groups.sports", "groups.culture", "groups.hobby", "groups.public_service")


@dataclass(frozen=True)
class Board:
    """Every figure of a period, each with the address of its rows."""

    first: date
    last: date
    figures: dict[str, Figure]
    months: list
    service_point: int | None = None

    @classmethod
    def of(cls, *, first: date, last: date, actor: Actor, service_point: int | None = None) -> Board:
        year_ago = add_months(month_of(last), -12)
        months = six_ones_tallies(Group.objects.visible_to(actor), place=actor.place, first=year_ago, last=last)
        counted = figures(first=first, last=last, actor=actor, service_point=service_point)
        return cls(first, last, counted, months, service_point)

    def value(self, name: str):
        return self.figures[name].value

    def per_cent(self, name: str) -> str:
        value = self.value(name)
        return "–" if value is None else f"{value:.1%}"

    def url(self, name: str) -> str:
        asked = {"from": self.first.isoformat(), "to": self.last.isoformat()}
        if self.service_point and self.figures[name].indicator.by_service_point:
            asked["point"] = self.service_point
        query = urlencode(asked)
        return f"{reverse('outcomes:rows', args=[name])}?{query}"

    def unit(self, name: str) -> str:
        """What is counted, in languages that say it behind the number (193支); an English label says it before."""
        return "" if get_language() == "en" else UNITS.get(self.figures[name].indicator.unit, "")

    def said(self, name: str):
        """The value as it stands in a tile: a share in per cent, a mean with two digits at most."""
        value = self.value(name)
        return self.per_cent(name) if self.figures[name].is_share else round(value, 2) if value is not None else None

    @property
    def sections(self) -> list[tuple[Promise, list[tuple]]]:
        """(title, [(value, unit, label, address of its rows)]) of every room that has something to show in the period."""
        return [
            (title, [(self.said(n), self.unit(n), self.figures[n].indicator.label, self.url(n)) for n in names])
            for title, names in SECTIONS
            if any(self.value(name) for name in names)
        ]

    @property
    def categories(self) -> list[tuple]:
        return [(self.figures[n].indicator.label, self.value(n), self.url(n)) for n in CATEGORIES]

    @property
    def ages(self) -> tuple[int, int]:
        aged = self.value("groups.aged_60_plus")
        return aged, self.value("groups.memberships") - aged

    @property
    def month_labels(self) -> list[str]:
        """The year stands with the first month and each January; the others need it not."""
        short, long = ("M", "M Y") if get_language() == "en" else ("n月", "Y年n月")
        return [
            date_format(tally.month, long if tally.month.month == 1 or tally is self.months[0] else short)
            for tally in self.months
        ]

    @property
    def month_shares(self) -> list[float | None]:
        return [None if t.share is None else round(t.share * 100, 1) for t in self.months]

    @property
    def draws_months(self) -> bool:
        return any(share is not None for share in self.month_shares)
