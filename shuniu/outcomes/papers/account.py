"""A frozen report on paper. Labels in Chinese: it is an official account (成效报告)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.documents import verification_url
from shuniu.kernel.papers import Imprint, paper_date, paper_moment
from shuniu.kernel.papers.paper import date_parts
from shuniu.outcomes.frozen import in_print_order, said_with_unit


@dataclass(frozen=True, kw_only=True)
class Account:
    """The figures as they were frozen, with their definitions."""

    template: ClassVar[str] = "outcomes/papers/account.typ"
    page: ClassVar[str] = "outcomes/papers/account.html"

    imprint: Imprint
    title: str
    place: str
    first_day: date
    last_day: date
    lines: tuple[tuple[str, str, str], ...]  # label, value with unit, definition
    digest: str
    frozen: str

    @classmethod
    def of(cls, report, paper, *, printed_on: date) -> Account:
        return cls(
            imprint=Imprint(number=report.number, code=paper.token, url=verification_url(paper), printed_on=printed_on),
            title=report.title,
            place=report.centre.name,
            first_day=report.first_day,
            last_day=report.last_day,
            lines=tuple(
                (each["label"]["zh-hans"], said_with_unit(each), each["definition"]["zh-hans"])
                for each in in_print_order(report.indicators)
            ),
            digest=report.digest,
            frozen=f"{report.frozen_by}　{paper_moment(report.frozen_at)}",
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.imprint.printed_on),
            "imprint": self.imprint.to_data(),
            "place": self.place,
            "period": f"{paper_date(self.first_day)}至{paper_date(self.last_day)}",
            "lines": [list(line) for line in self.lines],
            "digest": self.digest,
            "frozen": self.frozen,
        }

    def to_html_context(self) -> dict[str, Any]:
        return {**self.to_data(), **self.imprint.to_html_context(), "paper": self, "issuer": self.place}
