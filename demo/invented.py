"""Invented people: names as Shanghai bears them, and numbers that nobody holds.

An ID number's order code is 996–999, which GB 11643 keeps for centenarians, on the birth date of somebody younger; a
phone begins with 154 000, which no operator gives out. Both pass every check of form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# Share of the city's people in per mille, roughly as the police's name report of 2020 has it for Shanghai.
SURNAMES = Counter(
    {
        "张": 75, "王": 72, "陈": 62, "李": 46, "徐": 38, "朱": 37, "周": 36, "吴": 35, "沈": 31, "陆": 27, "顾": 24,
        "刘": 22, "杨": 21, "黄": 20, "孙": 19, "赵": 18, "金": 16, "唐": 15, "胡": 14, "俞": 13, "曹": 13, "倪": 12,
        "姚": 12, "蔡": 12, "严": 11, "施": 11, "许": 11, "潘": 10, "马": 10, "何": 10, "郑": 9, "林": 9, "邵": 8,
        "宋": 8, "谢": 8, "高": 8, "郭": 8, "汪": 8, "叶": 8, "丁": 8, "钱": 8, "秦": 7, "蒋": 7, "邱": 6, "龚": 6,
        "范": 6, "戴": 6, "方": 6, "杜": 5, "夏": 5, "袁": 5, "江": 5, "毛": 4, "章": 4, "傅": 4, "乔": 3, "奚": 3,
        "单": 2, "解": 1, "欧阳": 2, "诸葛": 1, "上官": 1,
    }
)  # fmt: skip
# (born before 1968, later) · first and second character of the given name
WOMEN = (
    ("秀桂玉凤美丽惠淑月雅爱金素佩翠莉根蕴瑞文", "英芳兰珍华娟琴妹娣萍凤芬珠仙莲云宝敏琳贞"),
    ("晓丽海雪静佳文慧婷嘉思梦雯燕春颖俊莹怡欣", "燕敏红霞萍芸蓉洁琳琪婷怡雯倩娜菁瑛妍玲梅"),
)
MEN = (
    ("福建国志根永德金伟宝明祥炳阿学文荣兴松龙", "生国华明荣康宝发民良林祥忠根海强兴泉山法"),
    ("建志文晓俊海家伟宇嘉子浩鸣立明亮骏一天佳", "军杰伟峰斌磊超涛毅豪辉宁晨阳俊诚凯翔铭飞"),
)
SINGLE = ("珍芳英萍敏红燕静", "明华强伟军斌磊勇")
STREETS = (
    "长寿路", "常德路", "西康路", "陕西北路", "江宁路", "昌化路", "胶州路", "叶家宅路", "新会路", "安远路", "普陀路",
    "澳门路", "宜昌路", "莫干山路", "光复路", "普雄路", "武宁路", "武宁南路", "东新路", "长寿支路",
)  # fmt: skip
AREAS = ("310107",) * 6 + ("310106", "310105", "310108", "310101", "310104", "310110", "310109", "320602", "330602")
FORMER_POSTS = (
    "申新九厂挡车工", "国棉六厂保全工", "上海灯泡厂", "江宁路菜场", "普陀区中心小学教师", "上海丝绸印染厂", "铁路局机务段",
    "长寿路邮电支局", "区中心医院护士", "上海啤酒厂", "纺织局职工医院", "自来水公司", "公交十三车队", "面粉厂会计",
)  # fmt: skip

MARGIN = 0.6  # of a year on both sides of sixty: the figures hold for half a year after the demo was built
YEAR = 365.2425


@dataclass(eq=False, slots=True)
class Member:
    """An invented person. known: how the birth is known: id · day · month · year · age · none."""

    name: str
    sex: str
    aged: bool
    born: date
    known: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    former_post: str = ""

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


class Inventor:
    """Draws people; no name of a group's roster, no ID number and no phone comes twice."""

    def __init__(self, rng: Random, day: date, *, phones: str = "1540000", beside: Inventor | None = None):
        self.rng, self.day, self._beginning = rng, day, phones
        self._numbers: set[str] = set(beside._numbers) if beside else set()
        self._phones = rng.sample(range(10_000), 10_000)

    def member(self, *, aged: bool, women: float, not_named: set[str]) -> Member:
        """Somebody whose name is not among `not_named`."""
        rng = self.rng
        sex = "2" if rng.random() < women else "1"
        known = self._known(aged)
        born = self._born(aged, known)
        name = self._name(sex, born, not_named)
        return Member(
            name,
            sex,
            aged,
            born,
            known,
            id_number=self._id_number(born, sex) if known == "id" else "",
            phone=self.phone() if rng.random() < 0.82 else "",
            address=self.address() if rng.random() < 0.9 else "",
            former_post=rng.choice(FORMER_POSTS) if aged and rng.random() < 0.35 else "",
        )

    def phone(self) -> str:
        return f"{self._beginning}{self._phones.pop():04}"

    def address(self) -> str:
        rng = self.rng
        room = f"{rng.randint(1, 6)}{rng.randint(1, 12):02}"
        return f"{rng.choice(STREETS)}{rng.randint(20, 998)}弄{rng.randint(1, 60)}号{room}室"

    def id_for(self, member: Member) -> None:
        """Make the birth known by an ID number."""
        member.known, member.id_number = "id", self._id_number(member.born, member.sex)

    def _known(self, aged: bool) -> str:
        ways, shares = ("id", "month", "day", "year", "age", "none"), (62, 24, 3, 4, 5, 2)
        known = self.rng.choices(ways, shares)[0]
        return "month" if known == "none" and aged else known  # without a birth nobody counts as sixty

    def _born(self, aged: bool, known: str) -> date:
        """Far enough from sixty that a birth known to its year alone falls on the same side."""
        slack = 2 if known in ("year", "age") else 0
        if aged:
            years = self.rng.triangular(60 + MARGIN + slack, 90, 68)
        else:
            years = self.rng.triangular(19, 60 - MARGIN - slack, 56)
        return self.day - timedelta(days=round(years * YEAR))

    def _name(self, sex: str, born: date, taken: set[str]) -> str:
        rng = self.rng
        surnames, weights = tuple(SURNAMES), tuple(SURNAMES.values())
        while True:
            first, second = (WOMEN if sex == "2" else MEN)[born.year >= 1968]
            given = rng.choice(first) + rng.choice(second)
            if rng.random() < 0.12:
                given = rng.choice(SINGLE[sex == "1"])
            name = rng.choices(surnames, weights)[0] + given
            if given[:1] != given[1:] and name not in taken:
                return name

    def _id_number(self, born: date, sex: str) -> str:
        orders = ("996", "998") if sex == "2" else ("997", "999")
        while True:
            body = f"{self.rng.choice(AREAS)}{born:%Y%m%d}{self.rng.choice(orders)}"
            if body not in self._numbers:
                self._numbers.add(body)
                return body + _check_digit(body)


def _check_digit(body: str) -> str:
    """GB 11643-1999; that the register accepts these numbers is the proof."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
