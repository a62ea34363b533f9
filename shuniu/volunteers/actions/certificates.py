"""Certificates of volunteer service: asked for, checked, shown in public, signed by a second person; heard, then revoked."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import issue, revoke
from shuniu.kernel.models import Place
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.certificate_workflow import CERTIFICATE, notice_days
from shuniu.volunteers.certifying import KIND, document_of, hours, is_stale, may_confirm, served, shows, signed_text
from shuniu.volunteers.models import Certificate, CertificateCopy, Volunteer
from shuniu.volunteers.standing import acts_for

ASKED = trail.entry_kind(
    "volunteers.certificate_asked",
    _("Asked for a certificate from {first} to {last}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
COPIED = trail.entry_kind(
    "volunteers.certificate_copied",
    _("Handed out {count} paper copies of certificate {number}, filed under {filed_as}"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
OPENED = trail.entry_kind(
    "volunteers.certificate_in_full",
    _("Printed certificate {number} with the full ID number: {reason}"),
    erasure=trail.Erasure.KEEP_BY_LAW,
)
MOST_COPIES = 20


@action
def ask_certificate(
    volunteer: Volunteer, *, first: date, last: date, purpose: str = "", channel: str, by: Actor
) -> Certificate:
    """Ask for a certificate over a period that has passed; free of charge, for anyone with a volunteer number."""
    require(holds(by, permissions.ASK_CERTIFICATE))
    require(acts_for(volunteer, by))
    if not volunteer.number:
        raise Refused(Denied(_("Only an accepted volunteer, who has a number, gets a certificate.")))
    if first > last:
        raise Refused(Denied(_("The period ends before it begins.")))
    if last > by.today:
        raise Refused(Denied(_("A certificate speaks of service that is done: the period ends today at the latest.")))
    certificate = Certificate(
        centre_id=volunteer.centre_id,
        volunteer=volunteer,
        first=first,
        last=last,
        purpose=purpose.strip(),
        channel=channel,
        requested_on=by.today,
    )
    CERTIFICATE.begin(certificate, by=by)
    _insert(certificate)
    facts = {"first": first.isoformat(), "last": last.isoformat()}
    trail.record(ASKED, certificate, by=by, facts=facts)
    return certificate


@action
def confirm_hours(certificate: Certificate, *, by: Actor) -> Certificate:
    """Freeze what the ledger says. Where the place's rule asks, it is shown in public first (≥ 7 days)."""
    require(may_confirm(certificate, by))
    found = served(certificate.volunteer, certificate.first, certificate.last)
    frozen = {
        "minutes": found.minutes,
        "times": found.times,
        "lines": [list(line) for line in found.lines],
        "handler": by.name,
    }
    told = {"hours": hours(found.minutes)}
    if days := notice_days(certificate, by.today):
        until = by.today + timedelta(days=days)
        notice = {"noticed_on": by.today, "notice_until": until, "due_on": until + timedelta(days=1)}
        CERTIFICATE.take("put_up", certificate, by=by, facts={**told, "until": until.isoformat()}, **frozen, **notice)
    else:
        CERTIFICATE.take("check", certificate, by=by, facts=told, noticed_on=None, notice_until=None, **frozen)
    return certificate


@action
def close_notice(certificate: Certificate, *, by: Actor) -> Certificate:
    """The days of the public notice have passed: it waits for the signature."""
    CERTIFICATE.take("close_notice", certificate, by=by)
    return certificate


@action
def check_again(certificate: Certificate, *, reason: str, by: Actor) -> Certificate:
    """Somebody objected to the notice, or the ledger was corrected: back to the one who checks."""
    CERTIFICATE.take("check_again", certificate, by=by, reason=reason)
    return certificate


@action
def issue_certificate(certificate: Certificate, *, by: Actor) -> Certificate:
    """Number, sign and issue. Raises Refused where the ledger has changed since, or is disputed or doubtful."""
    if is_stale(certificate):
        raise Refused(Denied(_("The hours were corrected since they were confirmed; check them again first.")))
    require(may_confirm(certificate, by))  # an objection or a doubt that came up during the notice
    place = Place.objects.get(pk=certificate.centre_id)
    certificate.number = _next_number(certificate, by)
    certificate.issuer = setting("volunteers.certificate.issuer", place=place.pk, on=by.today).format(place=place.name)
    certificate.issued_on = by.today
    changes = {
        "number": certificate.number,
        "issuer": certificate.issuer,
        "issued_on": certificate.issued_on,
        "contact": setting("groups.centre.phone", place=place.pk, on=by.today),
        "head": by.name,
        "signed": signed_text(certificate),
    }
    CERTIFICATE.take("issue", certificate, by=by, facts={"number": certificate.number}, **changes)
    issue(KIND, certificate, number=certificate.number, shows=shows(certificate), by=by)
    return certificate


