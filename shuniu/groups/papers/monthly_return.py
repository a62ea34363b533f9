"""群众活动团队月报: one month of a group, with last month's values beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.papers.paper import date_parts


@dataclass(frozen=True)
class ReturnLine:
    """One figure of the month and of the month before; None where none was given."""

    label: str
    unit: str
    now: int | None = None
    before: int | None = None

    @property
    def change(self) -> str:
        """+2, −1, 持平, or empty when either month is unknown."""
        if self.now is None or self.before is None:
            return ""
        step = self.now - self.before
        return "持平" if step == 0 else f"{step:+d}".replace("-", "−")

    def cells(self) -> tuple[str, ...]:
        return (self.label, self.unit, _figure(self.now), _figure(self.before), self.change)


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """A meeting (队会) or training (培训) held in the month."""

    kind: str
    on: date
    content: str
    people: int | None = None

    def cells(self) -> tuple[str, ...]:
        return (self.kind, f"{self.on.month}月{self.on.day}日", self.content, _figure(self.people))


@dataclass(frozen=True)
class Possession:
    """One of the three standing things of the six ones: a leader, a flag, a venue permit."""

    label: str
    held: bool
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        return (self.label, "■ 有　□ 无" if self.held else "□ 有　■ 无", self.note)


@dataclass(frozen=True, kw_only=True)
class MonthlyReturn:
    """`month`: any day of the month reported on. `channel`: how it came in (手机, 网页, 窗口代录, 纸质件)."""

    template: ClassVar[str] = "groups/papers/monthly_return.typ"
    page: ClassVar[str] = "groups/papers/monthly_return.html"

    imprint: Imprint
    centre_name: str
    group_name: str
    group_number: str
    leader: str
    month: date
    lines: tuple[ReturnLine, ...]
    gatherings: tuple[Gathering, ...] = ()
    possessions: tuple[Possession, ...] = ()
    remark: str = ""
    submitted_by: str
    submitted_on: date
    channel: str
    received_by: str = ""
    received_on: date | None = None

    @property
    def title(self) -> str:
        return f"群众活动团队月报（{self.month.year}年{self.month.month}月）"

    def facts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("团队名称", self.group_name),
            ("备案编号", self.group_number),
            ("负责人", self.leader),
            ("报送至", self.centre_name),
        )

    def signatures(self) -> tuple[tuple[str, str], ...]:
        return (
            ("填报", f"{self.submitted_by}　{paper_date(self.submitted_on)}　{self.channel}"),
            ("接收", f"{self.received_by}　{paper_date(self.received_on)}".strip()),
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": date_parts(self.imprint.printed_on),
            "imprint": self.imprint.to_data(),
            "facts": self.facts(),
            "lines": [line.cells() for line in self.lines],
            "gatherings": [gathering.cells() for gathering in self.gatherings],
            "possessions": [possession.cells() for possession in self.possessions],
            "remark": self.remark,
            "signatures": self.signatures(),
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}


def _figure(number: int | None) -> str:
    return "—" if number is None else str(number)
