"""Questions about volunteers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import setting
from shuniu.kernel.sealing.fields import index_of
from shuniu.people.public import Particulars, Person, on_record
from shuniu.volunteers.models import GuardianConsent, Volunteer


def consent_needed(person: Person, *, on: date) -> bool | None:
    """Whether a guardian must consent on a day; None where no birth is known."""
    if person.born_on is None:
        return None
    return person.born_on > adults_born_by(person.centre_id, on=on)


def known_person(told: Particulars, by: Actor) -> Person | None:
    """Who is on record at this centre with the same ID number and the same name."""
    index = index_of(Person, "id_index", told.id_number, by.centre or by.place)
    return on_record(by).filter(id_index=index, name=told.name).first()


def adults_born_by(centre_id: int, *, on: date) -> date:
    """The last birthday of those who need no guardian's consent on a day (setting `volunteers.minor_below`)."""
    return years_before(on, int(setting("volunteers.minor_below", place=centre_id, on=on)))


def consented(volunteer: Volunteer, *, on: date) -> bool:
    """Whether a guardian's consent is in force on a day."""
    return (
        GuardianConsent.objects.unscoped(because="the volunteer was scoped")
        .filter(centre_id=volunteer.centre_id, volunteer=volunteer, given_on__lte=on)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
        .exists()
    )
