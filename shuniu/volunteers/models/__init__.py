from .check_in import CheckIn
from .decision import Decision
from .hours import HourClaim, HourEntry, Objection
from .post import Post, ServicePoint
from .shift import Shift, ShiftPattern, SignUp
from .summary import HourMonth, PeopleFigure
from .team import Team, TeamMembership
from .volunteer import GuardianConsent, Insurance, Training, Trait, Volunteer

__all__ = [
    "CheckIn",
    "Decision",
    "GuardianConsent",
    "HourClaim",
    "HourEntry",
    "HourMonth",
    "Insurance",
    "Objection",
    "PeopleFigure",
    "Post",
    "ServicePoint",
    "Shift",
    "ShiftPattern",
    "SignUp",
    "Team",
    "TeamMembership",
    "Training",
    "Trait",
    "Volunteer",
]
