"""Whose a ledger is, where no heading names a credit code: by its other headings, and never against a group's own."""

import pytest

from shuniu.organizations.models import Organization
from shuniu.organizations.tests.test_import import a_file
from shuniu.organizations.tests.test_import_command import command

pytestmark = pytest.mark.django_db
CELLS = {
    "社会组织名称": "长寿养老服务中心", "名称": "长寿养老服务中心", "组织名称": "长寿养老服务中心", "团队名称": "新会合唱队",
    "社区社会组织名称": "新会合唱队", "社会组织性质": "民非", "社会组织类型": "民非", "类型": "民非", "类别": "文化",
    "负责人姓名": "王敏", "负责人": "王敏", "姓名": "王敏", "法定代表人": "王敏", "联系电话": "62345678",
    "邮政编码": "200060",
    "成员人数": 12, "办公场所数量": 1, "办公场所面积": 150, "业务范围": "养老", "地址": "常德路100号", "住所": "常德路100号",
    "登记管理机关": "普陀区民政局", "业务主管单位": "长寿路街道", "成立登记日期": "2015-06-01", "注册资金": "3万元",
    "登记状态": "正常", "活动内容": "合唱", "活动地点": "文化中心", "活动时间": "周三 14:00-16:00", "备案编号": "",
}  # fmt: skip


def ledger(headings: str) -> bytes:
    words = headings.split()
    return a_file([CELLS[word] for word in words], headings=words)


@pytest.mark.parametrize(
    "headings",
    [
        "社会组织名称 社会组织性质 负责人姓名 联系电话 邮政编码 成员人数 办公场所数量 办公场所面积 业务范围 地址",
        "名称 登记管理机关 业务主管单位 法定代表人 成立登记日期 注册资金 登记状态 类型 住所",
        "社会组织名称 类型 法定代表人 联系电话",
        "组织名称 类型 负责人 业务主管单位",
        "名称 类型 登记管理机关",
    ],
)
def test_a_ledger_without_credit_codes_is_one_of_organizations_by_its_other_headings(headings, tmp_path):
    status, said = command(tmp_path, ledger(headings))
    assert (status, said["kind"]) == (0, "organizations")
    assert said["organizations"] == {"created": 1, "updated": 0, "unchanged": 0}
    assert Organization.everything.get().name == "长寿养老服务中心"
    assert said["groups"]["created"] == 0


@pytest.mark.parametrize(
    "headings",
    [
        "团队名称 类别 负责人 联系电话 业务主管单位 办公场所面积",
        "社区社会组织名称 类别 负责人 业务主管单位 登记状态",
        "社会组织名称 类别 负责人 联系电话 活动内容 活动地点 业务主管单位",
        "组织名称 类别 负责人 活动时间 登记管理机关",
        "社会组织名称 类别 负责人 备案编号 办公场所面积",
        "社会组织名称 类别 姓名 联系电话 业务主管单位",
        "社会组织名称 类别 负责人 联系电话 成员人数",
        "名称 类别 活动地点 业务主管单位",
    ],
)
def test_a_ledger_with_a_column_of_groups_alone_is_never_one_of_organizations(headings, tmp_path):
    status, said = command(tmp_path, ledger(headings))
    assert status == 0
    assert said["groups"]["created"] == 1
    assert not Organization.everything.exists()
