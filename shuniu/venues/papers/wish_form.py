"""场地愿望表: a group's wishes for a season on paper, in large type, blank or with what it asked for before.

Filled in by hand and brought to the centre, where it is keyed in and marked as paper with the name of who keyed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.groups.public import BlankPaper
from shuniu.kernel.papers import paper_date

WEEK = "一二三四五六日"
COUNTED = "一二三四五六七"
ORDER = ("首选场地", "其次", "再其次", "还可以")
LINE = "＿＿＿＿"
CLOCK = "＿＿：＿＿"


@dataclass(frozen=True, slots=True)
class WrittenWish:
    """One wish as it stands on the paper; whatever is empty is for the hand. spells: (weekdays, not before, not after)."""

    places: tuple[str, ...] = ()
    spells: tuple[tuple[tuple[int, ...], str, str], ...] = ()

    def rows(self, places: int, spells: int) -> list[tuple[str, str | list[str]]]:
        """Label and value, for so many places and spells; a list is of boxes to tick."""
        named = (*self.places, *[""] * places)[:places]
        rows: list[tuple[str, str | list[str]]] = list(zip(_numbered(ORDER, places), named, strict=True))
        for name, (days, starts, ends) in zip(
            _numbered(("时间", "或者"), spells), (*self.spells, *[((), "", "")] * spells), strict=False
        ):
            ticks = [ticked(f"周{word}", day in days) for day, word in enumerate(WEEK, 1)]
            rows += [(name, ticks), ("几点", f"不早于　{starts or CLOCK}　　不晚于　{ends or CLOCK}")]
        return rows


def _numbered(words: tuple[str, ...], count: int) -> list[str]:
    """The words in order; the last one again where there are more."""
    return [words[min(at, len(words) - 1)] for at in range(count)]


@dataclass(frozen=True, kw_only=True)
class WishPaper(BlankPaper):
    """lengths, equipment: the choices as (label, ticked); places: (number, name, most people) to choose from."""

    template: ClassVar[str] = "venues/papers/wish_form.typ"
    page: ClassVar[str] = "venues/papers/wish_form.html"
    title: ClassVar[str] = "场地愿望表"
    advice: ClassVar[str] = (
        "把最想要的写在第一愿望，写一处场地、一段时间就可以，还有合适的再往下写。场地可以只写最后一页名单上的编号。"
        "每周要几次，就按愿望先后安排几次。"
    )
    heads: ClassVar[tuple[str, ...]] = ("编号", "可选场地", "可容人数")

    season: str
    closes_on: date
    lengths: tuple[tuple[str, bool], ...]
    equipment: tuple[tuple[str, bool], ...]
    places: tuple[tuple[int, str, int], ...]
    times: int | None = None
    persons: int | None = None
    amplified: bool = False
    wishes: tuple[WrittenWish, ...] = ()
    most: tuple[int, int, int] = (3, 2, 1)  # wishes, places of each, spells of each

    def to_data(self) -> dict[str, Any]:
        count, places, spells = self.most
        wishes = (*self.wishes, *[WrittenWish()] * count)[:count]
        return super().to_data() | {
            "season": self.season,
            "until": f"请在{paper_date(self.closes_on)}前交来",
            "advice": self.advice,
            "asks": (
                ("每周几次", f"{self.times or LINE}　次"),
                ("每次多久", _choices(self.lengths)),
                ("人数", f"{self.persons or LINE}　人"),
                ("扩音", [ticked("使用", self.amplified)]),
                ("需要的设备", _choices(self.equipment)),
            ),
            "wishes": [
                {"name": f"第{COUNTED[at]}愿望", "rows": wish.rows(places, spells)} for at, wish in enumerate(wishes)
            ],
            "heads": self.heads,
            "places": [[str(number), name, str(capacity)] for number, name, capacity in self.places],
            "signed": ("填表人", "日期", "录入人（中心填写）", "录入日期"),
        }


def ticked(label: str, is_so: bool) -> str:
    return f"{'■' if is_so else '□'}{label}"


def _choices(choices: tuple[tuple[str, bool], ...]) -> list[str]:
    return [ticked(label, is_so) for label, is_so in choices]
