"""社区群众活动团队备案表, the boxes of the Jiading district form (2014) in its print order.

Its labels, like those of every paper in this folder, are Chinese in the source: they are the words of official forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shuniu.kernel.papers import Box, Imprint, Section, paper_date
from shuniu.kernel.papers.paper import date_parts

OPINION_FOOT = "（盖章）　　　　　年　　月　　日"


@dataclass(frozen=True, kw_only=True)
class Leader:
    """负责人或召集人. `age` in full years on the day of printing, from the birth date: a typed age goes stale."""

    name: str = ""
    sex: str = ""
    age: int | None = None
    address: str = ""
    employer: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Liaison:
    """政治指导员（党建联络员）: an adviser appointed by the community, in the form's own words."""

    name: str = ""
    sex: str = ""
    age: int | None = None
    employer_and_post: str = ""
    branch: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What an authority wrote under the form, who signed and when."""

    text: str
    signer: str
    on: date

    def foot(self) -> str:
        return f"签署人：{self.signer}　　{paper_date(self.on)}"


@dataclass(frozen=True, kw_only=True)
class FilingForm:
    """The form filled in from the record."""

    template: ClassVar[str] = "groups/papers/filing_form.typ"
    page: ClassVar[str] = "groups/papers/filing_form.html"

    imprint: Imprint
    facts: FilingFacts

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.facts.title,
            "date": date_parts(self.imprint.printed_on),
            "imprint": self.imprint.to_data(),
            "sections": [section.to_data() for section in self.facts.sections()],
        }

    def to_html_context(self) -> dict[str, Any]:
        return self.to_data() | self.imprint.to_html_context() | {"paper": self}


@dataclass(frozen=True, kw_only=True)
class FilingFacts:
    """What the form says of one group. `place_name` opens its title (上海市普陀区); `party_members` is a count.

    `with_liaison`, `with_party_members`, `with_political_status`: rows that a place's own form may ask for. A leader's
    political status is not collected: its box is printed for the hand to fill, or not printed at all.
    """

    place_name: str
    name: str = ""
    community: str = ""
    founded_on: date | None = None
    venue: str = ""
    content: str = ""
    times: str = ""
    times_a_week: int | None = None
    participants: int | None = None
    party_members: int | None = None
    leader: Leader = Leader()
    adviser_assigned: bool | None = None
    liaison: Liaison = Liaison()
    community_opinion: Opinion | None = None
    subdistrict_opinion: Opinion | None = None
    with_liaison: bool = True
    with_party_members: bool = True
    with_political_status: bool = False

    @property
    def title(self) -> str:
        return f"{self.place_name}社区群众活动团队备案表"

    def sections(self) -> tuple[Section, ...]:
        """The form in print order: fields 1–9, 10–16, 17–23, 24–25."""
        parts = [Section(self._group()), Section(self._leader(), heading="负责人或召集人"), Section(self._assigned())]
        if self.with_liaison:
            parts.append(Section(self._liaison(), heading="政治指导员"))
        return (*parts, Section(self._opinions()))

    def _group(self) -> tuple[tuple[Box, ...], ...]:
        heads = Box("参加人数", _count(self.participants, "人"))
        party = Box("其中中共党员人数", _count(self.party_members, "人"))
        return (
            (Box("群团名称", self.name),),
            (Box("所属社区", self.community), Box("成立时间", paper_date(self.founded_on))),
            (Box("活动地点", self.venue),),
            (Box("活动内容", self.content, tall=True),),
            (Box("活动时间", self.times),),
            (
                Box("每周活动次数", _count(self.times_a_week, "次")),
                heads,
                *((party,) if self.with_party_members else ()),
            ),
        )

    def _leader(self) -> tuple[tuple[Box, ...], ...]:
        leader = self.leader
        political = ((Box("政治面貌"),),) if self.with_political_status else ()
        return (
            (Box("姓名", leader.name), Box("性别", leader.sex), Box("年龄", _count(leader.age, "岁"))),
            *political,
            (Box("家庭地址", leader.address),),
            (Box("工作单位", leader.employer), Box("联系电话", leader.phone)),
        )

    def _assigned(self) -> tuple[tuple[Box, ...], ...]:
        ticks = {True: "■ 已委派　　□ 未委派", False: "□ 已委派　　■ 未委派", None: "□ 已委派　　□ 未委派"}
        return ((Box("委派情况", ticks[self.adviser_assigned]),),)

    def _liaison(self) -> tuple[tuple[Box, ...], ...]:
        liaison = self.liaison
        return (
            (Box("姓名", liaison.name), Box("性别", liaison.sex), Box("年龄", _count(liaison.age, "岁"))),
            (Box("工作单位及职务", liaison.employer_and_post),),
            (Box("所属党组织", liaison.branch), Box("联系电话", liaison.phone)),
        )

    def _opinions(self) -> tuple[tuple[Box, ...], ...]:
        return (
            (_opinion("所在社区备案意见", self.community_opinion),),
            (_opinion("街镇审核意见", self.subdistrict_opinion),),
        )


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number} {unit}"


def _opinion(label: str, opinion: Opinion | None) -> Box:
    if opinion is None:
        return Box(label, signed=OPINION_FOOT)
    return Box(label, opinion.text, signed=opinion.foot())
