"""年检提醒通知: a letter a page, in large type, to each organization that no account reaches.

Its frame is Chinese in the source: the centre's letter to an organization, whatever language the desk reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.models import Place
from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts
from shuniu.organizations.models import Inspection

TITLE = "年度检查提醒通知"
BRING_TO = "organizations.inspection.bring_to"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. missing: the names of what is not here yet, empty where all is here but the report was not sent on."""

    organization: str
    code: str
    to: str
    year: int
    missing: tuple[str, ...]
    by: date
    number: str

    def to_data(self) -> dict[str, Any]:
        return {
            "to": f"{self.organization}{f'（{self.to}）' if self.to else ''}：",
            "opening": f"贵单位{self.year}年度检查报告尚未办结，请于{paper_date(self.by)}前办理。",
            "missing": list(self.missing) or ["法定代表人签署的年度检查报告书"],
            "code": self.code,
            "number": self.number,
        }


@dataclass(frozen=True, kw_only=True)
class LettersPaper:
    template: ClassVar[str] = "organizations/papers/letters.typ"
    page: ClassVar[str] = "organizations/papers/letters.html"

    imprint: Imprint
    issuer: str
    bring_to: str
    letters: tuple[Letter, ...]

    def to_data(self) -> dict[str, Any]:
        return {
            "title": TITLE,
            "date": date_parts(self.imprint.printed_on),
            "day": paper_date(self.imprint.printed_on),
            "issuer": self.issuer,
            "bring_to": self.bring_to,
            "letters": [letter.to_data() for letter in self.letters],
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self}


def letters_paper(
    inspections: Iterable[tuple[Inspection, str, list[str]]], *, centre: Place, by: Actor
) -> LettersPaper:
    """inspections: each with whom the letter is for ("" where nobody is named), and what is missing, by name."""
    letters = tuple(
        Letter(
            organization=each.organization.name, code=each.organization.code or "", to=to, year=each.year,
            missing=tuple(missing), by=each.due_on or each.cycle.registry_by,
            number=f"{each.year}-{each.organization_id:05}",
        )
        for each, to, missing in inspections
    )  # fmt: skip
    said = setting(BRING_TO, place=centre.pk, on=by.today)
    url = settings.SHUNIU_ORIGIN + reverse("organizations:season")
    return LettersPaper(
        imprint=Imprint(number="", code="", url=url, printed_on=by.today),
        issuer=f"{centre.name}社区社会组织服务中心",
        bring_to=said.replace("{place}", centre.name),
        letters=letters,
    )
