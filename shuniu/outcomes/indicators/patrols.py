"""The figures of the outreach patrols [case]: totals alone. No row tells of anybody who was met."""

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column
from shuniu.outcomes.indicators.indicator import Period, indicator
from shuniu.volunteers.public import patrols_between


def _patrols(period: Period):
    return patrols_between(period.first, period.last, period.actor).select_related("route")


def _with_any(column: str):
    """The patrols of which the figure is not nought: the rows behind it."""
    return lambda period: _patrols(period).filter(~Q(**{column: 0}))


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
            Column("day", _("Day"), value="day", sort="day"),
            Column("route", _("Route"), value=lambda patrol: patrol.route.name),
            Column("figure", _label, value=_column, kind="number"),
        ),
        order="day",
        value=_sum(_column),
    )
