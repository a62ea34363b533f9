"""What a post may ask of a volunteer: trainings, insurance, the consent of a minor's guardian."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.changes import settle_what_fits
from shuniu.volunteers.actions.places import look_again
from shuniu.volunteers.fitting import coming_places
from shuniu.volunteers.models import GuardianConsent, Insurance, Training, Volunteer

NOTHING = trail.Erasure.NOTHING_PERSONAL
TRAINED = trail.entry_kind("volunteers.trained", _("Finished a training on {day}"), erasure=NOTHING)
INSURED = trail.entry_kind("volunteers.insured", _("Insured from {first} to {last}"), erasure=NOTHING)
FORGOTTEN = trail.entry_kind("volunteers.forgotten", _("Forgot what the volunteer had said"), erasure=NOTHING)
CONSENTED = trail.entry_kind(
    "volunteers.guardian_consented", _("A guardian consented"), erasure=trail.Erasure.KEEP_BY_LAW
)
WITHDRAWN = trail.entry_kind(
    "volunteers.guardian_withdrew", _("The guardian's consent was withdrawn"), erasure=trail.Erasure.KEEP_BY_LAW
)


@dataclass(frozen=True, slots=True)
class Consent:
    """A guardian's yes to a minor's service. relation: code table volunteers.guardian; evidence: sheet or call."""

    guardian: str
    relation: str
    evidence: str
    given_on: date


@action
def record_training(
    volunteer: Volunteer, *, subject: str, completed_on: date, valid_until: date | None = None, hours=0, by: Actor
) -> Training:
    require(holds(by, permissions.REGISTER))
    training = Training(centre_id=volunteer.centre_id, volunteer=volunteer, subject=subject, hours=hours)
    training.completed_on, training.valid_until = completed_on, valid_until
    _insert(training, _("This training is on record for that day already, or runs out before it was finished."))
    trail.record(TRAINED, volunteer, by=by, facts={"day": completed_on.isoformat(), "subject": subject})
    settle_what_fits(volunteer, by=by)
    return training


@action
def insure(
    volunteer: Volunteer, *, insurer: str, policy: str, valid_from: date, valid_until: date, by: Actor
) -> Insurance:
    require(holds(by, permissions.REGISTER))
    insurance = Insurance(centre_id=volunteer.centre_id, volunteer=volunteer, insurer=insurer, policy=policy)
    insurance.valid_from, insurance.valid_until = valid_from, valid_until
    _insert(insurance, _("This policy is on record already, or ends before it begins."))
    facts = {"first": valid_from.isoformat(), "last": valid_until.isoformat()}
    trail.record(INSURED, volunteer, by=by, facts=facts)
    settle_what_fits(volunteer, by=by)
    return insurance


@action
def record_guardians_consent(volunteer: Volunteer, told: Consent, *, by: Actor) -> GuardianConsent:
    """Write down who consented for a minor, and on what evidence (a signed sheet, a call noted)."""
    require(holds(by, permissions.REGISTER))
    if not told.evidence.strip():
        raise Refused(Denied(_("Say on what evidence: a signed sheet, a call and who took it.")))
    if told.given_on > by.today:
        raise Refused(Denied(_("This day has not come yet.")))
    consent = GuardianConsent(centre_id=volunteer.centre_id, volunteer=volunteer, relation=told.relation)
    consent.evidence, consent.given_on, consent.recorded_by = told.evidence.strip(), told.given_on, by.name
    conceal(consent, "guardian", told.guardian)
    consent.save(force_insert=True)
    trail.record(CONSENTED, volunteer, by=by, facts={"consent": consent.pk, "relation": told.relation})
    return consent


@action
def withdraw_guardians_consent(consent: GuardianConsent, *, by: Actor) -> None:
    """From today the minor is put on no shift, and is taken off the coming ones."""
    require(holds(by, permissions.REGISTER))
    mine = GuardianConsent.objects.unscoped(because="the consent was scoped")
    if not mine.filter(pk=consent.pk, withdrawn_on__isnull=True).update(withdrawn_on=by.today):
        raise Refused(Denied(_("This consent was withdrawn already.")))
    trail.record(WITHDRAWN, consent.volunteer, by=by, facts={"consent": consent.pk})
    look_again(coming_places(by, volunteer=consent.volunteer), by=by)


@action
def forget_words(volunteer: Volunteer, *, by: Actor) -> None:
    """The person was erased: what was offered, said in objections and known of guardians goes; the hours stay."""
    require(holds(by, permissions.ACCEPT))
    volunteer.traits.all().delete()
    volunteer.guardianconsents.update(guardian=None, evidence="×")
    for objection in volunteer.objections.all():
        objection.says, objection.findings = "×", ""
        objection.save(update_fields=["says", "findings"])
        trail.forget(centre_id=objection.centre_id, noun="volunteers.objection", noun_id=objection.pk)
    for thing in (*volunteer.certificates.all(), *volunteer.stars.all()):
        thing.objections.update(says="×", objector=None)
    volunteer.inquiries.update(grounds=None, answer=None, objection=None)
    volunteer.change_notices.update(answer=None)
    spoken = (*volunteer.inquiries.all(), *volunteer.change_notices.all())
    for thing in (volunteer, *spoken, *volunteer.certificates.all(), *volunteer.stars.all()):
        trail.forget(centre_id=volunteer.centre_id, noun=thing._meta.label_lower, noun_id=thing.pk)
    volunteer.availability = ""
    volunteer.save(update_fields=["availability"])
    trail.record(FORGOTTEN, volunteer, by=by)


def _insert(row, refused) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as wrong:
        raise Refused(Denied(refused)) from wrong
