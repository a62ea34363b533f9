"""The directory that everyone may read: what the moderated entries say, and nothing else of the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from shuniu.kernel.search import sounds_like
from shuniu.organizations.models import Grading, Honour, Organization
from shuniu.organizations.standing import stands

TOP_GRADE = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One organization as the public sees it. registered_at: only where people find it at another address than that."""

    key: str
    name: str
    kind: str
    kind_word: str
    about: str
    phone: str
    website: str
    address: str
    registered_at: str
    hours: str
    grade: str
    honours: tuple[str, ...]

    def to_json(self) -> dict:
        """With the field names of Open Referral HSDS 3.0, as far as it has them."""
        return {
            "id": self.key,
            "name": self.name,
            "description": self.about,
            "legal_status": self.kind,
            "website": self.website,
            "phones": [{"number": self.phone}] if self.phone else [],
            "locations": [{"description": self.address}] if self.address else [],
            "schedules": [{"description": self.hours}] if self.hours else [],
            "honours": [*([self.grade] if self.grade else []), *self.honours],
        }


def entries(centre_id: int, *, on: date, text: str = "", kind: str = "") -> list[Entry]:
    """Those registered and at work on a day, by name. text: a piece of the name, of what it does, or the name's pinyin."""
    rows = _listed(centre_id, on).order_by("name", "pk")
    rows = rows.filter(kind=kind) if kind else rows
    text = text.strip()
    found = [row for row in rows if not text or text in row.name or text in row.about or sounds_like(row.name, text)]
    keys = [row.pk for row in found]
    grades, honours = _grades(centre_id, keys, on), _honours(centre_id, keys)
    return [_entry(row, grades.get(row.pk, ""), honours.get(row.pk, ())) for row in found]


def centres_with_a_directory() -> QuerySet:
    rows = Organization.objects.unscoped(because="open to everyone: which centres have organizations, nothing else")
    return rows.filter(registered_on__isnull=False).order_by().values("centre_id").distinct()


def _listed(centre_id: int, on: date) -> QuerySet[Organization]:
    rows = Organization.objects.unscoped(because="open to everyone: the moderated entry, name and kind")
    return rows.filter(stands("in_force", on), centre_id=centre_id).only(
        "centre_id", "name", "kind", "about", "public_phone", "website", "public_address", "address", "hours"
    )


def _entry(row: Organization, grade: str, honours: Iterable[str]) -> Entry:
    return Entry(
        key=f"{row.centre_id}-{row.pk}",
        name=row.name,
        kind=row.kind,
        kind_word=str(row.get_kind_display()),
        about=row.about,
        phone=row.public_phone,
        website=row.website,
        address=row.public_address,
        registered_at=row.address if row.is_found_elsewhere else "",
        hours=row.hours,
        grade=grade,
        honours=tuple(honours),
    )


def _grades(centre_id: int, keys: list[int], on: date) -> dict[int, str]:
    """The highest grade is an honour, and public; a lower one stands in the register alone."""
    rows = Grading.objects.unscoped(because="open to everyone: the highest grade, as the registry published it")
    held = rows.filter(centre_id=centre_id, organization__in=keys, given_on__lte=on, valid_until__gte=on)
    newest = dict(held.order_by("given_on", "pk").values_list("organization_id", "grade"))
    return {key: f"{grade}A" for key, grade in newest.items() if grade == TOP_GRADE}


def _honours(centre_id: int, keys: list[int]) -> dict[int, list[str]]:
    rows = Honour.objects.unscoped(because="open to everyone: honours that were given in public")
    found: dict[int, list[str]] = {}
    honours = rows.filter(centre_id=centre_id, organization__in=keys).order_by("-on", "-pk")
    for key, title in honours.values_list("organization_id", "title"):
        found.setdefault(key, []).append(title)
    return found
