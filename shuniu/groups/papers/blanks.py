"""Blank papers in large type, for those without a phone: filled in by hand, handed in, keyed in and marked as paper.

Each carries the centre's address and telephone, and where the group is known its number and a QR code that takes the
worker's scanner straight to the page for keying it in.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from shuniu.groups.papers.filing_form import FilingFacts
from shuniu.kernel.papers import Box, Section, qr_svg
from shuniu.kernel.papers.paper import date_parts

# What a hand finds already printed in a box, by the box's label.
HINTS = {
    "性别": "□男 □女",
    "成立时间": "　　　　年　　　月",
    "每周活动次数": "　　　　次",
    "参加人数": "　　　　人",
    "其中中共党员人数": "　　　　人",
    "年龄": "　　　　岁",
}
# The figures of the monthly return when a place names none of its own.
MONTHLY_LINES = (("队会", "次"), ("培训", "次"), ("活动", "次"), ("平均到场", "人"), ("在队人数", "人"))
POSSESSIONS = ("一人负责", "一面队旗", "一张场地使用许可证")


@dataclass(frozen=True, kw_only=True)
class ReturnTo:
    """Where the filled-in paper goes, and whom to ring."""

    centre_name: str
    address: str
    phone: str
    hours: str = ""

    def sentence(self) -> str:
        hours = f"（{self.hours}）" if self.hours else ""
        return f"填好后请交到：{self.centre_name}，{self.address}{hours}。有问题请打电话：{self.phone}"


@dataclass(frozen=True, kw_only=True)
class GroupTag:
    """The group a blank was printed for. `url` opens the keying-in page for staff; it says nothing to anyone else."""

    name: str
    number: str
    url: str


@dataclass(frozen=True, kw_only=True)
class BlankPaper:
    """What every blank shares. Without a `group` the paper leaves ruled squares for its number."""

    template: ClassVar[str]
    page: ClassVar[str]
    how: ClassVar[str] = "请用黑色笔写在方框里。写错了划一道，在旁边重写。不方便写字，请工作人员代填。"

    return_to: ReturnTo
    printed_on: date
    group: GroupTag | None = None

    @property
    def title(self) -> str:
        raise NotImplementedError

    def to_data(self) -> dict[str, Any]:
        group = self.group
        return {
            "title": self.title,
            "date": date_parts(self.printed_on),
            "how": self.how,
            "return_to": self.return_to.sentence(),
            "group": {"name": group.name, "number": group.number, "url": group.url} if group else None,
            "qr": qr_svg(group.url, title=f"录入用二维码 {group.number}") if group else "",
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self, "type_size": "large"}


@dataclass(frozen=True, kw_only=True)
class BlankMonthlyReturn(BlankPaper):
    """月报. `month` is None for a stock of sheets on which the month is written by hand; `lines`: label and unit."""

    template: ClassVar[str] = "groups/papers/blank_monthly_return.typ"
    page: ClassVar[str] = "groups/papers/blank_monthly_return.html"
    title: ClassVar[str] = "群众活动团队月报"

    month: date | None = None
    lines: tuple[tuple[str, str], ...] = MONTHLY_LINES

    def to_data(self) -> dict[str, Any]:
        month = f"{self.month.year} 年 {self.month.month} 月" if self.month else "　　　　年　　　月"
        return super().to_data() | {"month": month, "lines": self.lines, "possessions": POSSESSIONS}


@dataclass(frozen=True, kw_only=True)
class BlankFilingForm(BlankPaper):
    """备案表: the boxes of the filing form itself, widened. `facts` hold at least the place's name and options."""

    template: ClassVar[str] = "groups/papers/blank_filing_form.typ"
    page: ClassVar[str] = "groups/papers/blank_filing_form.html"

    facts: FilingFacts

    @property
    def title(self) -> str:
        return self.facts.title

    def sections(self) -> tuple[Section, ...]:
        return tuple(_widened(section) for section in self.facts.sections())

    def to_data(self) -> dict[str, Any]:
        return super().to_data() | {"sections": [section.to_data() for section in self.sections()]}


@dataclass(frozen=True, kw_only=True)
class BlankSignUp(BlankPaper):
    """报名签到表 of one activity; `rows` names to a page of 12."""

    template: ClassVar[str] = "groups/papers/blank_sign_up.typ"
    page: ClassVar[str] = "groups/papers/blank_sign_up.html"
    title: ClassVar[str] = "活动报名签到表"
    columns: ClassVar[tuple[str, ...]] = ("序号", "姓名", "电话", "签到")
    privacy: ClassVar[str] = "电话只用于本次活动的联系。不愿意留电话，可以空着。"

    activity: str = ""
    when: str = ""
    where: str = ""
    rows: int = 12

    def to_data(self) -> dict[str, Any]:
        facts = (("活动", self.activity), ("时间", self.when or "　　　　年　　　月　　　日"), ("地点", self.where))
        return super().to_data() | {
            "facts": facts,
            "columns": self.columns,
            "rows": list(range(1, self.rows + 1)),
            "privacy": self.privacy,
        }


def _widened(section: Section) -> Section:
    """The same boxes with room for a hand: one a row, save that the short second and third of three share one."""
    rows: list[tuple[Box, ...]] = []
    for row in section.rows:
        first, *others = (replace(box, value=box.value or HINTS.get(box.label, "")) for box in row)
        rows.append((first,))
        rows.extend([tuple(others)] if len(others) == 2 else [(box,) for box in others])
    return Section(tuple(rows), heading=section.heading)
