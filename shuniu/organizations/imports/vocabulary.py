"""The words that offices and the national query put above their columns of organizations."""

from functools import cache

from shuniu.kernel.imports.tables import Column, Vocabulary

WORDS = {
    "name": ("社会组织名称", "组织名称", "单位名称", "机构名称", "民间组织名称", "名称"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码", "组织机构代码", "统一信用代码"),
    "kind": ("类型", "社会组织类型", "社会组织性质", "组织类型", "单位类型", "类别", "性质"),
    "registry": ("登记管理机关", "登记机关", "发证机关"),
    "supervisor": ("业务主管单位", "主管单位", "业务主管部门"),
    "legal_representative": ("法定代表人", "法人代表", "法人", "负责人姓名", "负责人"),
    "phone": ("联系电话", "电话", "联系方式", "手机"),
    "contact": ("联系人", "联络人", "联系人姓名", "联络员"),
    "postcode": ("邮政编码", "邮编"),
    "registered_on": ("成立登记日期", "登记日期", "成立日期", "成立时间", "登记时间"),
    "certificate_until": ("证书有效期", "证书有效期至", "登记证有效期至", "有效期至"),
    "settled_on": ("落户日期", "落户时间", "入驻日期", "入驻时间"),
    "capital": ("注册资金", "开办资金", "注册资本", "注册资金元", "开办资金元"),
    "certificate_number": ("登记证号", "登记证书号", "登记证书编号", "证书编号"),
    "state": ("登记状态", "状态"),
    "place": (
        "居委会", "所属居委会", "所在居委会", "居委", "所属居委", "所在居委", "居民委员会", "所属居民委员会", "所属社区",
        "所在社区", "社区", "居民区", "所属居民区",
    ),
    "address": ("住所", "地址", "办公地址", "注册地址", "单位地址"),
    "scope": ("业务范围", "主要业务", "业务内容"),
    "members": ("成员人数", "会员人数", "会员数", "成员数", "人数", "成员总数"),
    "staff_full": ("专职人员数", "专职人数", "从业人数", "从业人员数", "专职人员"),
    "staff_part": ("兼职人员数", "兼职人数", "兼职人员"),
    "funds_unrestricted": ("非限定性净资产", "非限定性净资产元", "非限定性资金"),
    "funds_restricted": ("限定性净资产", "限定性净资产元", "限定性资金"),
    "premises_count": ("办公场所数量",),
    "premises_area": ("办公场所面积", "办公面积", "场所面积"),
    "party_branch": ("党组织名称", "党组织", "所属党组织", "党支部"),
    "party_members": ("党员人数", "党员数"),
    "remark": ("备注",),
}  # fmt: skip
BLANK = (
    ("社会组织名称", 28), ("统一社会信用代码", 22), ("类型", 16), ("登记管理机关", 20), ("业务主管单位", 20),
    ("法定代表人", 12), ("联系人", 10), ("联系电话", 14), ("成立登记日期", 14), ("登记证号", 18),
    ("注册资金", 12), ("登记状态", 10), ("所属居委会", 18), ("住所", 30), ("邮政编码", 10), ("业务范围", 30),
    ("成员人数", 10), ("专职人员数", 10), ("非限定性净资产", 16), ("限定性净资产", 16),
    ("办公场所面积", 12), ("落户日期", 14), ("备注", 16),
)  # fmt: skip
KIND_WORDS = {
    **dict.fromkeys(("社会团体", "社团", "协会", "联合会", "学会"), "association"),
    **dict.fromkeys(
        ("民办非企业单位", "民非", "社会服务机构", "民办非企业", "民办非企业单位（社会服务机构）"), "private_unit"
    ),
    **dict.fromkeys(("基金会",), "foundation"),
}
STATE_WORDS = {
    **dict.fromkeys(("正常", "成立", "存续", "在册", "登记", "已登记"), ""),
    **dict.fromkeys(("注销", "已注销", "撤销", "已撤销"), "deregistered"),
    **dict.fromkeys(("筹备", "筹备中", "拟成立", "落户中"), "settling"),
}


@cache
def vocabulary() -> Vocabulary:
    """Only the name makes a row of data: everything else may be unknown."""
    return Vocabulary([Column(field, words, required=field == "name") for field, words in WORDS.items()])
