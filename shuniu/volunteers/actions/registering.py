"""Becoming a volunteer, pausing, going: real names, consent of the guardian, nobody forced.

A minor without a guardian's consent is an answer here, not an exception: the judgement is kept, the person is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.people.public import Particulars, Person, record_person, recording
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.changes import settle_what_fits
from shuniu.volunteers.actions.conditions import Consent, record_guardians_consent
from shuniu.volunteers.actions.hearing import require_reason_of_staff
from shuniu.volunteers.actions.judging import keep
from shuniu.volunteers.actions.places import free_place
from shuniu.volunteers.judgement import Judgement
from shuniu.volunteers.minors import judge_acceptance, judge_registration
from shuniu.volunteers.models import Decision, TeamMembership, Trait, Volunteer
from shuniu.volunteers.standing import acts_for
from shuniu.volunteers.workflow import VOLUNTEER

APPLIED = trail.entry_kind(
    "volunteers.applied", _("Applied to become a volunteer"), erasure=trail.Erasure.NOTHING_PERSONAL
)
OFFERED = trail.entry_kind(
    "volunteers.offer_changed", _("Changed skills, service types and times"), erasure=trail.Erasure.NOTHING_PERSONAL
)
NOT_REGISTERED = trail.entry_kind(
    "volunteers.not_registered", _("A registration was refused by a rule"), erasure=trail.Erasure.NOTHING_PERSONAL
)
NOUN = NUMBERS = "volunteers.volunteer"  # what is judged, and the series
TRAITS = ("skill", "service", "language")


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers as a volunteer: codes of the tables volunteers.skill, .service and .language, and times."""

    skill: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    availability: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the volunteer, or the kept judgement that says why not."""

    volunteer: Volunteer | None
    refusal: Decision | None = None


@action
def apply_as_volunteer(
    person: Person, offer: Offer, *, place_id: int, channel: str, consent: Consent | None = None, by: Actor
) -> Answer:
    """Take in a person of the register as an applicant. Raises Refused where the person is a volunteer already."""
    require(holds(by, permissions.REGISTER))
    given, centre_id = consent is not None, person.centre_id
    if why := judge_registration(person.born_on, consent=given, centre_id=centre_id, on=by.today):
        return _not_registered(why, centre_id, by)
    return _apply(person, offer, consent, place_id=place_id, channel=channel, by=by)


@action
def register_volunteer(
    particulars: Particulars,
    offer: Offer,
    *,
    centre_id: int,
    place_id: int,
    channel: str,
    consent: Consent | None = None,
    by: Actor,
) -> Answer:
    """Write down a person who is new to the centre, and take them in as an applicant.

    Of a minor without a guardian's consent nothing is written but the judgement. Raises IntegrityError where the ID
    number is on record.
    """
    require(holds(by, permissions.REGISTER))
    given = consent is not None
    if why := judge_registration(particulars.born_on, consent=given, centre_id=centre_id, on=by.today):
        return _not_registered(why, centre_id, by)
    person = record_person(particulars, centre_id=centre_id, by=recording(by))
    return _apply(person, offer, consent, place_id=place_id, channel=channel, by=by)


@action
def accept_volunteer(volunteer: Volunteer, *, by: Actor) -> Answer:
    """Give the volunteer number; a minor only with a guardian's consent in force."""
    require(holds(by, permissions.ACCEPT))
    if volunteer.state == "applied" and (why := judge_acceptance(volunteer, on=by.today)):
        told = {"noun": NOUN, "noun_id": volunteer.pk, "volunteer": volunteer.pk}
        decision = keep(why, centre_id=volunteer.centre_id, **told, by=by)
        trail.record(NOT_REGISTERED, volunteer, by=by, facts={"decision": decision.pk})
        return Answer(None, decision)
    number = volunteer.number or _next_number(volunteer, by)
    changes = {"number": number, "accepted_on": volunteer.accepted_on or by.today, "changed_at": by.at}
    VOLUNTEER.take("accept", volunteer, by=by, facts={"number": number}, **changes)
    return Answer(volunteer)


def _not_registered(why: Judgement, centre_id: int, by: Actor) -> Answer:
    decision = keep(why, centre_id=centre_id, noun=NOUN, by=by)
    trail.record(NOT_REGISTERED, decision, by=by, centre_id=centre_id)
    return Answer(None, decision)


def _apply(person: Person, offer: Offer, consent: Consent | None, *, place_id: int, channel: str, by: Actor) -> Answer:
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
    if consent is not None:
        record_guardians_consent(volunteer, consent, by=by)
    return Answer(volunteer)


