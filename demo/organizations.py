"""Ninety-five invented civil organizations: their names, codes and who runs them, and the office's ledger of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import openpyxl
from stdnum.cn import uscc

from demo.invented import STREETS, Inventor
from demo.neighbourhood import committees
from demo.sheets import dress, put_title, saved

FILE = "长寿路街道社会组织台账.xlsx"
DISTRICT_REGISTRY, CITY_REGISTRY = "普陀区民政局", "上海市民政局"
SUBDISTRICT = "长寿路街道办事处"
PRIVATE, ASSOCIATIONS, FOUNDATIONS = 53, 38, 4
CARE = "普慈乐龄综合为老服务中心"  # the contact's own, with everything on its page
SOCIETY = "长寿三维社区服务社"  # of three teams merged
WORDS = (
    "普慈",
    "乐邻",
    "和润",
    "益民",
    "康宁",
    "晨曦",
    "同心",
    "春晖",
    "安泰",
    "馨悦",
    "友伴",
    "恒爱",
    "启明",
    "金秋",
    "绿意",
    "汇智",
)
WORK = {  # what a private unit is, does, and by whom it is supervised
    "养老服务中心": ("社区居家养老、日间照护", "普陀区民政局"),
    "职业技能培训学校": ("职业技能培训", "普陀区人力资源和社会保障局"),
    "文化交流中心": ("群众文化活动策划与服务", "普陀区文化和旅游局"),
    "社会工作服务社": ("社会工作服务、社区矛盾调解", SUBDISTRICT),
    "幼儿看护点": ("3至6岁幼儿看护", "普陀区教育局"),
    "体育健身俱乐部": ("群众体育活动组织与指导", "普陀区体育局"),
    "助残服务社": ("残疾人日间服务", "普陀区残疾人联合会"),
}
SOCIETIES = (
    "书画研究会",
    "太极拳协会",
    "摄影爱好者协会",
    "商业联合会",
    "养生保健协会",
    "收藏协会",
    "戏曲爱好者协会",
    "老年教育协会",
)
HEADINGS = (
    ("序号", 6), ("社会组织名称", 30), ("统一社会信用代码", 22), ("社会组织性质", 16), ("登记管理机关", 16),
    ("业务主管单位", 24), ("法定代表人", 10), ("联系电话", 14), ("邮政编码", 9), ("成立登记日期", 13),
    ("登记证号", 18), ("注册资金", 10), ("登记状态", 9), ("所属居委会", 16), ("住所", 26), ("业务范围", 26),
    ("成员人数", 9), ("专职人员数", 9), ("办公场所面积", 11), ("落户日期", 13),
)  # fmt: skip


@dataclass(eq=False, slots=True)
class OrganizationPlan:
    name: str
    kind: str
    code: str
    registry: str
    supervisor: str
    leader: str
    phone: str
    address: str
    scope: str
    registered: date
    settled: date | None
    people: int
    area: int
    capital: int
    number: str
    committee: str


def plan_organizations(day: date) -> list[OrganizationPlan]:
    """The 95 of the case: 53 private units, all settled with the centre's help, and 42 others."""
    rng = Random("organizations")
    drawing = _Drawing(rng, Inventor(rng, day, phones="1540001"), day)
    units = [drawing.unit(n) for n in range(PRIVATE)]
    societies = [drawing.society(n) for n in range(ASSOCIATIONS)]
    return [*units, *societies, *(drawing.foundation(n) for n in range(FOUNDATIONS))]


class _Drawing:
    def __init__(self, rng: Random, inventor: Inventor, day: date):
        self.rng, self.inventor, self.day = rng, inventor, day
        self.names: set[str] = set()
        self.count = 0

    def unit(self, at: int) -> OrganizationPlan:
        work = list(WORK)[at % len(WORK)]
        scope, supervisor = WORK[work]
        fixed = {0: CARE, 3: SOCIETY}.get(at)
        return self._one(
            fixed or self._named(work), "民办非企业单位", "2", DISTRICT_REGISTRY, supervisor, scope, settled=True
        )

    def society(self, at: int) -> OrganizationPlan:
        work = SOCIETIES[at % len(SOCIETIES)]
        return self._one(self._named(work), "社会团体", "1", DISTRICT_REGISTRY, SUBDISTRICT, f"{work[:-2]}交流与服务")

    def foundation(self, at: int) -> OrganizationPlan:
        return self._one(self._named("公益基金会"), "基金会", "3", CITY_REGISTRY, CITY_REGISTRY, "资助社区公益项目")

    def _named(self, work: str) -> str:
        while (name := f"{self.rng.choice(('长寿', '普陀', '苏河'))}{self.rng.choice(WORDS)}{work}") in self.names:
            pass
        return name

    def _one(self, name, kind, digit, registry, supervisor, scope, *, settled=False) -> OrganizationPlan:
        rng = self.rng
        self.names.add(name)
        self.count += 1
        registered = self.day - timedelta(days=rng.randint(3 * 365, 16 * 365))
        body = f"5{digit}310107MJ{4_900_000 + self.count * 37}"
        settled_on = registered + timedelta(days=rng.randint(20, 200)) if settled else None
        member = self.inventor.member(aged=False, women=0.5, not_named=set())
        return OrganizationPlan(
            name=name, kind=kind, code=body + uscc.calc_check_digit(body), registry=registry, supervisor=supervisor,
            leader=member.name, phone=self.inventor.phone(), address=f"{rng.choice(STREETS)}{rng.randint(20, 998)}号",
            scope=scope, registered=registered, settled=settled_on,
            people=rng.randint(4, 40), area=rng.randint(30, 600), capital=rng.choice((3, 5, 10, 20, 50)),
            number=f"普民证字第{1_000 + self.count:04}号",
            committee=f"{committees()[self.count % len(committees())][1]}居委会",
        )  # fmt: skip


def ledger_workbook(plans: list[OrganizationPlan], as_of: date) -> bytes:
    """The ledger as the office keeps it: a title, the national query's columns, a total at the foot."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "社会组织台账"
    put_title(sheet, f"长寿路街道社会组织台账（截至{as_of:%Y年%-m月%-d日}）", len(HEADINGS))
    sheet.append([heading for heading, _width in HEADINGS])
    for number, one in enumerate(plans, 1):
        sheet.append(
            [
                number,
                one.name,
                one.code,
                one.kind,
                one.registry,
                one.supervisor,
                one.leader,
                one.phone,
                "200060",
                one.registered,
                one.number,
                f"{one.capital}万元",
                "正常",
                one.committee,
                one.address,
                one.scope,
                one.people,
                max(2, one.people // 3),
                f"{one.area}㎡",
                one.settled,
            ]
        )
    sheet.append(["合计", f"{len(plans)}家"])
    dress(sheet, (2,), (width for _heading, width in HEADINGS))
    return saved(book, as_of)
