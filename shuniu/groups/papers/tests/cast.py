"""The papers that the tests print: invented people of an invented year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shuniu.groups.papers.blanks import BlankFilingForm, BlankMonthlyReturn, BlankSignUp, GroupTag, ReturnTo
from shuniu.groups.papers.certificate import FilingCertificate
from shuniu.groups.papers.filing_form import FilingFacts, FilingForm, Leader, Liaison, Opinion
from shuniu.groups.papers.monthly_return import Gathering, MonthlyReturn, Possession, ReturnLine
from shuniu.groups.papers.roster import MemberRoster, RosterMember
from shuniu.kernel.papers import Imprint, KeyedFromPaper

DAY = date(2026, 11, 2)
URL = "https://centre.example.cn/v/7K3M92QFABCD"
KEYED = KeyedFromPaper(by="陈晓燕", on=date(2026, 10, 9))


def imprint(keyed: KeyedFromPaper | None = None, *, on: date = DAY) -> Imprint:
    return Imprint(number="普长备〔2026〕0087", code="7K3M92QFABCD", url=URL, printed_on=on, keyed=keyed)


def filing_form(keyed: KeyedFromPaper | None = None, **changed) -> FilingForm:
    facts = {
        "place_name": "上海市普陀区",
        "name": "夕阳红太极拳队",
        "community": "叶家宅居民委员会",
        "founded_on": date(2003, 5, 1),
        "venue": "长寿公园东广场",
        "content": "太极拳、太极剑、太极扇的日常练习与交流",
        "times": "周一、周三、周五 8:00–10:00",
        "times_a_week": 3,
        "participants": 28,
        "party_members": 9,
        "leader": Leader(
            name="王福生", sex="男", age=67, address="长寿路 999 弄 3 号", employer="退休", phone="13800005678"
        ),
        "adviser_assigned": True,
        "liaison": Liaison(
            name="㛃𬭚䶮", sex="女", age=45, employer_and_post="居委会副书记", branch="居民区党总支", phone="62770000"
        ),
        "community_opinion": Opinion(text="情况属实，同意备案。", signer="周敏", on=date(2026, 10, 10)),
        "subdistrict_opinion": Opinion(text="同意备案，有效一年。", signer="赵科", on=date(2026, 10, 12)),
    }
    return FilingForm(imprint=imprint(keyed), facts=FilingFacts(**facts | changed))


def certificate(**changed) -> FilingCertificate:
    facts = {
        "name": "夕阳红太极拳队",
        "category": "体育健身类",
        "leader": "王福生",
        "leader_masked": "王**",
        "venue": "长寿公园东广场",
        "valid_from": date(2026, 4, 1),
        "valid_until": date(2027, 3, 31),
        "issuer": "普陀区人民政府长寿路街道办事处",
        "issued_on": date(2026, 10, 12),
    }
    return FilingCertificate(imprint=imprint(on=date(2026, 10, 12)), **facts | changed)


def monthly_return(keyed: KeyedFromPaper | None = KEYED) -> MonthlyReturn:
    return MonthlyReturn(
        imprint=imprint(keyed),
        centre_name="长寿路街道社区社会组织服务中心",
        group_name="新会合唱队",
        group_number="普长备〔2024〕0031",
        leader="李桂芳",
        month=date(2026, 10, 1),
        lines=(ReturnLine("活动", "次", 8, 9), ReturnLine("平均到场", "人", 24, 23), ReturnLine("在队人数", "人", 31)),
        gatherings=(Gathering(kind="队会", on=date(2026, 10, 9), content="商量重阳节演出曲目", people=26),),
        possessions=(Possession("一面队旗", True, "编号 Q-031"), Possession("一张场地使用许可证", False, "正在续期")),
        remark="十一月第二周活动室维修。",
        submitted_by="李桂芳",
        submitted_on=date(2026, 10, 31),
        channel="纸质件",
        received_by="陈晓燕",
        received_on=DAY,
    )


def roster(members: int = 60, *, masked: bool = False) -> MemberRoster:
    return MemberRoster(
        imprint=imprint(),
        group_name="夕阳红太极拳队",
        group_number="普长备〔2026〕0087",
        category="体育健身类",
        leader="王福生",
        founded_on=date(2003, 5, 1),
        times="周一、周三、周五 8:00–10:00",
        venue="长寿公园东广场",
        members=tuple(member(number) for number in range(members)),
        masked=masked,
        printed_by="陈晓燕",
        printed_at=datetime(2026, 11, 2, 9, 7, tzinfo=ZoneInfo("Asia/Shanghai")),
    )


def member(number: int) -> RosterMember:
    return RosterMember(
        name=("王福生", "欧阳淑贞", "张䶮")[number % 3],
        sex="女男"[number % 2],
        born=f"1954-{1 + number % 12:02}",
        former_post="小学教师",
        role="队员",
        address=f"叶家宅路 {100 + number} 弄 2 号 302 室",
        phone=f"1380000{1000 + number}",
        joined_on=date(2019, 6, 3),
    )


RETURN_TO = ReturnTo(centre_name="长寿路街道社区社会组织服务中心", address="长寿路 100 号一楼", phone="021-62770000")
GROUP = GroupTag(name="新会合唱队", number="普长备〔2024〕0031", url="https://centre.example.cn/k/31")


def blank_monthly_return(group: GroupTag | None = GROUP) -> BlankMonthlyReturn:
    return BlankMonthlyReturn(return_to=RETURN_TO, printed_on=DAY, group=group, month=date(2026, 11, 1))


def blank_filing_form() -> BlankFilingForm:
    return BlankFilingForm(return_to=RETURN_TO, printed_on=DAY, facts=FilingFacts(place_name="上海市普陀区"))


def blank_sign_up() -> BlankSignUp:
    return BlankSignUp(return_to=RETURN_TO, printed_on=DAY, group=GROUP, activity="周周演", where="长寿公园")


def every_paper() -> dict[str, object]:
    return {
        "filing form": filing_form(KEYED),
        "certificate, landscape": certificate(),
        "certificate, portrait": certificate(landscape=False),
        "monthly return": monthly_return(),
        "roster": roster(),
        "blank monthly return": blank_monthly_return(),
        "blank monthly return, any group": blank_monthly_return(group=None),
        "blank filing form": blank_filing_form(),
        "blank sign-up": blank_sign_up(),
    }
