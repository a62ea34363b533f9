"""Certificates of a course: awarded by a named director to those who meet the conditions, revoked with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.activities import eligibility, permissions
from shuniu.activities.models import Certificate, Course, Judgement
from shuniu.activities.on_paper import CERTIFICATE, certificate_of
from shuniu.activities.refusals import refusing, require_reason
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import issue, latest, revoke
from shuniu.kernel.numbers import next_numbers
from shuniu.kernel.permissions import Denied, Refused, holds, require

AWARDED = trail.entry_kind(
    "activities.certificates_awarded", _("Awarded {count} certificates “{certificate}”, {first} to {last}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
REVOKED = trail.entry_kind(
    "activities.certificate_revoked", _("Revoked course certificate {number}: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)  # fmt: skip


@action
def award_certificates(course: Course, kind: str, *, by: Actor) -> list[Certificate]:
    """A numbered certificate with its public page for every trainee who meets the conditions and has none yet.

    Each trainee's judgement is kept, met or not, with its numbers. Raises Refused where nobody is to have one.
    """
    require(holds(by, permissions.AWARD))
    if by.user_id is None:
        raise Refused(Denied(_("A named person must award certificates, never the program.")))
    if kind not in course.certificates:
        raise Refused(Denied(_("The course does not lead to this certificate.")))
    judged = eligibility.eligibilities(course, kind, on=by.today)
    Judgement.objects.bulk_create(_kept(course, kind, each, by) for each in judged)
    held = set(Certificate.objects.visible_to(by).filter(
        trainee__course=course, kind=kind, revoked_on__isnull=True).values_list("trainee_id", flat=True))  # fmt: skip
    awarded_to = [each.trainee for each in judged if each.is_met and each.trainee.pk not in held]
    if not awarded_to:
        raise Refused(Denied(_("Nobody who meets the conditions is without this certificate.")))
    rows = _numbered(course, kind, awarded_to, by)
    facts = {"count": len(rows), "certificate": kind, "first": rows[0].number, "last": rows[-1].number}
    trail.record(AWARDED, course, by=by, facts=facts)
    return rows


@action
def revoke_certificate(certificate: Certificate, *, reason: str, by: Actor) -> None:
    require(holds(by, permissions.AWARD))
    reason = require_reason(reason)
    in_force = Certificate.objects.visible_to(by).filter(pk=certificate.pk, revoked_on__isnull=True)
    if not in_force.update(revoked_on=by.today, revoked_because=reason):
        raise Refused(Denied(_("This certificate is out of force already.")))
    if paper := latest(CERTIFICATE, certificate):
        revoke(paper, reason=reason, by=by)
    facts = {"number": certificate.number, "reason": reason}
    trail.record(REVOKED, certificate.trainee.course, by=by, facts=facts)


def _numbered(course: Course, kind: str, trainees: list, by: Actor) -> list[Certificate]:
    pattern = setting("activities.certificate.number_pattern", place=course.centre_id, on=by.today)
    year = by.today.year
    numbers = next_numbers("activities.certificate", len(trainees), centre_id=course.centre_id, year=year)
    rows = []
    for trainee, number in zip(trainees, numbers, strict=True):
        trainee.course = course
        row = Certificate(
            centre_id=course.centre_id, trainee=trainee, kind=kind, issued_on=by.today,
            number=pattern.format(number=number, year=year),
        )  # fmt: skip
        with refusing(_("This certificate number is taken, or the trainee has just been given the certificate.")):
            row.save(force_insert=True)
        issue(CERTIFICATE, row, number=row.number, shows=certificate_of(row, on=by.today).shows(), by=by)
        rows.append(row)
    return rows


def _kept(course: Course, kind: str, each: eligibility.Eligibility, by: Actor) -> Judgement:
    return Judgement(
        centre_id=course.centre_id, noun="activities.trainee", noun_id=each.trainee.pk, rule=eligibility.RULE,
        version=eligibility.VERSION, outcome=each.outcome, sentence=each.sentence,
        numbers={"certificate": kind, **each.numbers}, judged_at=by.at,
    )  # fmt: skip
