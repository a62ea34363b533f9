"""志愿服务记录证明, in the four parts of 民发〔2015〕149号: the volunteer, the service, who issues it, the certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import Box, Section, date_parts


@dataclass(frozen=True, kw_only=True)
class ServiceCertificate:
    """lines: (service, place, person-times, hours) as printed. notice: what the public notice was, or "" for none."""

    template: ClassVar[str] = "volunteers/papers/certificate.typ"
    page: ClassVar[str] = "volunteers/papers/certificate.html"
    title: ClassVar[str] = "志愿服务记录证明"
    note: ClassVar[str] = (
        "本证明免费出具，服务时长以小时计，不含往返路途时间。扫描二维码可联网核验真伪与现状；"
        "不联网时，用出具单位公布的公钥即可核验签名。"
    )

    imprint: Imprint
    name: str
    document: str
    document_number: str
    volunteer_number: str
    first: date
    last: date
    hours: str
    times: int
    lines: Sequence[tuple[str, str, int, str]]
    issuer: str
    head: str
    handler: str
    contact: str
    issued_on: date
    notice: str = ""
    purpose: str = ""
    revoked: str = ""

    def sections(self) -> tuple[Section, ...]:
        remarks = "；".join(filter(None, (self.purpose and f"用途：{self.purpose}", self.notice))) or "无"
        period = f"{paper_date(self.first)}　至　{paper_date(self.last)}"
        return (
            Section(
                heading="志愿者",
                rows=(
                    (Box("姓名", self.name), Box("志愿者编号", self.volunteer_number)),
                    (Box("证件类型", self.document), Box("证件号码", self.document_number)),
                ),
            ),
            Section(
                heading="志愿服务",
                rows=(
                    (Box("服务期间", period),),
                    (Box("服务时长", f"{self.hours}小时"), Box("服务人次", f"{self.times}")),
                ),
            ),
            Section(
                heading="出具单位",
                rows=(
                    (Box("单位名称", self.issuer),),
                    (Box("负责人", self.head), Box("经办人", self.handler), Box("联系方式", self.contact)),
                ),
            ),
            Section(
                heading="证明",
                rows=(
                    (Box("证明编号", self.imprint.number), Box("出具日期", paper_date(self.issued_on))),
                    (Box("其他说明", remarks),),
                ),
            ),
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.issued_on),
            "imprint": self.imprint.to_data(),
            "sections": [section.to_data() for section in self.sections()],
            "columns": ("服务内容", "服务地点", "人次", "小时"),
            "lines": [[service, place, f"{times}", hours] for service, place, times, hours in self.lines],
            "note": self.note,
            "issuer": self.issuer,
            "issued_on": paper_date(self.issued_on),
            "revoked": self.revoked,
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}
