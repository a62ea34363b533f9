"""Records as the room's papers show them: one description, issued, printed and verified alike."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop

from shuniu.activities.models import Certificate, Session
from shuniu.activities.papers.certificate import CourseCertificate
from shuniu.activities.papers.programme import DoorSheet, ShowProgramme
from shuniu.activities.queries import official_word
from shuniu.kernel.calendar import day_of
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import verification_url
from shuniu.kernel.models import Document
from shuniu.kernel.papers import Imprint
from shuniu.kernel.sealing import mask_name

CERTIFICATE = gettext_noop("course certificate")


def certificate_of(row: Certificate, *, on: date, paper: Document | None = None) -> CourseCertificate:
    """The certificate as its row stands; with `paper`, with its number and QR code."""
    course, name = row.trainee.course, row.trainee.person.name
    issued_on = day_of(paper.issued_at) if paper else on
    issuer = setting("activities.certificate.issuer", place=row.centre_id, on=issued_on)
    return CourseCertificate(
        imprint=_imprint(paper, row.number, on),
        certificate=official_word("certificate", row.kind, place=row.centre_id, on=issued_on),
        name=name,
        name_masked=mask_name(name),
        subject=official_word("course_kind", course.kind, place=row.centre_id, on=issued_on),
        trainer=course.trainer,
        first_on=course.first_on,
        last_on=course.last_on,
        issuer=issuer.format(place=row.centre.name),
        issued_on=issued_on,
    )


def programme_of(session: Session, *, on: date) -> ShowProgramme:
    """The acts that stand, in order, stage by stage."""
    acts = session.acts.filter(withdrawn_on__isnull=True).order_by("stage", "starts")
    return ShowProgramme(
        title=session.activity.title,
        organizer=session.activity.organizer,
        held_on=session.held_on,
        starts=session.starts,
        ends=session.ends,
        place=session.place,
        acts=tuple((act.stage, act.starts, act.ends, act.title, act.performers) for act in acts),
        printed_on=on,
    )


def door_sheet_of(session: Session, *, on: date) -> DoorSheet:
    """The sheet with the QR code that hangs at the door."""
    return DoorSheet(
        title=session.activity.title,
        held_on=session.held_on,
        starts=session.starts,
        place=session.place,
        code=session.token,
        url=settings.SHUNIU_ORIGIN + reverse("activities:here", args=[session.token]),
        printed_on=on,
    )


def _imprint(paper: Document | None, number: str, on: date) -> Imprint:
    if paper is None:
        return Imprint(number=number, code="", url="", printed_on=on)
    return Imprint(number=paper.number, code=paper.token, url=verification_url(paper), printed_on=on)
