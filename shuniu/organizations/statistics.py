"""The office's statistics for the offices above it: each figure is counted by the very rows it opens to.

Stocks stand as of the last day of the period, changes and results fall within it. Counts of structures, never of
persons by name; a result that is only mirrored from the registry counts as history, not as a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.actor import Actor
from shuniu.organizations.models import Grading, Inspection, Listing, Organization, Premises
from shuniu.organizations.models.inspection import BEARING, Verdict
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import organizations_on
from shuniu.organizations.standing import BY_NAME, stands, suspended_within

ORGANIZATIONS, PEOPLE, ROOMS, AREA, OFFICES = (
    pgettext_lazy("unit", "organizations"), pgettext_lazy("unit", "people"), pgettext_lazy("unit", "places"), _("m²"),
    pgettext_lazy("unit", "offices"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are asked about, and by whom."""

    first: date
    last: date
    actor: Actor

    def within(self, column: str) -> Q:
        return Q(**{f"{column}__range": (self.first, self.last)})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. of: which family of rows (`FAMILIES`); where: which of them; value: what is made of these, by SQL."""

    name: str
    label: Promise | str
    of: str
    where: Callable[[Span], Q]
    unit: Promise = ORGANIZATIONS
    value: Callable[[Q], Any] = lambda where: Count("pk", filter=where)
    in_period: bool = False  # falls within the days; else as of the last of them
    shows: str = ""  # a column of the organization, that the figure is about

    def rows(self, span: Span, _value: str = "") -> QuerySet:
        return FAMILIES[self.of](span).filter(self.where(span))


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The organizations of the last day by what stands in a column, the most first."""

    name: str
    label: Promise
    column: str
    of: str = "here"
    shows: str = ""

    def rows(self, span: Span, value: str) -> QuerySet:
        asked = Q(**{self.column: value}) if value else Q(**{self.column: ""}) | Q(**{f"{self.column}__isnull": True})
        return _here(span).filter(asked)

    def counts(self, span: Span) -> list[tuple[str, int]]:
        """(value, "" where nothing is written; how many)."""
        found: dict[str, int] = {}
        rows = _here(span).order_by().values(self.column).annotate(count=Count("pk"))
        for value, count in rows.values_list(self.column, "count"):
            found[value or ""] = found.get(value or "", 0) + count
        return sorted(found.items(), key=lambda each: (not each[0], -each[1], each[0]))


@dataclass(frozen=True, slots=True)
class Line:
    """A counted figure. value: a number, or None where nothing was told. of: the value of a breakdown."""

    name: str
    label: Promise | str
    value: int | float | None
    unit: Promise
    in_period: bool = False
    of: str | None = None

    @property
    def says_unit(self) -> bool:
        """The page is about organizations anyway; only other units stand beside their figures."""
        return self.value is not None and self.unit is not ORGANIZATIONS


# --- Which rows -------------------------------------------------------------------------------------------------------
def _here(span: Span) -> QuerySet[Organization]:
    return organizations_on(span.last, span.actor)


def _recorded(span: Span) -> QuerySet[Organization]:
    return Organization.objects.visible_to(span.actor)


def _premises(span: Span) -> QuerySet[Premises]:
    rows = Premises.objects.visible_to(span.actor).filter(organization__in=_here(span).values("pk"))
    return rows.exclude(since__gt=span.last).exclude(until__lt=span.last)


def _inspections(span: Span) -> QuerySet[Inspection]:
    """Those whose last day with the registry falls within the period."""
    return Inspection.objects.visible_to(span.actor).filter(span.within("cycle__registry_by"))


def _gradings(span: Span) -> QuerySet[Grading]:
    rows = Grading.objects.visible_to(span.actor).filter(organization__in=_here(span).values("pk"))
    return rows.filter(given_on__lte=span.last)


def _listings(span: Span) -> QuerySet[Listing]:
    rows = Listing.objects.visible_to(span.actor).filter(organization__in=_here(span).values("pk"))
    return rows.filter(entered_on__lte=span.last)


