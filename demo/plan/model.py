"""What a plan is made of, and the figures it must come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.invented import Inventor, Member
from demo.neighbourhood import AOMEN_ROAD, YEJIAZHAI, Kind
from shuniu.kernel.calendar import years_before

SEED = "长寿路"
GROUPS = {"sports": 94, "culture": 67, "hobby": 21, "public_service": 11}  # 193 [case]
MEMBERSHIPS = 4037  # [case]
AGED = 2397  # of the memberships [case]
PARTICIPANTS = 3862  # different people
IN_THREE_GROUPS = 5
SIZES = {"sports": (9, 46, 19), "culture": (9, 44, 20), "hobby": (7, 26, 12), "public_service": (10, 38, 18)}
TAI_CHI, CHOIR = "夕阳红太极拳队", "新会合唱队"
UNFILED = 28  # of the groups in the office's workbook
TO_RENEW = 10  # whose filing ends during the year
NAMED = (  # the groups of the cast: category, name, committee, leader, leader's sex
    ("sports", TAI_CHI, YEJIAZHAI, "王福生", "1"),
    ("culture", CHOIR, AOMEN_ROAD, "李桂芳", "2"),
)
ROUNDS = 3  # the office's workbook, then two rosters of newcomers
NEWCOMERS = 9
WITHOUT_ROSTER = 2
ENDINGS = ("dissolution", "merger", "promotion", "move")
JOINING, LEAVING, TAKEN_IN = 62, 44, 5
SHADOWS = 6  # people whom a leader wrote down although the centre knew them already
MISSPELT = 3  # people whose name stands in two writings in the workbook
CAST_GROUPS = frozenset(name for _category, name, *_rest in NAMED)


@dataclass(eq=False, slots=True)
class Stay:
    """A member in a group. how: workbook · enrolled (new to the centre) · joined (known already) · taken_in (from a merged
    group). left: goes during the year.
    """

    group: GroupPlan
    member: Member
    duty: str = "队员"
    how: str = "workbook"
    left: bool = False


@dataclass(eq=False, slots=True)
class GroupPlan:
    """A group. round: which of the office's files brings it; ending: how it leaves the register during the year."""

    name: str
    category: str
    place: int
    place_name: str
    kind: Kind
    venue: str
    times: str
    founded: date
    round: int = 0
    ending: str = ""
    has_roster: bool = True
    has_leader: bool = True
    content: str = ""
    filing_number: str = ""  # from before the program; the others are filed through it
    filed_on: date | None = None
    stays: list[Stay] = field(default_factory=list)

    @property
    def filed_until(self) -> date | None:
        return years_before(self.filed_on, -3) - timedelta(days=1) if self.filed_on else None

    @property
    def lasts(self) -> bool:
        return not self.ending

    @property
    def is_complete(self) -> bool:
        """Whether it has all that a filing asks for."""
        return self.has_leader and bool(self.content and self.venue)

    @property
    def leader(self) -> Member | None:
        return next((stay.member for stay in self.stays if stay.duty == self.leading), None)

    @property
    def leading(self) -> str:
        """What its leader is called."""
        return {"队": "队长", "社": "社长", "组": "组长"}.get(self.name[-1], "负责人")

    @property
    def names(self) -> set[str]:
        return {stay.member.name for stay in self.stays}

    def stays_of(self, *ways: str) -> list[Stay]:
        return [stay for stay in self.stays if stay.how in ways]


@dataclass(slots=True)
class Plan:
    """shadows: (the stay under which somebody is written down a second time, the person's record before)."""

    day: date
    groups: list[GroupPlan]
    inventor: Inventor
    shadows: list[tuple[Stay, Stay]] = field(default_factory=list)

    def named(self, name: str) -> GroupPlan:
        return next(group for group in self.groups if group.name == name)

    def stays(self) -> Iterator[Stay]:
        return (stay for group in self.groups for stay in group.stays)

    def counted(self) -> Iterator[Stay]:
        """The memberships that hold on the day."""
        return (stay for stay in self.stays() if stay.group.lasts and not stay.left)
