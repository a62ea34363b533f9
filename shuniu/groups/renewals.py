"""When a venue permit may be renewed, and from which day the new one holds."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import VenuePermit
from shuniu.kernel.permissions import Allowed, Denied


def may_renew(permit: VenuePermit) -> Allowed | Denied:
    if permit.recalled_on or permit.renewals.exists():
        return Denied(_("A permit that was recalled or renewed already is issued anew, not renewed."))
    return Allowed()


def renewed_from(permit: VenuePermit, today: date) -> date:
    """The first day of its renewal."""
    return max(permit.valid_until + timedelta(days=1), today)
