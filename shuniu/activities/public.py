"""The one door of this room for the rooms above."""

from shuniu.activities.models import Attendance, Certificate, LessonAttendance, Placement, Publicity, Session, Trainee
from shuniu.activities.queries import (
    attendances_in,
    certificates_in,
    holders_of_several,
    lesson_attendances_in,
    lesson_times,
    people_among,
    person_times,
    pieces,
    placements_in,
    publicity_in,
    sessions_held,
    trainees_in,
    verified_placements,
    words_of,
)
from shuniu.activities.waiting import activities_waiting_for

__all__ = [
    "Attendance",
    "Certificate",
    "LessonAttendance",
    "Placement",
    "Publicity",
    "Session",
    "Trainee",
    "activities_waiting_for",
    "attendances_in",
    "certificates_in",
    "holders_of_several",
    "lesson_attendances_in",
    "lesson_times",
    "people_among",
    "person_times",
    "pieces",
    "placements_in",
    "publicity_in",
    "sessions_held",
    "trainees_in",
    "verified_placements",
    "words_of",
]
