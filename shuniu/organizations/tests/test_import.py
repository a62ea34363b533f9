"""Ledgers of organizations as offices send them."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from shuniu.kernel.imports.reading import Unreadable
from shuniu.kernel.imports.standing import Moved
from shuniu.kernel.models import Batch, TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions.importing import receive_ledger, write_ledger
from shuniu.organizations.imports.intake import blank_ledger, judge_ledger, preview
from shuniu.organizations.models import Contact, Organization, Premises
from shuniu.organizations.tests.cast import TODAY, an_organization, browser, code, seat

pytestmark = pytest.mark.django_db
YEJIAZHAI = 310107015018
HEADINGS = (
    "序号", "社会组织名称", "统一社会信用代码", "社会组织性质", "负责人姓名", "联系电话", "邮政编码", "成员人数",
    "办公场所面积",    "业务范围", "地址", "成立登记日期", "注册资金", "登记状态",
)  # fmt: skip


def a_file(*rows, headings=HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["长寿路街道社会组织台账"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(headings))
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    sheet.append(["合计", f"{len(rows)}家"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(
    number: int,
    name: str,
    *,
    id_code=None,
    kind="民非",
    day="2015-06-01",
    capital="3万元",
    state="正常",
    phone="62345678",
):
    return (
        number, name, code(number) if id_code is None else id_code, kind, "王敏", "62345678", "200060", 12, "150㎡", "养老",
        "常德路100号", day, capital, state,
    )  # fmt: skip


def judged(content: bytes, *, as_of=TODAY):
    return judge_ledger(content, name="台账.xlsx", as_of=as_of, by=seat("worker"))


def write(content: bytes, *, accept_good: bool = False) -> Batch:
    by = seat("worker")
    batch = receive_ledger(file_name="台账.xlsx", digest="0" * 64, as_of=TODAY, by=by)
    return write_ledger(judged(content).plan, batch=batch, accept_good=accept_good, by=by)


def test_a_ledger_with_title_and_total_goes_in_and_the_same_file_again_changes_nothing():
    content = a_file(row(1, "长寿养老服务中心"), row(2, "长寿培训学校"))
    found = judged(content)
    assert (len(found.plan.new), found.ledger.refused) == (2, [])
    write(content)
    one = Organization.everything.get(name="长寿养老服务中心")
    assert (one.code, one.kind, one.registered_on, one.capital) == (code(1), "private_unit", date(2015, 6, 1), 30000)
    assert (Premises.everything.count(), Contact.everything.count()) == (2, 2)
    again = judged(content)
    assert again.plan.facts == {"created": 0, "updated": 0, "unchanged": 2, "addresses_kept": 0, "refused": 0}


def test_the_ledger_tells_of_restricted_and_unrestricted_funds_and_they_are_shown_and_exported(on_the_day):
    headings = (*HEADINGS, "非限定性净资产（元）", "限定性净资产")
    first, second = (*row(1, "长寿养老服务中心"), "12.5万元", "30,000"), (*row(2, "长寿培训学校"), "-800.5", "无")
    wrong = (*row(3, "长寿武术协会"), "若干", "")
    content = a_file(first, second, wrong, headings=headings)
    ((refusal,), plan) = (judged(content).ledger.refused, judged(content).plan)
    assert (refusal.row, refusal.column, refusal.value) == (5, "非限定性净资产（元）", "若干")
    assert not [heading for _sheet, heading in judged(content).ledger.ignored if "净资产" in heading]
    assert len(plan.new) == 2
    write(content, accept_good=True)
    told = Organization.everything.order_by("code").values_list("funds_unrestricted", "funds_restricted")
    assert list(told) == [(Decimal("125000.00"), Decimal("30000.00")), (Decimal("-800.50"), None)]
    page, one = browser("worker"), Organization.everything.get(name="长寿养老服务中心")
    assert "非限定性净资产" in page.get(f"/organizations/{one.pk}/").content.decode()
    asked = page.get("/organizations/?columns=name,funds_unrestricted,funds_restricted&sort=name&export=csv")
    assert set(b"".join(asked.streaming_content).decode("utf-8-sig").splitlines()) == {
        "社会组织,非限定性净资产（元）,限定性净资产（元）",
        "长寿养老服务中心,125000.00,30000.00",
        "长寿培训学校,-800.50,",
    }


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"id_code": "123"}, "18"),
        ({"id_code": code(1)[:-1] + ("A" if code(1)[-1] != "A" else "B")}, "末位校验不符"),
        ({"kind": "社团"}, "第2位"),
        ({"kind": "公司"}, "不认识这种组织类型"),
        ({"day": "2015年6月"}, "缺少日"),
        ({"day": "2031-01-01"}, "将来"),
        ({"capital": "很多"}, "不是金额"),
        ({"state": "注销"}, "注销日期"),
    ],
)
def test_a_wrong_cell_is_refused_with_reason_and_remedy_and_mends_nothing(wrong, reason):
    content = a_file(row(1, "甲服务社", **wrong))
    found = judged(content)
    assert found.plan.new == []
    (refusal,) = found.ledger.refused
    assert reason in str(refusal.reason)
    assert str(refusal.remedy)
    assert refusal.row == 3
    with pytest.raises(Refused):
        write(content)
    assert not Organization.everything.exists()


PLACED = ("社会组织名称", "类型", "所属居委会")


@pytest.mark.parametrize(
    "word", ["叶家宅居委会", "叶家宅", "叶家宅社区", " 叶家宅 居委会", "叶家宅居民委员会", "310107015018", 310107015018]
)
def test_the_residents_committee_is_read_by_name_or_code(word):
    write(a_file(("甲服务社", "民非", word), headings=PLACED))
    assert Organization.everything.get().place_id == YEJIAZHAI


@pytest.mark.parametrize("word", ["没有这个居委会", "310107005001", "曹杨新村街道", "长寿路街道"])
def test_a_committee_of_nowhere_or_of_another_centre_is_refused_with_its_cell(word):
    found = judged(a_file(("甲服务社", "民非", word), headings=PLACED))
    (refusal,) = found.ledger.refused
    assert (refusal.row, refusal.column, refusal.position) == (3, "所属居委会", 2)
    assert "没有这样的居委会" in str(refusal.reason)
    assert "12位" in str(refusal.remedy)
    assert found.plan.new == []


def test_an_empty_committee_says_nothing_and_a_later_ledger_names_it():
    write(a_file(("甲服务社", "民非", "叶家宅"), headings=PLACED))
    assert judged(a_file(("甲服务社", "民非", ""), headings=PLACED)).plan.unchanged == 1
    moved = judged(a_file(("甲服务社", "民非", "澳门路"), headings=PLACED))
    (change,) = preview(moved)["changes"]
    assert (change["column"], change["old"], change["new"]) == ("居委会", "叶家宅居委会", "澳门路居委会")


def test_the_list_is_narrowed_by_committee(on_the_day):
    rows = (("甲服务社", "民非", "叶家宅"), ("乙服务社", "民非", "澳门路"), ("丙服务社", "民非", ""))
    write(a_file(*rows, headings=PLACED))
    page = browser("worker")
    assert all(name in page.get("/organizations/").content.decode() for name in ("甲服务社", "乙服务社", "丙服务社"))
    narrowed = page.get(f"/organizations/?place={YEJIAZHAI}").content.decode()
    assert "甲服务社" in narrowed
    assert "乙服务社" not in narrowed
    own = browser("committee", place=YEJIAZHAI).get("/organizations/").content.decode()
    assert "甲服务社" in own
    assert "丙服务社" not in own


ADDRESSED = ("社会组织名称", "统一社会信用代码", "类型", "地址", "业务范围")


def test_another_address_than_the_registered_one_is_told_and_not_written():
    an_organization("甲服务社", number=1, scope="养老")
    an_organization("乙服务社", number=2, scope="养老")
    content = a_file(
        ("甲服务社", code(1), "民非", "西康路1号", "养老、助残"), ("乙服务社", code(2), "民非", "西康路2号", "养老"),
        headings=ADDRESSED,
    )  # fmt: skip
    found = judged(content)
    assert found.plan.facts == {"created": 0, "updated": 1, "unchanged": 1, "addresses_kept": 2, "refused": 0}
    assert [(k.row, k.name, k.registered, k.said) for k in found.plan.addresses_kept] == [
        (3, "甲服务社", "常德路100号", "西康路1号"), (4, "乙服务社", "常德路100号", "西康路2号"),
    ]  # fmt: skip
    batch = write(content)
    assert set(Organization.everything.values_list("address", "scope")) == {
        ("常德路100号", "养老、助残"), ("常德路100号", "养老"),
    }  # fmt: skip
    entry = TrailEntry.objects.get(kind="organizations.ledger_addresses_kept")
    assert (entry.batch_id, entry.facts) == (batch.pk, {"count": 2})


def test_an_organization_without_a_registered_address_gets_one_from_the_file():
    an_organization("甲服务社", number=1, address="")
    settling = an_organization("筹备服务社", number=2, code=None, registered_on=None)
    write(
        a_file(
            ("甲服务社", code(1), "民非", "西康路1号", ""), ("筹备服务社", code(2), "民非", "西康路2号", ""),
            headings=ADDRESSED,
        )
    )  # fmt: skip
    assert Organization.everything.get(code=code(1)).address == "西康路1号"
    settling.refresh_from_db()
    assert (settling.code, settling.address) == (code(2), "西康路2号")
    assert not TrailEntry.objects.filter(kind="organizations.ledger_addresses_kept").exists()


def test_good_rows_go_in_where_that_is_chosen():
    write(a_file(row(1, "甲服务社"), row(2, "乙服务社", id_code="1")), accept_good=True)
    assert [o.name for o in Organization.everything.all()] == ["甲服务社"]


def test_one_in_preparation_has_no_code_and_gets_it_by_a_later_file():
    write(a_file(row(1, "筹备服务社", id_code="", state="筹备中")))
    one = Organization.everything.get()
    assert (one.code, one.registered_on) == (None, None)
    content = a_file(row(1, "筹备服务社"))
    (change,) = judged(content).plan.changes
    assert change.new == {"code": code(1), "registered_on": date(2015, 6, 1)}
    write(content)
    one.refresh_from_db()
    assert one.code == code(1)


def test_a_row_that_stands_twice_and_a_name_in_doubt_are_refused():
    found = judged(a_file(row(1, "甲服务社"), row(1, "甲服务社")))
    assert "已在第3行" in str(found.ledger.refused[0].reason)
    an_organization("丙服务社", number=8)
    an_organization("丙服务社", number=9, another_because="确为两家")
    found = judged(a_file(row(1, "丙服务社", id_code="")))
    assert "多家同名" in str(found.ledger.refused[0].reason)


def test_a_register_that_moved_is_not_written_over():
    found = judged(a_file(row(1, "甲服务社")))
    by = seat("worker")
    batch = receive_ledger(file_name="a", digest="0" * 64, as_of=TODAY, by=by)
    with pytest.raises(Moved):
        write_ledger(found.plan, batch=batch, by=by)


def test_a_file_without_organizations_says_so():
    with pytest.raises(Unreadable):
        judged(a_file(headings=("姓名", "年龄")))


def test_the_blank_workbook_is_read_whole():
    book = openpyxl.load_workbook(io.BytesIO(blank_ledger()))
    book.active.append(["新服务社", "", "民非"])
    out = io.BytesIO()
    book.save(out)
    found = judged(out.getvalue())
    assert found.ledger.ignored == []
    assert len(found.plan.new) == 1
