"""Questions about volunteers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from shuniu.kernel.dated import setting
from shuniu.people.public import Person
from shuniu.volunteers.models import GuardianConsent, Volunteer


def consent_needed(person: Person, *, on: date) -> bool | None:
    """Whether a guardian must consent on a day (setting `volunteers.minor_below`); None where no birth is known."""
    age = person.age_on(on)
    if age is None:
        return None
    return age < int(setting("volunteers.minor_below", place=person.centre_id, on=on))


def consented(volunteer: Volunteer, *, on: date) -> bool:
    """Whether a guardian's consent is in force on a day."""
    return (
        GuardianConsent.objects.unscoped(because="the volunteer was scoped")
        .filter(centre_id=volunteer.centre_id, volunteer=volunteer, given_on__lte=on)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
        .exists()
    )
