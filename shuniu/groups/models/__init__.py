from .duties import Duty, Excuse, Flag, MonthlyReturn, Reminder, VenuePermit
from .filing import Filing
from .group import Affiliation, Branch, Ending, Group, GroupGram
from .roster import ActivityTime, Leadership, Membership, ReportedFigure

__all__ = [
    "ActivityTime",
    "Affiliation",
    "Branch",
    "Duty",
    "Ending",
    "Excuse",
    "Filing",
    "Flag",
    "Group",
    "GroupGram",
    "Leadership",
    "Membership",
    "MonthlyReturn",
    "Reminder",
    "ReportedFigure",
    "VenuePermit",
]
