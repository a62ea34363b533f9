"""The one door of this room for the rooms above."""

from shuniu.groups.actions.permits import RECALLED as PERMIT_RECALLED
from shuniu.groups.actions.permits import issue_permit, renew_permit
from shuniu.groups.completeness import with_knowns
from shuniu.groups.documents import return_to
from shuniu.groups.models import Group, Membership, VenuePermit
from shuniu.groups.papers.blanks import BlankPaper, GroupTag, ReturnTo
from shuniu.groups.queries import (
    branches_on,
    groups_found,
    groups_led_by,
    groups_on,
    leaderships_on,
    memberships_on,
    names_as_leader,
)
from shuniu.groups.sixones import missing_in_month
from shuniu.groups.sixones import tallies as six_ones_tallies
from shuniu.groups.waiting import groups_waiting_for

__all__ = [
    "PERMIT_RECALLED",
    "BlankPaper",
    "Group",
    "GroupTag",
    "Membership",
    "ReturnTo",
    "VenuePermit",
    "branches_on",
    "groups_found",
    "groups_led_by",
    "groups_on",
    "groups_waiting_for",
    "issue_permit",
    "leaderships_on",
    "memberships_on",
    "missing_in_month",
    "names_as_leader",
    "renew_permit",
    "return_to",
    "six_ones_tallies",
    "with_knowns",
]
