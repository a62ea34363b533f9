"""Becoming a volunteer, pausing, going: real names, consent of the guardian, nobody forced."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.people.public import Particulars, Person, record_person
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Trait, Volunteer
from shuniu.volunteers.queries import consent_needed, consented
from shuniu.volunteers.workflow import VOLUNTEER

APPLIED = trail.entry_kind(
    "volunteers.applied", _("Applied to become a volunteer"), erasure=trail.Erasure.NOTHING_PERSONAL
)
TRAITS = ("skill", "service", "language")


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers as a volunteer: codes of the tables volunteers.skill, .service and .language, and times."""

    skill: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    availability: str = ""


@action
def apply_as_volunteer(person: Person, offer: Offer, *, place_id: int, channel: str, by: Actor) -> Volunteer:
    """Take in a person of the register as an applicant. Raises Refused where the person is a volunteer already."""
    require(holds(by, permissions.REGISTER))
    return _apply(person, offer, place_id=place_id, channel=channel, by=by)


@action
def register_volunteer(
    particulars: Particulars, offer: Offer, *, centre_id: int, place_id: int, channel: str, by: Actor
) -> Volunteer:
    """Write down a person who is new to the centre, and take them in as an applicant."""
    require(holds(by, permissions.REGISTER))
    recorder = replace(by, permissions=by.permissions | {"people.edit"})
    person = record_person(particulars, centre_id=centre_id, by=recorder)
    return _apply(person, offer, place_id=place_id, channel=channel, by=by)


@action
def accept_volunteer(volunteer: Volunteer, *, by: Actor) -> Volunteer:
    """Give the volunteer number; a minor only with a guardian's consent in force. Raises Refused."""
    if consent_needed(volunteer.person, on=by.today) is None:
        raise Refused(Denied(_("The birth date is not known; record it first: a minor needs a guardian's consent.")))
    if consent_needed(volunteer.person, on=by.today) and not consented(volunteer, on=by.today):
        raise Refused(Denied(_("A minor needs a guardian's consent; record it first.")))
    number = volunteer.number or _next_number(volunteer, by)
    changes = {"number": number, "accepted_on": volunteer.accepted_on or by.today, "changed_at": by.at}
    VOLUNTEER.take("accept", volunteer, by=by, facts={"number": number}, **changes)
    return volunteer


def _apply(person: Person, offer: Offer, *, place_id: int, channel: str, by: Actor) -> Volunteer:
    volunteer = Volunteer(
        centre_id=person.centre_id,
        person=person,
        place_id=place_id,
        applied_on=by.today,
        availability=offer.availability,
        channel=channel,
        changed_at=by.at,
    )
    VOLUNTEER.begin(volunteer, by=by)
    try:
        with transaction.atomic():
            volunteer.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person is registered as a volunteer already."))) from twice
    write_traits(volunteer, offer)
    trail.record(APPLIED, volunteer, by=by)
    return volunteer


def write_traits(volunteer: Volunteer, offer: Offer) -> None:
    Trait.objects.bulk_create(
        Trait(centre_id=volunteer.centre_id, volunteer=volunteer, table=f"volunteers.{name}", code=code)
        for name in TRAITS
        for code in getattr(offer, name)
    )


def _next_number(volunteer: Volunteer, by: Actor) -> str:
    pattern = setting("volunteers.number_pattern", place=volunteer.centre_id, on=by.today)
    following = next_number("volunteers.volunteer", centre_id=volunteer.centre_id, year=0)
    return written_number(pattern, volunteer.centre_id, following)


def written_number(pattern: str, centre_id: int, following: int) -> str:
    """A volunteer number by the place's pattern, from `area` (nine digits) and `number`."""
    return pattern.format(area=centre_id // 1000, number=following)
