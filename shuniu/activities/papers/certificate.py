"""培训证书: what a trainee shows an employer, who may check it by its QR code."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True, kw_only=True)
class CourseCertificate:
    """One certificate. The paper names the trainee in full; the public page shows `name_masked` and no circumstance.

    It names the subject, never the title of the course: a class for disabled people tells of who was in it, to an
    employer as to everyone. Who taught it (a federation of the disabled, perhaps) stands on the paper alone.
    """

    template: ClassVar[str] = "activities/papers/certificate.typ"
    page: ClassVar[str] = "activities/papers/certificate.html"
    statement: ClassVar[str] = "经培训和考核，成绩合格，特发此证。"
    note: ClassVar[str] = "扫描二维码可核验真伪与现状。"

    imprint: Imprint
    certificate: str
    name: str
    name_masked: str
    subject: str
    trainer: str
    first_on: date
    last_on: date
    issuer: str
    issued_on: date

    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("姓名", self.name),
            ("培训内容", self.subject),
            ("培训机构", self.trainer),
            ("培训时间", f"{paper_date(self.first_on)}　至　{paper_date(self.last_on)}"),
        )

    def shows(self) -> dict[str, str]:
        """What the public verification page shows: label → text."""
        rows = dict(replace(self, name=self.name_masked).rows())
        del rows["培训机构"]
        return {"证书": self.certificate} | rows | {"发证单位": self.issuer, "发证日期": paper_date(self.issued_on)}

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.certificate,
            "date": date_parts(self.issued_on),
            "imprint": self.imprint.to_data(),
            "statement": self.statement,
            "rows": self.rows(),
            "note": self.note,
            "issuer": self.issuer,
            "issued_on": paper_date(self.issued_on),
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self, "paper_size": "a4-landscape"}
