"""The record as a group's numbered papers show it: one description, issued, printed and verified alike."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop

from shuniu.groups.models import Group, VenuePermit
from shuniu.groups.papers.certificate import FilingCertificate
from shuniu.groups.papers.permit import VenuePermitPaper
from shuniu.groups.rules import leader_of
from shuniu.kernel.calendar import day_of
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.documents import latest, verification_url
from shuniu.kernel.models import Document
from shuniu.kernel.papers import Imprint
from shuniu.kernel.sealing import mask_name

# Kinds of documents. The public page and the trail say them through the catalogue.
CERTIFICATE = gettext_noop("filing certificate")
PERMIT = gettext_noop("venue-use permit")

_NO_IMPRINT = {"number": "", "code": "", "url": ""}


def certificate_of(
    group: Group, *, on: date, issued_on: date | None = None, paper: Document | None = None
) -> FilingCertificate:
    """The certificate of a filed group as its record stands on a day, dated `issued_on` (that day, if not given).

    With `paper`, the printed one with its number and QR code.
    """
    issued_on = issued_on or on
    leader = leader_of(group, on=on)
    name = leader.person.name if leader else ""
    return FilingCertificate(
        imprint=imprint_of(paper, on),
        name=group.name,
        category=label_of("groups.category", group.category, group.centre_id, on),
        leader=name,
        leader_masked=mask_name(name),
        venue=group.venue,
        valid_from=group.filed_on,
        valid_until=group.filed_until,
        issuer=signed_by("groups.filing.issuer", group, issued_on),
        issued_on=issued_on,
    )


def permit_of(permit: VenuePermit, *, on: date, paper: Document | None = None) -> VenuePermitPaper:
    """A venue permit as its row stands; dated by `paper` where it was issued."""
    issued_on = issued_day(paper) if paper else on
    return VenuePermitPaper(
        imprint=imprint_of(paper, on),
        group=permit.group.name,
        venue=permit.venue,
        times=permit.times,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        sound=permit.sound,
        conditions=permit.conditions,
        issuer=signed_by("groups.permit.issuer", permit.group, issued_on),
        issued_on=issued_on,
    )


def certificate_in_force(group: Group) -> Document | None:
    """The newest certificate, unless it was taken out of force."""
    paper = latest(CERTIFICATE, group)
    return None if paper is None or paper.revoked_at else paper


def is_outdated(paper: Document, group: Group, *, on: date) -> bool:
    """Whether a certificate says something else than the record does."""
    return certificate_of(group, on=on, issued_on=issued_day(paper)).shows() != dict(paper.shows)


def issued_day(paper: Document) -> date:
    return day_of(paper.issued_at)


def imprint_of(paper: Document | None, on: date) -> Imprint:
    if paper is None:
        return Imprint(**_NO_IMPRINT, printed_on=on)
    return Imprint(number=paper.number, code=paper.token, url=verification_url(paper), printed_on=on)


def label_of(table: str, code: str, place: int, on: date) -> str:
    """A code's official word, in the language of papers; the code itself where the table lacks it."""
    return next((row.label for row in codes(table, place=place, on=on) if row.code == code), code)


def signed_by(key: str, group: Group, on: date) -> str:
    return setting(key, place=group.centre_id, on=on).format(place=group.centre.name)


def short_name(place) -> str:
    """What numbers begin with: 长寿路 for 长寿路街道."""
    return place.short_name or place.name.removesuffix("街道").removesuffix("镇").removesuffix("乡") or place.name
