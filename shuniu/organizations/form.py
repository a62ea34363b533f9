"""The yearly report's ten sections: its questions are a place's own data; what the register knows is answered already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from shuniu.kernel.dated import setting
from shuniu.organizations.models import Inspection, Organization

FORM = "organizations.inspection.form"


@dataclass(frozen=True, slots=True)
class Question:
    """kind: text · long · number · money · yesno. source: the register's column that answers it."""

    key: str
    label: str
    label_en: str
    kind: str = "text"
    source: str = ""
    carried: bool = False
    required: bool = False

    @property
    def said(self) -> str:
        return self.label if (get_language() or "zh").startswith("zh") else self.label_en


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    title: str
    title_en: str
    questions: tuple[Question, ...]

    @property
    def said(self) -> str:
        return self.title if (get_language() or "zh").startswith("zh") else self.title_en


def sections_of(*, place: int, on: date) -> list[Section]:
    """The form in force at a place, in print order."""
    return [
        Section(number, each["title"], each["title_en"], tuple(Question(**q) for q in each["questions"]))
        for number, each in enumerate(setting(FORM, place=place, on=on), start=1)
    ]


def questions_of(inspection: Inspection, *, on: date) -> Iterator[Question]:
    for section in sections_of(place=inspection.centre_id, on=on):
        yield from section.questions


def last_year(inspection: Inspection) -> Inspection | None:
    return (
        Inspection.objects.unscoped(because="the inspection itself was scoped")
        .filter(centre_id=inspection.centre_id, organization_id=inspection.organization_id, year=inspection.year - 1)
        .select_related("declaration")
        .first()
    )


def told_in(inspection: Inspection) -> dict[str, object]:
    """What a report says, as it was declared; of one that never was, what was typed."""
    return inspection.declaration.answers if inspection.declaration else inspection.answers


def carried_into(inspection: Inspection) -> dict[str, object]:
    """Question → the newest answer of the years before; one that was emptied stays empty."""
    rows = Inspection.objects.unscoped(because="the inspection itself was scoped").filter(
        centre_id=inspection.centre_id, organization_id=inspection.organization_id, year__lt=inspection.year
    )
    found: dict[str, object] = {}
    for before in rows.select_related("declaration").order_by("year"):
        found |= told_in(before)
        found["opening_net"] = told_in(before).get("closing_net") if before.year == inspection.year - 1 else None
    return found


def answers_for(inspection: Inspection, *, on: date) -> dict[str, object]:
    """Every question with its answer: as it was declared, and until then as it stands."""
    return dict(inspection.declaration.answers) if inspection.declaration else standing_answers(inspection, on=on)


def form_day(inspection: Inspection, *, on: date) -> date:
    """The day whose form is asked: the declaration's, once it was declared."""
    return inspection.declaration.declared_on if inspection.declaration else on


def standing_answers(inspection: Inspection, *, on: date) -> dict[str, object]:
    """Every question with what was typed, else what the register knows, else what an earlier year said where it is carried;
    an opening is last year's closing."""
    carried = carried_into(inspection)
    found = {question.key: _answer(question, inspection, carried) for question in questions_of(inspection, on=on)}
    if found.get("opening_net") is None and carried.get("opening_net") is not None:
        found["opening_net"] = carried["opening_net"]
    return found


def _answer(question: Question, inspection: Inspection, carried: dict):
    if question.key in inspection.answers:
        return inspection.answers[question.key]
    if question.source:
        return plain(known(inspection.organization, question.source))
    return carried.get(question.key) if question.carried else None


def known(organization: Organization, column: str):
    shown = getattr(organization, f"get_{column}_display", None)
    return str(shown()) if shown else getattr(organization, column)


def plain(value):
    """As JSON keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def money(value) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
