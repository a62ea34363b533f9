"""节目单: acts by time and stage, in large type. 签到码: the sheet with the QR code at the door."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from shuniu.kernel.papers import paper_date, qr_svg
from shuniu.kernel.papers.paper import date_parts, in_fours


@dataclass(frozen=True, kw_only=True)
class ShowProgramme:
    """acts: (stage, starts, ends, title, performers), in order."""

    template: ClassVar[str] = "activities/papers/programme.typ"
    page: ClassVar[str] = "activities/papers/programme.html"
    headings: ClassVar[tuple[str, ...]] = ("序号", "时间", "节目", "表演者")

    title: str
    organizer: str
    held_on: date
    starts: time
    ends: time
    place: str
    acts: tuple[tuple[str, time, time, str, str], ...]
    printed_on: date

    def stages(self) -> list[dict[str, Any]]:
        found: dict[str, list[list[str]]] = {}
        for stage, starts, ends, title, performers in self.acts:
            rows = found.setdefault(stage, [])
            rows.append([str(len(rows) + 1), f"{starts:%H:%M}–{ends:%H:%M}", title, performers])
        return [{"name": name, "rows": rows} for name, rows in found.items()]

    def to_data(self) -> dict[str, Any]:
        return {
            "title": f"{self.title}节目单",
            "date": date_parts(self.printed_on),
            "when": f"{paper_date(self.held_on)}　{self.starts:%H:%M}–{self.ends:%H:%M}",
            "place": self.place,
            "organizer": self.organizer,
            "stages": self.stages(),
            "headings": self.headings,
            "note": f"共{len(self.acts)}个节目。如有调整，以现场报幕为准。",
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self}


@dataclass(frozen=True, kw_only=True)
class DoorSheet:
    template: ClassVar[str] = "activities/papers/door_sheet.typ"
    page: ClassVar[str] = "activities/papers/door_sheet.html"
    ask: ClassVar[str] = "请扫码签到，输入报名时留下的手机号码。没有手机的，请到服务台签到。"

    title: str
    held_on: date
    starts: time
    place: str
    code: str
    url: str
    printed_on: date

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.printed_on),
            "when": f"{paper_date(self.held_on)}　{self.starts:%H:%M}",
            "place": self.place,
            "ask": self.ask,
            "code": in_fours(self.code),
            "url": self.url,
            "qr": qr_svg(self.url, title="扫码签到"),
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self}