FAMILIES: dict[str, Callable[[Span], QuerySet]] = {
    "here": _here,
    "recorded": _recorded,
    "premises": _premises,
    "inspections": _inspections,
    "gradings": _gradings,
    "listings": _listings,
}


# --- Which of them, and what is made of them --------------------------------------------------------------------------
def _sum(column: str, *, of: str = "here") -> dict:
    return {
        "where": lambda span: Q(**{f"{column}__isnull": False}),
        "value": lambda where: Sum(column, filter=where),
        "of": of,
        "shows": column if of == "here" else "",
    }


def _event(name: str, label: Promise, column: str) -> Figure:
    return Figure(name, label, "recorded", lambda span: span.within(column), in_period=True, shows=column)


def _inspected(name: str, label: Promise, where: Q) -> Figure:
    return Figure(name, label, "inspections", lambda span: where, in_period=True)


def _grade_holds(span: Span, grade: int) -> Q:
    newer = Grading.objects.visible_to(span.actor).filter(
        organization=OuterRef("organization"), given_on__lte=span.last, valid_until__gte=span.last
    )
    newer = newer.filter(Q(given_on__gt=OuterRef("given_on")) | Q(given_on=OuterRef("given_on"), pk__gt=OuterRef("pk")))
    return Q(grade=grade, valid_until__gte=span.last) & ~Q(Exists(newer))


def _mean(where: Q):
    committees = NullIf(Count("place", distinct=True, filter=where), 0)
    return Cast(Count("pk", filter=where), FloatField()) / Cast(committees, FloatField())


def _listed(name: str) -> Callable[[Span], Q]:
    return lambda span: Q(list=name) & (Q(removed_on__isnull=True) | Q(removed_on__gt=span.last))


NO_SUPERVISOR, HAS_PLACE, BRANCH = Q(supervisor=""), Q(place__isnull=False), ~Q(party_branch="")
ON_TIME = Q(received_on__lte=F("cycle__registry_by"))

