"""The figures of the civil organizations [case]."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column
from shuniu.organizations.public import inspected_on_time, organizations_on, settled_on
from shuniu.outcomes.indicators.indicator import Period, indicator


def _organizations(period: Period):
    return organizations_on(period.last, period.actor)


def _open(row) -> str:
    return reverse("organizations:organization", args=[getattr(row, "organization_id", None) or row.pk])


COLUMNS = (
    Column("name", _("Organization"), sort="name"),
    Column("code", _("Credit code"), value=lambda o: o.code or None),
    Column("registered_on", _("Registered on")),
)
INSPECTIONS = (
    Column("organization", _("Organization"), value=lambda i: i.organization.name, sort="organization__name"),
    Column("year", _("Year inspected")),
    Column("received_on", _("Received")),
    Column("registry_by", _("Last day"), value=lambda i: i.cycle.registry_by),
)

indicator(
    "organizations.total",
    label=_("Civil organizations"),
    unit="organizations",
    definition=_("Organizations registered by the last day that have neither been deregistered nor moved away by it."),
    rows=_organizations,
    columns=COLUMNS,
    order="name",
    row_url=_open,
)
indicator(
    "organizations.private_non_enterprise",
    label=_("Private non-enterprise units"),
    unit="organizations",
    definition=_(
        "Civil organizations on the last day that are private non-enterprise units (social service organizations)."
    ),
    rows=lambda period: _organizations(period).filter(kind="private_unit"),
    columns=COLUMNS,
    order="name",
    row_url=_open,
)
indicator(
    "organizations.settled",
    label=_("Organizations helped to settle"),
    unit="organizations",
    definition=_("Civil organizations on the last day that had moved in with the centre's help by it."),
    rows=lambda period: settled_on(period.last, period.actor),
    columns=COLUMNS,
    order="name",
    row_url=_open,
)
indicator(
    "organizations.inspected_on_time",
    label=_("Organizations inspected on time"),
    unit="organizations",
    definition=_(
        "Of the newest yearly inspection of each registry and kind whose last day has come by the last day: those that the "
        "registry received by it."
    ),
    rows=lambda period: inspected_on_time(period.last, period.actor).select_related("organization", "cycle"),
    columns=INSPECTIONS,
    row_url=_open,
)
