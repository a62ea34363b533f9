from .certificate import Certificate, CertificateCopy
from .change import ChangeNotice
from .check_in import CheckIn
from .coins import CoinBook, CoinEntry
from .decision import Decision
from .hours import HourClaim, HourEntry, Objection
from .inquiry import InquiredEntry, Inquiry
from .notice import NoticeObjection
from .patrol import Encounter, HandOver, MinorReport, Patrol, PatrolFigures, PatrolMember, PatrolRoute
from .post import Post, ServicePoint
from .recognition import Evaluated, Evaluation, Star, VolunteerHonour
from .shift import Shift, ShiftPattern, SignUp
from .summary import HourMonth, PeopleFigure
from .team import Team, TeamMembership
from .volunteer import GuardianConsent, Insurance, Training, Trait, Volunteer

__all__ = [
    "Certificate",
    "CertificateCopy",
    "ChangeNotice",
    "CheckIn",
    "CoinBook",
    "CoinEntry",
    "Decision",
    "Encounter",
    "Evaluated",
    "Evaluation",
    "GuardianConsent",
    "HandOver",
    "HourClaim",
    "HourEntry",
    "HourMonth",
    "InquiredEntry",
    "Inquiry",
    "Insurance",
    "MinorReport",
    "NoticeObjection",
    "Objection",
    "Patrol",
    "PatrolFigures",
    "PatrolMember",
    "PatrolRoute",
    "PeopleFigure",
    "Post",
    "ServicePoint",
    "Shift",
    "ShiftPattern",
    "SignUp",
    "Star",
    "Team",
    "TeamMembership",
    "Training",
    "Trait",
    "Volunteer",
    "VolunteerHonour",
]
