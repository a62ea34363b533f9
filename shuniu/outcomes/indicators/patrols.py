"""The figures of the outreach patrols [case]: totals alone. No row tells of anybody who was met."""

from datetime import date

from django.db.models import F, Q, Sum, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column
from shuniu.outcomes.indicators.indicator import Period, indicator
from shuniu.volunteers.public import patrols_between


def _patrols(period: Period):
    rows = patrols_between(period.first, period.last, period.actor, service_point=period.service_point)
    return rows.select_related("route")


def _with_any(column: str):
    """The patrols of which the figure is not nought: the rows behind it. Above the centre, months alone."""

    def rows(period: Period):
        patrols = _patrols(period).filter(~Q(**{column: 0}))
        if period.actor.centre is not None:
            return patrols.annotate(figure=F(column))
        of_a_month = [F("centre_id"), F("month")]
        return (
            patrols.annotate(month=TruncMonth("day"))
            .annotate(
                figure=Window(Sum(column), partition_by=of_a_month),
                nth=Window(RowNumber(), partition_by=of_a_month, order_by=F("day").asc()),
            )
            .filter(nth=1)
        )

    return rows


def _day(patrol) -> date | str:
    """Outside the centre a day and a route would tell of one patrol, and of whom it met."""
    return f"{patrol.month:%Y-%m}" if hasattr(patrol, "month") else patrol.day


def _route(patrol) -> str | None:
    return None if hasattr(patrol, "month") else patrol.route.name


def _sum(column: str):
    return lambda period: _patrols(period).aggregate(found=Sum(column))["found"] or 0


for _name, _column, _label, _unit, _definition in (
    (
        "patrols.person_times",
        "person_times",
        _("Person-times on outreach patrol"),
        "times",
        _("Volunteers on the patrols of the period. Who walked twice counts twice."),
    ),
    (
        "patrols.leaflets",
        "leaflets",
        _("Leaflets given out on patrol"),
        "sheets",
        _("Leaflets that the sheets of the period's patrols say were given out."),
    ),
    (
        "patrols.handovers",
        "handovers",
        _("Hand-overs to the rescue station and others"),
        "times",
        _(
            "People met on the period's patrols who were brought to the rescue station, a hospital, the police or their "
            "family. Counted on while the encounters are kept, and from the figures that remain when they are deleted."
        ),
    ),
):
    indicator(
        _name,
        label=_label,
        unit=_unit,
        definition=_definition,
        rows=_with_any(_column),
        columns=(
            Column("day", _("Day"), value=_day, sort="day"),
            Column("route", _("Route"), value=_route),
            Column("figure", _label, value="figure", kind="number"),
        ),
        order="day",
        value=_sum(_column),
        by_service_point=True,
    )
