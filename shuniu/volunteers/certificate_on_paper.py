"""The certificate as it is printed, from the frozen row."""

from __future__ import annotations

from shuniu.kernel.actor import Actor
from shuniu.kernel.papers import Imprint
from shuniu.kernel.sealing import mask_identity
from shuniu.kernel.sealing.fields import reveal
from shuniu.kernel.signing import address_of
from shuniu.volunteers.certifying import document_of, hours
from shuniu.volunteers.models import Certificate
from shuniu.volunteers.papers.certificate import ServiceCertificate


def certificate_paper(certificate: Certificate, *, by: Actor, in_full: bool = False) -> ServiceCertificate:
    """The ID number is masked unless `in_full`; the caller has said why in the trail."""
    person, document = certificate.volunteer.person, document_of(certificate)
    number = reveal(person, "id_number")
    return ServiceCertificate(
        imprint=Imprint(
            number=certificate.number,
            code=document.token if document else "",
            url=address_of(certificate.signed),
            printed_on=by.today,
        ),
        name=person.name,
        document="居民身份证" if number else "未登记",
        document_number=(number if in_full else mask_identity(number)) if number else "",
        volunteer_number=certificate.volunteer.number,
        first=certificate.first,
        last=certificate.last,
        hours=hours(certificate.minutes),
        times=certificate.times,
        lines=[(service, place, times, hours(minutes)) for service, place, times, minutes in certificate.lines],
        issuer=certificate.issuer,
        head=certificate.head,
        handler=certificate.handler,
        contact=certificate.contact,
        issued_on=certificate.issued_on,
        notice=_notice(certificate),
        purpose=certificate.purpose,
        revoked="本证明已作废" if certificate.state == "revoked" else "",
    )


def _notice(certificate: Certificate) -> str:
    if certificate.noticed_on is None:
        return ""
    return f"出具前已公示（{certificate.noticed_on.isoformat()} 至 {certificate.notice_until.isoformat()}）"
