"""群众活动团队成员花名册. Facts of the group stand once above the table, not on every row as in the Jiading sheet.

Of that sheet's columns 入党年月 is left out on purpose: this product keeps no list of anyone's political life.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date, paper_moment
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True, kw_only=True)
class RosterMember:
    """One row. `born` as 1954-03 (year and month suffice); in the masked variant the caller hands masked text in."""

    name: str
    sex: str = ""
    born: str = ""
    former_post: str = ""
    role: str = ""
    address: str = ""
    phone: str = ""
    joined_on: date | None = None

    def cells(self, number: int) -> tuple[str, ...]:
        joined = self.joined_on.isoformat() if self.joined_on else ""
        return (
            str(number), self.name, self.sex, self.born, self.former_post, self.role, self.address, self.phone, joined
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class MemberRoster:
    """The members of one group on the day of printing. `printed_at` is aware, in the centre's zone."""

    template: ClassVar[str] = "groups/papers/roster.typ"
    page: ClassVar[str] = "groups/papers/roster.html"
    title: ClassVar[str] = "群众活动团队成员花名册"
    columns: ClassVar[tuple[str, ...]] = (
        "序号", "姓名", "性别", "出生年月", "原单位职务", "团队职务", "住址", "联系电话", "入队日期"
    )  # fmt: skip

    imprint: Imprint
    group_name: str
    group_number: str
    category: str
    leader: str
    founded_on: date | None = None
    times: str = ""
    venue: str = ""
    members: tuple[RosterMember, ...]
    masked: bool = True
    printed_by: str
    printed_at: datetime

    def facts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("团队名称", self.group_name),
            ("备案编号", self.group_number),
            ("类　　型", self.category),
            ("负责人", self.leader),
            ("成立时间", paper_date(self.founded_on)),
            ("活动时间", self.times),
            ("活动地点", self.venue),
            ("在册人数", f"{len(self.members)} 人"),
        )

    @property
    def watermark(self) -> str:
        """Who took this list out of the house, and when: on every page, across and at the foot."""
        return f"{self.printed_by}　{paper_moment(self.printed_at)} 打印"

    @property
    def kind(self) -> str:
        return "脱敏版" if self.masked else "完整版　内部资料　用后交回或销毁"

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.imprint.printed_on),
            "imprint": self.imprint.to_data(),
            "facts": self.facts(),
            "columns": self.columns,
            "members": [member.cells(number) for number, member in enumerate(self.members, start=1)],
            "watermark": self.watermark,
            "kind": self.kind,
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}
