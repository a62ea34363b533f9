"""The times of sessions and lessons in the places of the centre: kept, given back, found lost."""

from __future__ import annotations

from collections.abc import Sequence

from shuniu.activities.models import Course, Lesson, Session
from shuniu.activities.queries import kept_of, official_word
from shuniu.kernel.actor import Actor
from shuniu.kernel.spaces import Time, Wanted, keeper


def keep_place(rows: Sequence[Session | Lesson], wanted: Wanted, *, by: Actor) -> None:
    """Give each row that is not past the receipt for its time; for the caller to save. Raises Refused."""
    coming = [row for row in rows if row.held_on >= by.today]
    for row in rows:
        row.place_hold = ""
    if wanted.code and coming:
        for row, receipt in zip(coming, keeper().hold(wanted, by=by), strict=True):
            row.place_hold = receipt


def give_place_back(rows: Sequence[Session | Lesson], *, reason: str, by: Actor) -> None:
    if receipts := [row.place_hold for row in rows if row.place_hold]:
        keeper().let_go(receipts, centre_id=rows[0].centre_id, reason=reason, by=by)


def is_lost(row: Session | Lesson) -> bool:
    """Whether the keeper gave the time to others, or took it back."""
    held = kept_of(row)
    return held is not None and bool(held.lost)


def note_place_used(row: Session | Lesson, *, by: Actor) -> None:
    if row.place_hold:
        keeper().note_use([row.place_hold], centre_id=row.centre_id, by=by)


def of_sessions(rows: Sequence[Session], *, by: Actor) -> Wanted:
    """What is asked for sessions of one activity, at one place. In the week stands what it is and who organizes it."""
    first = rows[0]
    whose = f"{first.activity.title}·{first.activity.organizer}"
    title, seats = first.activity.title, first.seats or 0
    return Wanted(first.place_code, _times(rows, by), whose, title, seats, amplified=first.amplified)


def of_lessons(course: Course, rows: Sequence[Lesson], *, by: Actor) -> Wanted:
    """What is asked for lessons. The week names the subject, as the certificate does, never the title of the course."""
    subject = official_word("course_kind", course.kind, place=course.centre_id, on=by.today)
    return Wanted(course.place_code, _times(rows, by), f"{subject}·{course.trainer}", subject, course.seats)


def _times(rows: Sequence[Session | Lesson], by: Actor) -> list[Time]:
    return [Time(row.held_on, row.starts, row.ends) for row in rows if row.held_on >= by.today]
