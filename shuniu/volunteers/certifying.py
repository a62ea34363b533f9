"""What a certificate certifies: the ledger's sums over a period, what stands in the way, and the text that is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from shuniu.kernel import signing
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.models import Document
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.sealing import mask_name
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.figures import doubtful_between
from shuniu.volunteers.models import Certificate, HourEntry, Objection, Volunteer

KIND = gettext_noop("certificate of volunteer service")  # of the document; said through the catalogue
SIGNED = signing.purpose("C", _("certificates of volunteer service"), opens="volunteers:check_certificate")
VOLUNTEERED = "志愿服务"  # on paper, where neither a post nor the entry says more
THE_REST = "其他志愿服务"


@dataclass(frozen=True, slots=True)
class Served:
    """The sum of the ledger over a period. lines: (service, place, person-times, minutes), the longest first."""

    minutes: int
    times: int
    lines: tuple[tuple[str, str, int, int], ...]


def served(volunteer: Volunteer, first: date, last: date) -> Served:
    """Every entry counts with its sign, so a correction is in it and what was taken back is not."""
    place = volunteer.centre_id
    words = {code.code: code.label for code in codes("volunteers.service", place=place, on=last)}
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    grouped = (
        entries_of(volunteer, first, last)
        .order_by()
        .values_list("post__service", "content", "service_point__name")
        .annotate(Sum("times"), Sum("minutes"))
    )
    for service, content, point, times, minutes in grouped:
        key = (words.get(service) or content or VOLUNTEERED, point)
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + times, before[1] + minutes)
    found = [(service, point, times, minutes) for (service, point), (times, minutes) in sums.items() if minutes]
    lines = sorted(found, key=lambda line: (-line[3], line[:2]))
    most = int(setting("volunteers.certificate.most_lines", place=place, on=last))
    return Served(sum(line[3] for line in lines), sum(line[2] for line in lines), _shortened(lines, most))


def _shortened(lines: list[tuple], most: int) -> tuple[tuple[str, str, int, int], ...]:
    if len(lines) <= most:
        return tuple(lines)
    rest = lines[most - 1 :]
    return (*lines[: most - 1], (THE_REST, "", sum(line[2] for line in rest), sum(line[3] for line in rest)))


def entries_of(volunteer: Volunteer, first: date, last: date) -> QuerySet[HourEntry]:
    return HourEntry.objects.unscoped(because="the volunteer was scoped").filter(
        centre_id=volunteer.centre_id, volunteer=volunteer, day__range=(first, last)
    )


def may_confirm(certificate: Certificate, by: Actor) -> Allowed | Denied:
    """Whether the hours of the period can be certified as the ledger has them now."""
    volunteer, period = certificate.volunteer, (certificate.first, certificate.last)
    if served(volunteer, *period).minutes <= 0:
        return Denied(_("There are no hours on record in this period."))
    entries = entries_of(volunteer, *period)
    disputed = Objection.objects.unscoped(because="the volunteer was scoped").filter(
        centre_id=volunteer.centre_id, volunteer=volunteer, entry__in=entries, state__in=("raised", "verifying")
    )
    if disputed.exists():
        return Denied(_("The volunteer objects to some of these hours; decide on the objection first."))
    doubtful = doubtful_between(certificate.first, certificate.last + timedelta(days=1), by).filter(volunteer=volunteer)
    if found := doubtful.count():
        return Denied(_("%(count)s of these entries are doubtful; look into them first.") % {"count": found})
    return Allowed()


def is_stale(certificate: Certificate) -> bool:
    """Whether the ledger says something else by now than what was confirmed."""
    now = served(certificate.volunteer, certificate.first, certificate.last)
    return (now.minutes, now.times) != (certificate.minutes, certificate.times)


def hours(minutes: int) -> str:
    """Hours as certificates write them: 66, 1.5; whole minutes never round up."""
    return f"{(Decimal(minutes) / 60).quantize(Decimal('0.1'), 'ROUND_DOWN').normalize():f}"


# --- What is signed -----------------------------------------------------------------------------------------------------
def signed_text(certificate: Certificate) -> str:
    """The QR code's text. It names the holder by surname and volunteer number: a code is read by any passer-by."""
    lines = (
        certificate.number,
        certificate.issuer,
        mask_name(certificate.volunteer.person.name),
        certificate.volunteer.number,
        f"{certificate.first.isoformat()}/{certificate.last.isoformat()}",
        f"{hours(certificate.minutes)}h",
        f"{certificate.times}",
        certificate.issued_on.isoformat(),
        f"{certificate.centre_id}",
    )
    return signing.sign("\n".join(lines).encode(), purpose=SIGNED)


@dataclass(frozen=True, slots=True)
class Said:
    """What a signed text says, in the order of `signed_text`."""

    number: str
    issuer: str
    name: str
    volunteer: str
    period: str
    hours: str
    times: str
    issued_on: str
    centre: str

    @classmethod
    def in_token(cls, token: str) -> Said:
        """Raises NotSigned."""
        lines = signing.verify(token, purpose=SIGNED).lines
        if len(lines) != len(cls.__slots__):
            raise signing.NotSigned("malformed")
        return cls(*lines)

    @property
    def first(self) -> str:
        return self.period.partition("/")[0]

    @property
    def last(self) -> str:
        return self.period.partition("/")[2]


def certificate_said(said: Said) -> Certificate | None:
    """The register's own record of a certificate that was verified; None where this installation has none."""
    if not said.centre.isdigit():
        return None
    rows = Certificate.objects.unscoped(because="the signature on the certificate is the key")
    return rows.filter(centre_id=int(said.centre), number=said.number).first()


def shows(certificate: Certificate) -> dict[str, str]:
    """What the public page of the document shows: label → text as printed, the holder masked."""
    return {
        "志愿者": mask_name(certificate.volunteer.person.name),
        "志愿者编号": certificate.volunteer.number or "",
        "服务期间": f"{certificate.first.isoformat()} 至 {certificate.last.isoformat()}",
        "服务时长": f"{hours(certificate.minutes)}小时，{certificate.times}人次",
        "出具单位": certificate.issuer,
        "出具日期": certificate.issued_on.isoformat(),
    }


def document_of(certificate: Certificate) -> Document | None:
    return (
        Document.objects.unscoped(because="the certificate was scoped")
        .filter(centre_id=certificate.centre_id, noun="volunteers.certificate", noun_id=certificate.pk, kind=KIND)
        .first()
    )


def notices_on(day: date, centre: int) -> Iterable[Certificate]:
    """What the centre shows in public on a day, the newest first."""
    return (
        Certificate.objects.unscoped(because="a public notice is for everyone")
        .filter(centre_id=centre, state="noticed", noticed_on__lte=day, notice_until__gte=day)
        .select_related("volunteer__person")
        .order_by("-noticed_on", "-pk")
    )


def certificates_waiting_for(actor: Actor) -> QuerySet[Certificate]:
    """Whose turn it is: requests to check, notices that are over, signatures, answers."""
    mine = [state.name for state in CERTIFICATE.states if state.waits_for and actor.may(state.waits_for)]
    rows = Certificate.objects.visible_to(actor).select_related("volunteer__person")
    if actor.subject is None:
        mine = [name for name in mine if name != "questioned"]
    return rows.filter(state__in=mine).order_by("due_on", "pk")
