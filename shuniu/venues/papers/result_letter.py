"""场地分配结果通知: what a season gave a group, in large type, for those who applied on paper or have no account.

One group a page: its times, a sentence for each wish, until when and how to object, and where the public account stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.groups.public import ReturnTo
from shuniu.kernel.papers import paper_date, qr_svg
from shuniu.kernel.papers.paper import date_parts

COUNTED = "一二三四五六七"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One group. given: (time, place); wishes: a sentence each, by rank; changes: the reasons of those made by hand."""

    name: str
    number: str
    given: tuple[tuple[str, str], ...]
    wishes: tuple[str, ...]
    changes: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "number": self.number,
            "given": [list(each) for each in self.given],
            "wishes": [
                [f"第{COUNTED[at]}愿望" if at < len(COUNTED) else "愿望", said] for at, said in enumerate(self.wishes)
            ],
            "changes": list(self.changes),
        }


@dataclass(frozen=True, kw_only=True)
class ResultLetters:
    """The letters of a season. heard: whether objections are still heard on the day of printing."""

    template: ClassVar[str] = "venues/papers/result_letter.typ"
    page: ClassVar[str] = "venues/papers/result_letter.html"
    title: ClassVar[str] = "场地分配结果通知"
    nothing: ClassVar[str] = "本季没有分到时段。原因见下面每个愿望。"
    account: ClassVar[str] = (
        "所有团队的结果、先后次序和每次人工调整都公布在下面的网址，扫码也可以看。"
        "没有手机，可到中心查看，或请工作人员念给您听。"
    )

    return_to: ReturnTo
    printed_on: date
    season: str
    first: date
    last: date
    objections_until: date | None
    heard: bool
    account_url: str
    letters: tuple[Letter, ...]

    def objecting(self) -> str:
        until = paper_date(self.objections_until)
        if not self.heard:
            return f"提出异议的日期（到{until}为止）已过。还有不明白的，请来电或到中心询问。"
        return (
            f"对结果有意见，请在{until}前提出异议：到中心当面说，打电话说，或写在本通知背面交来，由工作人员录入；"
            "有账号的也可以在手机上提出。中心会书面答复。"
        )

    def to_data(self) -> dict[str, Any]:
        where = self.return_to
        return {
            "title": self.title,
            "date": date_parts(self.printed_on),
            "season": f"{self.season}（{paper_date(self.first)}至{paper_date(self.last)}，每周）",
            "heads": ("时间", "场地"),
            "nothing": self.nothing,
            "objecting": self.objecting(),
            "account": self.account,
            "url": self.account_url,
            "qr": qr_svg(self.account_url, title="公开账二维码"),
            "centre": f"{where.centre_name}　{where.address}",
            "phone": f"电话：{where.phone}",
            "printed": f"打印日期　{paper_date(self.printed_on)}",
            "letters": [letter.to_data() for letter in self.letters],
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | {"paper": self, "type_size": "large"}
