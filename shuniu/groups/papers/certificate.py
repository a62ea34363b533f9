"""群众活动团队备案证: what a group hangs on its wall, and what a passer-by may check by its QR code."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True, kw_only=True)
class FilingCertificate:
    """One filing in force. The paper names the leader in full; the public page shows `leader_masked` (李**)."""

    template: ClassVar[str] = "groups/papers/certificate.typ"
    page: ClassVar[str] = "groups/papers/certificate.html"
    title: ClassVar[str] = "群众活动团队备案证"
    # A filed group is lawful and protected, yet no legal person: the certificate says both, so nobody misreads it.
    statement: ClassVar[tuple[str, str]] = ("兹证明下列群众活动团队已经备案，", "可在社区内依法依规开展活动。")
    note: ClassVar[str] = "本证不作为法人资格证明。遗失、变更或期满请到发证单位办理。扫描二维码可核验真伪与现状。"

    imprint: Imprint
    name: str
    category: str
    leader: str
    leader_masked: str
    venue: str
    valid_from: date
    valid_until: date
    issuer: str
    issued_on: date
    landscape: bool = True

    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("团队名称", self.name),
            ("活动类别", self.category),
            ("负责人", self.leader),
            ("活动地点", self.venue),
            ("有效期限", f"{paper_date(self.valid_from)}　至　{paper_date(self.valid_until)}"),
        )

    def shows(self) -> dict[str, str]:
        """What the public verification page shows of this paper: label → text, the leader masked."""
        return dict(self.for_the_public().rows()) | {"发证单位": self.issuer, "发证日期": paper_date(self.issued_on)}

    def for_the_public(self) -> "FilingCertificate":
        """The same certificate without its leader's full name."""
        return replace(self, leader=self.leader_masked)

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.issued_on),
            "imprint": self.imprint.to_data(),
            "statement": self.statement,
            "note": self.note,
            "rows": self.rows(),
            "issuer": self.issuer,
            "issued_on": paper_date(self.issued_on),
            "landscape": self.landscape,
        }

    def to_html_context(self) -> dict[str, Any]:
        size = "a4-landscape" if self.landscape else "a4"
        return self.to_data() | self.imprint.to_html_context() | {"paper": self, "paper_size": size}
