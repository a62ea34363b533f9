"""年度检查报告书: the ten sections in print order, filled in from the register and the answers.

Its frame is Chinese in the source: these are the words of an official form. The questions are the place's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse

from shuniu.kernel.actor import Actor
from shuniu.kernel.papers import Box, Imprint, Section, paper_date
from shuniu.kernel.papers.paper import date_parts
from shuniu.organizations.form import answers_for, form_day, sections_of
from shuniu.organizations.models import Inspection

NUMERALS = "一二三四五六七八九十"
STATEMENT = "本单位承诺：本报告书所填内容真实、完整；除依法不予公开的信息外，同意向社会公开。"
FOOT = "（盖章）　　　　　年　　月　　日"


@dataclass(frozen=True, kw_only=True)
class ReportPaper:
    template: ClassVar[str] = "organizations/papers/report.typ"
    page: ClassVar[str] = "organizations/papers/report.html"

    imprint: Imprint
    title: str
    cover: tuple[tuple[str, str], ...]
    statement: str
    parts: tuple[tuple[str, Section], ...]

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.imprint.printed_on),
            "imprint": self.imprint.to_data(),
            "cover": self.cover,
            "statement": self.statement,
            "parts": [[heading, [section.to_data()]] for heading, section in self.parts],
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}


def report_paper(inspection: Inspection, *, by: Actor) -> ReportPaper:
    """The report as it was declared, and until then as it stands: what is not answered is left for the hand."""
    organization, day = inspection.organization, form_day(inspection, on=by.today)
    answers, cover = answers_for(inspection, on=by.today), _cover(inspection)
    url = settings.SHUNIU_ORIGIN + reverse("organizations:inspection", args=[inspection.pk])
    parts = tuple(
        (f"{NUMERALS[each.number - 1]}、{each.title}", _section(each, answers, inspection))
        for each in sections_of(place=inspection.centre_id, on=day)
    )
    return ReportPaper(
        imprint=Imprint(number=f"{inspection.year}-{organization.pk:05}", code="", url=url, printed_on=by.today),
        title=f"{_kind(cover['kind'])}年度检查报告书（{inspection.year}年度）",
        cover=(
            ("单位名称", cover["name"]),
            ("统一社会信用代码", cover["code"] or ""),
            ("登记证号", cover["certificate_number"]),
            ("填报日期", paper_date(day)),
        ),
        statement=f"{STATEMENT}　法定代表人：{inspection.declared_by or '　　　　　　'}",
        parts=parts,
    )


def _cover(inspection: Inspection) -> dict:
    if inspection.declaration:
        return inspection.declaration.cover
    return {name: getattr(inspection.organization, name) for name in ("name", "code", "certificate_number", "kind")}


def _kind(kind: str) -> str:
    return {"association": "社会团体", "private_unit": "民办非企业单位", "foundation": "基金会"}[kind]


def _section(section, answers: dict, inspection: Inspection) -> Section:
    if not section.questions:  # the opinions of those who sign
        opinions = [Box("登记管理机关意见", _verdict(inspection), signed=FOOT)]
        if inspection.organization.supervisor_signs:
            opinions.insert(0, Box("业务主管单位初审意见", inspection.supervisor_opinion, signed=FOOT))
        return Section(tuple((box,) for box in opinions))
    boxes = [Box(q.label, _said(answers.get(q.key)), tall=q.kind == "long") for q in section.questions]
    return Section(tuple((box,) for box in boxes))


def _said(value) -> str:
    if value in (None, ""):
        return ""
    return {"yes": "是", "no": "否"}.get(value, str(value))


def _verdict(inspection: Inspection) -> str:
    return {"pass": "合格", "basic": "基本合格", "fail": "不合格"}.get(inspection.verdict, "")
