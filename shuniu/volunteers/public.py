"""The one door of this room for the rooms above."""

from shuniu.volunteers.certificate_workflow import CERTIFICATE, MINOR_REPORT
from shuniu.volunteers.certifying import certificates_waiting_for
from shuniu.volunteers.models import HourEntry, Patrol, Post, ServicePoint, Shift, Team, Volunteer
from shuniu.volunteers.patrolling import minor_reports_waiting_for, patrols_between

__all__ = [
    "CERTIFICATE",
    "MINOR_REPORT",
    "HourEntry",
    "Patrol",
    "Post",
    "ServicePoint",
    "Shift",
    "Team",
    "Volunteer",
    "certificates_waiting_for",
    "minor_reports_waiting_for",
    "patrols_between",
]
