"""收养评估建议书: the advice to the civil-affairs bureau in which an assessment ends.

Its frame is Chinese in the source: these are the words of an official paper. It advises; the bureau decides
(收养评估办法（试行）民发〔2020〕144号).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True, kw_only=True)
class AdvicePaper:
    """One advice in force. It names the applicant in full; its public page shows none of this."""

    template: ClassVar[str] = "casework/papers/advice.typ"
    page: ClassVar[str] = "casework/papers/advice.html"
    title: ClassVar[str] = "收养评估建议书"
    note: ClassVar[str] = "本建议供民政部门参考，不代替收养登记机关的决定。收文人员应当为收养当事人保密。"

    imprint: Imprint
    addressee: str
    applicant: str
    assessors: str
    steps: tuple[tuple[str, str], ...]
    conclusion: str
    grounds: str
    issuer: str
    issued_on: date

    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("申请人", self.applicant),
            ("评估人员", self.assessors),
            *self.steps,
            ("评估结论", self.conclusion),
            ("依据", self.grounds),
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.issued_on),
            "imprint": self.imprint.to_data(),
            "addressee": self.addressee,
            "rows": self.rows(),
            "issuer": self.issuer,
            "issued_on": paper_date(self.issued_on),
            "note": self.note,
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}
