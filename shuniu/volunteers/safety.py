"""What risky work demands on its day: an accident insurance in force, and the training that the post asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from shuniu.volunteers.models import CheckIn, Insurance, Shift, Training

Place = tuple[int, int]  # (shift, volunteer)


def without_what_is_demanded(risky: Mapping[Place, Shift], centre_id: int) -> dict[Place, str]:
    """Of places at risky work: the answer to a check-in of each that lacks the insurance or the training on the day."""
    volunteers = sorted({volunteer for _shift, volunteer in risky})
    insured = list(_of(Insurance, centre_id, volunteers).values_list("volunteer_id", "valid_from", "valid_until"))
    rows = _of(Training, centre_id, volunteers)
    trained = list(rows.values_list("volunteer_id", "subject", "completed_on", "valid_until"))
    found: dict[Place, str] = {}
    for key, shift in risky.items():
        volunteer, subject = key[1], shift.post.training
        if not _holds((row[1:] for row in insured if row[0] == volunteer), shift.day):
            found[key] = CheckIn.Answer.INSURANCE
        elif subject and not _holds((row[2:] for row in trained if row[:2] == (volunteer, subject)), shift.day):
            found[key] = CheckIn.Answer.TRAINING
    return found


def _holds(periods: Iterable[tuple[date, date | None]], day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in periods)


def _of(model, centre_id: int, volunteers: list[int]):
    rows = model.objects.unscoped(because="the volunteers were scoped")
    return rows.filter(centre_id=centre_id, volunteer_id__in=volunteers)