@action
def decline_certificate(certificate: Certificate, *, reason: str, by: Actor) -> Certificate:
    CERTIFICATE.take("decline", certificate, by=by, reason=reason)
    return certificate


@action
def withdraw_request(certificate: Certificate, *, heard: Heard | None = None, by: Actor) -> Certificate:
    """The volunteer does not want it any more; at the window with how that came."""
    require_own_word(certificate, certificate.volunteer, heard, by=by)
    CERTIFICATE.take("withdraw", certificate, by=by)
    return certificate


# --- Revocation: notice, answer, a named decision -------------------------------------------------------------------------
@action
def announce_revocation(certificate: Certificate, *, reason: str, by: Actor) -> Certificate:
    """Tell the volunteer why the certificate is to be revoked. It stays in force meanwhile."""
    facts = {"number": certificate.number}
    CERTIFICATE.take(
        "question", certificate, by=by, reason=reason, facts=facts, questioned_because=reason.strip()[:300]
    )
    return certificate


@action
def answer_revocation(certificate: Certificate, *, words: str, heard: Heard | None = None, by: Actor) -> Certificate:
    """The volunteer's answer: on the own phone; or at the window, by another hand than the one that announced it."""
    require_own_word(certificate, certificate.volunteer, heard, by=by)
    if not words.strip():
        raise Refused(Denied(_("Please write the answer; “nothing to say” is one too.")))
    CERTIFICATE.take("answer", certificate, by=by, answer=words.strip()[:500])
    return certificate


@action
def revoke_certificate(certificate: Certificate, *, by: Actor) -> Certificate:
    """Take it out of force, after the volunteer answered or the days to answer ran out; the public page says why."""
    CERTIFICATE.take("revoke", certificate, by=by, facts={"number": certificate.number})
    if paper := document_of(certificate):
        revoke(paper, reason=certificate.questioned_because[:200], by=by)
    return certificate


@action
def keep_certificate(certificate: Certificate, *, by: Actor) -> Certificate:
    """The answer convinced: it stays in force as it was."""
    facts = {"number": certificate.number}
    CERTIFICATE.take("keep", certificate, by=by, facts=facts, questioned_because="", answer="")
    return certificate


# --- On paper -------------------------------------------------------------------------------------------------------------
@action
def file_copy(certificate: Certificate, *, reason: str, count: int, filed_as: str, by: Actor) -> CertificateCopy:
    """A paper copy was handed out: why, how many, and where the centre keeps its own."""
    require(holds(by, permissions.CERTIFY))
    if not certificate.in_force:
        raise Refused(Denied(_("Only a certificate in force is handed out.")))
    if not (reason.strip() and filed_as.strip() and 1 <= count <= MOST_COPIES):
        raise Refused(Denied(_("Say why on paper, how many, and where the copy is kept.")))
    copy = CertificateCopy(
        centre_id=certificate.centre_id,
        volunteer_id=certificate.volunteer_id,
        certificate=certificate,
        reason=reason.strip(),
        count=count,
        filed_as=filed_as.strip(),
        handed_on=by.today,
        handed_by=by.name,
    )
    copy.save(force_insert=True)
    facts = {"number": certificate.number, "count": count, "filed_as": copy.filed_as}
    trail.record(COPIED, certificate, by=by, facts=facts)
    return copy


@action
def open_for_print(certificate: Certificate, *, reason: str, by: Actor) -> None:
    """The ID number stands in full on the paper: asks a reason, and stays in the trail."""
    require(holds(by, permissions.CERTIFY))
    if not reason.strip():
        raise Refused(Denied(_("Please say why you need to see this.")))
    trail.record(OPENED, certificate, by=by, facts={"number": certificate.number, "reason": reason.strip()[:200]})


def _next_number(certificate: Certificate, by: Actor) -> str:
    pattern = setting("volunteers.certificate.number_pattern", place=certificate.centre_id, on=by.today)
    number = next_number("volunteers.certificate", centre_id=certificate.centre_id, year=by.today.year)
    return pattern.format(area=certificate.centre_id // 1000, year=by.today.year, number=number)


def _insert(certificate: Certificate) -> None:
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("A certificate for this volunteer is being prepared already."))) from twice