SECTIONS: tuple[tuple[Promise, tuple[Figure | Breakdown, ...]], ...] = (
    (
        _("Organizations on the last day"),
        (
            Figure("total", _("Registered here"), "here", lambda span: Q()),
            *(Figure(f"kind-{kind}", kind.label, "here", lambda span, kind=kind: Q(kind=kind)) for kind in Kind),
            Figure("in-force", _("of them active"), "here", lambda span: stands("in_force", span.last)),
            Figure("suspended", BY_NAME["suspended"].label, "here", lambda span: stands("suspended", span.last)),
            Figure("helped", _("of them moved in with the centre's help"), "here", lambda s: Q(settled_on__lte=s.last)),
            Figure(
                "settling", BY_NAME["settling"].label, "recorded",
                lambda span: stands("settling", span.last) & Q(recorded_on__lte=span.last),
            ),
            Figure(
                "supervisors", _("Business supervisors"), "here", lambda span: ~NO_SUPERVISOR, OFFICES,
                lambda where: Count("supervisor", distinct=True, filter=where),
            ),
            Figure(
                "committees", _("Residents' committees with organizations"), "here", lambda span: HAS_PLACE, OFFICES,
                lambda where: Count("place", distinct=True, filter=where),
            ),
            Figure(
                "per-committee", _("Organizations a committee, on average"), "here", lambda span: HAS_PLACE, ORGANIZATIONS,
                _mean,
            ),
        ),
    ),
    (_("By registry"), (Breakdown("registry", _("Registry"), "registry"),)),
    (_("By business supervisor"), (Breakdown("supervisor", _("Business supervisor"), "supervisor"),)),
    (_("By residents' committee"), (Breakdown("committee", _("Residents' committee"), "place__name"),)),
    (
        _("Changes in the period"),
        (
            _event("registered", _("newly registered"), "registered_on"),
            _event("moved-in", _("newly moved in"), "settled_on"),
            Figure(
                "suspended-in", _("suspended in the period"), "recorded",
                lambda span: suspended_within(span.first, span.last), in_period=True,
            ),
            _event("moved-away", _("moved away in the period"), "moved_on"),
            _event("deregistered", _("deregistered in the period"), "deregistered_on"),
        ),
    ),
    (
        _("People and premises"),
        (
            Figure("told", _("Organizations whose figures are told"), "here", lambda s: Q(figures_on__isnull=False)),
            Figure("members", _("Members of the organizations"), unit=PEOPLE, **_sum("members")),
            Figure("staff-full", _("Full-time staff"), unit=PEOPLE, **_sum("staff_full")),
            Figure("staff-part", _("Part-time staff"), unit=PEOPLE, **_sum("staff_part")),
            Figure("premises", _("Premises"), "premises", lambda span: Q(), ROOMS),
            Figure("area", _("Area of the premises"), unit=AREA, **_sum("area", of="premises")),
        ),
    ),
    (
        _("Party structure (counts only)"),
        (
            Figure("branches", _("Organizations with a party branch"), "here", lambda span: BRANCH),
            Figure("no-branch", _("Organizations without one"), "here", lambda span: ~BRANCH),
            Figure("party-members", _("Party members (a count)"), unit=PEOPLE, **_sum("party_members")),
        ),
    ),
    (
        _("Yearly inspection, last day in the period"),
        (
            _inspected("asked", _("had to take part"), Q(source="")),
            _inspected("on-time", _("received on time"), Q(source="") & ON_TIME),
            _inspected("late", _("received late"), Q(source="", received_on__gt=F("cycle__registry_by"))),
            _inspected("not-received", _("not received"), Q(source="", received_on__isnull=True)),
            *(_inspected(f"result-{verdict}", verdict.label, BEARING & Q(verdict=verdict)) for verdict in Verdict),
            _inspected("rectifying", _("still to be put right"), Q(state="rectifying")),
            _inspected("history", _("results only taken over from the registry's publication"), ~Q(source="")),
        ),
    ),
    (
        _("Grades and credit lists"),
        (
            *(
                Figure(f"grade-{n}", f"{n}A", "gradings", lambda span, n=n: _grade_holds(span, n))
                for n in (5, 4, 3, 2, 1)
            ),
            Figure(
                "graded", _("grades given in the period"), "gradings", lambda s: s.within("given_on"), in_period=True
            ),
            Figure("abnormal", Listing.List.ABNORMAL.label, "listings", _listed("abnormal")),
            Figure("dishonest", Listing.List.DISHONEST.label, "listings", _listed("dishonest")),
            Figure("listed", _("listed in the period"), "listings", lambda s: s.within("entered_on"), in_period=True),
            Figure("unlisted", _("taken off in the period"), "listings", lambda s: s.within("removed_on"), in_period=True),
        ),
    ),
)  # fmt: skip
FIGURES = {each.name: each for _title, figures in SECTIONS for each in figures}


def statistics(span: Span) -> Iterator[tuple[Promise, list[Line]]]:
    """Section → its lines. One question for each family of rows and for each breakdown."""
    counted = _counted(span)
    for title, figures in SECTIONS:
        lines: list[Line] = []
        for each in figures:
            if isinstance(each, Breakdown):
                counts = each.counts(span)
                lines += [Line(each.name, of or _("not named"), count, ORGANIZATIONS, of=of) for of, count in counts]
            else:
                lines.append(Line(each.name, each.label, counted[each.name], each.unit, each.in_period))
        yield title, lines


def _counted(span: Span) -> dict[str, int | float | None]:
    found: dict[str, int | float | None] = {}
    for family, rows in FAMILIES.items():
        asked = [each for each in FIGURES.values() if isinstance(each, Figure) and each.of == family]
        names = {each.name: f"figure_{at}" for at, each in enumerate(asked)}
        values = rows(span).aggregate(**{names[each.name]: each.value(each.where(span)) for each in asked})
        found |= {name: _shown(values[column]) for name, column in names.items()}
    return found


def _shown(value):
    return round(value, 1) if isinstance(value, float) else value
