"""The figures of the window and of day care [case]."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.casework import public as casework
from shuniu.kernel.lists import Column
from shuniu.kernel.sealing.masking import mask_name
from shuniu.outcomes.indicators.indicator import Period, indicator, share


def _closed(period: Period):
    return casework.closed_between(period.first, period.last, period.actor)


def _rooms(period: Period):
    return casework.rooms_on(period.last, period.actor)


def _open_case(row) -> str:
    return reverse("casework:case", args=[row.pk])


CASE_COLUMNS = (
    Column("number", _("Case"), sort="number"),
    Column("service", _("Service"), value=lambda case: case.service.name),
    Column("closed_on", _("Closed on")),
    Column("in_time", _("Within its time limit"), value=lambda case: _("yes") if case.in_time else _("no")),
    Column("satisfaction", _("Satisfaction"), kind="number"),
)

indicator(
    "casework.closed",
    label=_("Cases closed"),
    unit="cases",
    definition=_(
        "Cases closed in the period with a result. Sealed cases and those the applicant withdrew are left out."
    ),
    rows=_closed,
    columns=CASE_COLUMNS,
    row_url=_open_case,
)
indicator(
    "casework.within_time_share",
    label=_("Cases closed within their time limit"),
    unit="share",
    definition=_(
        "Cases closed in the period on or before the day they were due, divided by all closed in it. The time limit "
        "stands still while a paper of the applicant is awaited. It opens to those that were late."
    ),
    rows=lambda period: _closed(period).filter(in_time=False),
    columns=CASE_COLUMNS,
    value=lambda period: share(_closed(period).filter(in_time=True).count(), _closed(period).count()),
    row_url=_open_case,
)
indicator(
    "casework.adoption_assessments",
    label=_("Adoption assessments"),
    unit="assessments",
    definition=_(
        "Adoption assessments closed in the period. Everybody sees their number; its rows open only to the assessors of "
        "each."
    ),
    rows=lambda period: casework.adoption_assessments_between(period.first, period.last, period.actor),
    columns=CASE_COLUMNS[:4],
    value=lambda period: casework.count_adoption_assessments(period.first, period.last, period.actor),
    row_url=_open_case,
)
indicator(
    "casework.report_ins",
    label=_("Report-ins answered"),
    unit="cases",
    definition=_(
        "Report-in slips of the party-member service answered in the period. Only their number is known: no name is "
        "kept, and rows open to nobody but whoever is appointed for it."
    ),
    rows=lambda period: casework.report_ins_between(period.first, period.last, period.actor),
    columns=CASE_COLUMNS[:4],
    value=lambda period: casework.count_report_ins(period.first, period.last, period.actor),
    row_url=_open_case,
)
indicator(
    "casework.satisfaction",
    label=_("Satisfaction with closed cases"),
    unit="points",
    definition=_(
        "Mean of what applicants said of cases closed in the period, from 1 to 5; those not asked are left out."
    ),
    rows=lambda period: _closed(period).filter(satisfaction__isnull=False),
    columns=CASE_COLUMNS,
    value=lambda period: casework.mean_satisfaction(_closed(period)),
    row_url=_open_case,
)
indicator(
    "casework.day_care_rooms",
    label=_("Day care rooms"),
    unit="rooms",
    definition=_("Day care rooms that are open on the last day."),
    rows=_rooms,
    columns=(
        Column("name", _("Room"), sort="name"),
        Column("address", _("Where")),
        Column("places", _("Places"), kind="number"),
    ),
    order="name",
    row_url=lambda room: reverse("casework:room", args=[room.pk]),
)
indicator(
    "casework.day_care_places_taken",
    label=_("Day care places given away"),
    unit="places",
    definition=_("Places in day care rooms that somebody holds by agreement on the last day."),
    rows=lambda period: casework.enrolments_on(period.last, period.actor).select_related("room", "person"),
    columns=(
        Column("room", _("Room"), value=lambda place: place.room.name),
        Column("person", _("Elder"), value=lambda place: mask_name(place.person.name)),
        Column("since", _("Since"), sort="since"),
    ),
)
