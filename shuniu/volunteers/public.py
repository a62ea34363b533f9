"""The one door of this room for the rooms above."""

from shuniu.volunteers.codes import ShiftCode
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.figures import doubtful_between, entries_between, people_between, served_between, serving_at
from shuniu.volunteers.models import (
    ChangeNotice,
    CheckIn,
    CoinBook,
    Decision,
    HourEntry,
    Patrol,
    Post,
    ServicePoint,
    Shift,
    ShiftPattern,
    SignUp,
    Star,
    Team,
    Volunteer,
)
from shuniu.volunteers.patrolling import patrols_between
from shuniu.volunteers.recognition import starred_on, what_stands_in_the_way
from shuniu.volunteers.waiting import volunteers_waiting_for

__all__ = [
    "ChangeNotice",
    "CheckIn",
    "CoinBook",
    "Decision",
    "HourEntry",
    "Line",
    "Patrol",
    "Post",
    "ServicePoint",
    "Shift",
    "ShiftCode",
    "ShiftPattern",
    "SignUp",
    "Star",
    "Team",
    "Volunteer",
    "doubtful_between",
    "entries_between",
    "patrols_between",
    "people_between",
    "served_between",
    "serving_at",
    "starred_on",
    "volunteers_waiting_for",
    "what_stands_in_the_way",
]
