"""The figures of the venues."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column
from shuniu.outcomes.indicators.indicator import indicator, share
from shuniu.venues.public import bookings_over, granted_in_force, hours_granted, unused_share, venues_in_use

BOOKING_COLUMNS = (
    Column("day", _("Day"), sort="day"),
    Column("space", _("Place"), value=lambda b: b.space.title),
    Column("whose", _("Used by"), value=lambda b: b.whose),
)

indicator(
    "venues.total",
    label=_("Venues"),
    unit="venues",
    definition=_(
        "Venues that can be used on the last day: entered, not given up, and offered on it. A hall's parts count once."
    ),
    rows=lambda period: venues_in_use(period.last, period.actor),
    columns=(Column("name", _("Name of the venue"), sort="name"),),
    order="name",
    row_url=lambda venue: reverse("venues:venue", args=[venue.pk]),
)
indicator(
    "venues.hours_granted",
    label=_("Hours a week given to groups"),
    unit="hours a week",
    definition=_(
        "Hours of all weekly times given in the seasons that run on the last day, changes by hand included, without those "
        "that were given back before."
    ),
    rows=lambda period: granted_in_force(period.last, period.actor).select_related("group", "space__venue"),
    columns=(
        Column("group", _("Group"), value=lambda g: g.group.name, sort="group__name"),
        Column("space", _("Place"), value=lambda g: g.space.title),
        Column("hours", _("Hours"), kind="number"),
    ),
    value=lambda period: hours_granted(granted_in_force(period.last, period.actor)),
    row_url=lambda grant: reverse("venues:result", args=[grant.round_id, grant.group_id]),
)
indicator(
    "venues.unused_share",
    label=_("Booked times that nobody used"),
    unit="share",
    definition=_(
        "Of the booked times of the period that are over and were not cancelled, the share for which nobody checked in, by "
        "code, at the desk or on paper. A time is left out while its paper sheet may still be keyed in."
    ),
    rows=lambda period: (
        bookings_over(period.first, period.last, period.actor)
        .filter(checked_in_at__isnull=True)
        .select_related("space__venue", "group")
    ),
    columns=BOOKING_COLUMNS,
    order="-day",
    value=lambda period: share(*unused_share(period.first, period.last, period.actor)),
    row_url=lambda booking: reverse("venues:booking", args=[booking.pk]),
)
