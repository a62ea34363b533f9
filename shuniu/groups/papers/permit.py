"""场地使用许可证: place, times and validity of one group's use of a venue, one of its six ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True, kw_only=True)
class VenuePermitPaper:
    """One permit. It names no person: whoever keeps the key is the venue's business.

    `sound`: the hours of loudspeakers and the decibels of the place; without a line where it lays down neither.
    """

    template: ClassVar[str] = "groups/papers/permit.typ"
    page: ClassVar[str] = "groups/papers/permit.html"
    title: ClassVar[str] = "场地使用许可证"
    note: ClassVar[str] = "请爱护场地、注意消防与音量，不影响其他居民。本证不得转借。扫描二维码可核验现状。"

    imprint: Imprint
    group: str
    venue: str
    times: str
    valid_from: date
    valid_until: date
    sound: str
    conditions: str
    issuer: str
    issued_on: date

    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("团队名称", self.group),
            ("活动场地", self.venue),
            ("使用时间", self.times),
            ("有效期限", f"{paper_date(self.valid_from)}　至　{paper_date(self.valid_until)}"),
            *((("扩音与音量", self.sound),) if self.sound else ()),
            ("使用条件", self.conditions or "无"),
        )

    def shows(self) -> dict[str, str]:
        """What the public verification page shows of this paper: label → text."""
        return dict(self.rows()) | {"发证单位": self.issuer, "发证日期": paper_date(self.issued_on)}

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.issued_on),
            "imprint": self.imprint.to_data(),
            "rows": self.rows(),
            "note": self.note,
            "issuer": self.issuer,
            "issued_on": paper_date(self.issued_on),
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self}