def write_traits(volunteer: Volunteer, offer: Offer) -> None:
    Trait.objects.bulk_create(
        Trait(centre_id=volunteer.centre_id, volunteer=volunteer, table=f"volunteers.{name}", code=code)
        for name in TRAITS
        for code in getattr(offer, name)
    )


def _next_number(volunteer: Volunteer, by: Actor) -> str:
    """The next of the series that no office file has brought already."""
    taken = Volunteer.objects.unscoped(because="numbers are given once a centre").filter(centre_id=volunteer.centre_id)
    pattern = setting("volunteers.number_pattern", place=volunteer.centre_id, on=by.today)
    while True:
        following = next_number(NUMBERS, centre_id=volunteer.centre_id, year=0)
        number = written_number(pattern, volunteer.centre_id, following)
        if not taken.filter(number=number).exists():
            return number


def written_number(pattern: str, centre_id: int, following: int) -> str:
    """A volunteer number by the place's pattern, from `area` (nine digits) and `number`."""
    return pattern.format(area=centre_id // 1000, number=following)


# --- Pausing, going, coming back --------------------------------------------------------------------------------------
@action
def pause_service(volunteer: Volunteer, *, until: date | None = None, reason: str = "", by: Actor) -> Volunteer:
    """Nobody is forced to serve: a volunteer pauses without giving a reason, and is off the shifts of this time.

    Staff, who do it for her, say why.

    until: the last day of the pause, which then ends by itself; None where it is not known yet. Raises Refused.
    """
    require(acts_for(volunteer, by))
    require_reason_of_staff(reason, by=by)
    if until is not None and until < by.today:
        raise Refused(Denied(_("A pause cannot end before it begins.")))
    told = until.isoformat() if until else "…"
    facts, changes = {"until": told}, {"paused_until": until, "changed_at": by.at}
    VOLUNTEER.take("pause", volunteer, by=by, reason=reason, facts=facts, **changes)
    _off_coming_shifts(volunteer, by, until=until)
    return volunteer


@action
def resume_service(volunteer: Volunteer, *, by: Actor) -> Volunteer:
    require(acts_for(volunteer, by))
    VOLUNTEER.take("resume", volunteer, by=by, paused_until=None, changed_at=by.at)
    return volunteer


@action
def retire_volunteer(volunteer: Volunteer, *, reason: str = "", by: Actor) -> Volunteer:
    """Retire from service; the hours and the number stay. Who leads a team hands it over first. Staff say why."""
    require(acts_for(volunteer, by))
    require_reason_of_staff(reason, by=by)
    if volunteer.leads.filter(closed_on__isnull=True).exists():
        raise Refused(Denied(_("The volunteer leads a team; name another leader first.")))
    VOLUNTEER.take("retire", volunteer, by=by, reason=reason, changed_at=by.at)
    _off_coming_shifts(volunteer, by)
    _memberships_of(volunteer).update(until=by.today)
    return volunteer


@action
def decline_applicant(volunteer: Volunteer, *, reason: str, by: Actor) -> Volunteer:
    VOLUNTEER.take("decline", volunteer, by=by, reason=reason, changed_at=by.at)
    return volunteer


@action
def bring_back(volunteer: Volunteer, *, by: Actor) -> Volunteer:
    """Who retired or was not accepted applies again; the number stays the same."""
    VOLUNTEER.take("return", volunteer, by=by, changed_at=by.at)
    return volunteer


@action
def change_offer(volunteer: Volunteer, offer: Offer, *, by: Actor) -> Volunteer:
    """Change skills, service types, languages and times."""
    require(holds(by, permissions.OFFER))
    require(acts_for(volunteer, by))
    volunteer.traits.all().delete()
    write_traits(volunteer, offer)
    volunteer.availability, volunteer.changed_at = offer.availability, by.at
    volunteer.save(update_fields=["availability", "changed_at"])
    trail.record(OFFERED, volunteer, by=by)
    if by.subject is None:  # what a volunteer says of herself is heard, and looked at by a person
        settle_what_fits(volunteer, by=by)
    return volunteer


def _off_coming_shifts(volunteer: Volunteer, by: Actor, *, until: date | None = None) -> None:
    coming = volunteer.signups.filter(shift__starts_at__gt=by.at).exclude(state="given_up")
    if until is not None:
        coming = coming.filter(shift__day__lte=until)
    for place in coming.select_related("shift"):
        free_place(place, str(_("does not serve at present")), by)


def _memberships_of(volunteer: Volunteer):
    rows = TeamMembership.objects.unscoped(because="the volunteer was scoped")
    return rows.filter(centre_id=volunteer.centre_id, volunteer=volunteer, until__isnull=True)
