"""The words that offices put above their columns (after the roster and ledger of Jiading), and what they mean.

Words never stored (political status, ethnicity, religion) have no field, so they come out as ignored columns.
"""

from functools import cache

from shuniu.kernel.imports.tables import Column, Vocabulary
from shuniu.kernel.imports.vocabulary import heading_word

GROUP = {
    "group": (
        "团队名称", "群团名称", "队伍名称", "团体名称", "活动团队名称", "群众团队名称", "文体团队名称", "社团名称",
        "组织名称", "社会组织名称", "社区社会组织名称", "备案团队名称", "所在团队", "所属团队", "团队", "队名",
        "团名", "团队名", "名称",
    ),
    "category": ("类型", "类别", "团队类别", "团队类型", "活动类别", "活动类型", "分类", "所属类别"),
    "place": (
        "所属社区", "社区", "居委", "居委会", "所属居委", "所属居委会", "所在居委", "所在居委会", "所在社区",
        "居民委员会", "所属居民区", "居民区",
    ),
    "founded": ("成立时间", "成立日期", "成立年月", "成立年份", "组建时间", "创建时间"),
    "content": ("活动内容", "业务范围", "活动项目", "服务内容", "主要活动"),
    "venue": ("活动地点", "活动场地", "活动场所", "场地", "活动地址"),
    "times": ("活动时间", "活动时段"),
    "times_per_week": ("每周活动次数", "周活动次数", "每周次数"),
    "area": ("活动地域", "活动范围", "活动区域"),
    "party_members": ("其中中共党员人数", "中共党员人数", "党员人数", "党员数"),
    "filing_number": ("备案编号", "备案号", "备案证号", "备案登记号", "备案登记编号", "备案证编号"),
    "filed_on": ("备案日期", "备案时间"),
    "filed_until": ("备案有效期", "有效期至", "备案有效期至", "备案有效期限"),
}  # fmt: skip
OF_ORGANIZATIONS = frozenset(
    ("组织名称", "社会组织名称", "名称")
)  # what a ledger of civil organizations calls its own first column
# A file that has one of these is of groups, whatever else stands above its columns: no organization's ledger knows them.
OWN_COLUMNS = ("venue", "times", "times_per_week", "area", "filing_number", "filed_on", "name", "duty", "since")
LEADER = {
    "leader": (
        "负责人", "负责人姓名", "队长", "队长姓名", "团长", "召集人", "负责人或召集人", "负责人或召集人姓名",
        "联系人", "联系人姓名", "团队负责人",
    ),
}  # fmt: skip
FIGURES = {
    "reported_members": (
        "参加人数", "成员人数", "总人数", "人数", "队员人数", "团队人数", "活动人数", "成员数", "现有人数",
        "成员总数",
    ),
    "reported_aged": (
        "60岁以上", "60岁以上人数", "60周岁以上", "60周岁以上人数", "其中60岁以上", "其中60岁以上人数", "老年人数",
        "60岁及以上",
    ),
}  # fmt: skip
MEMBER = {
    "name": ("姓名", "成员姓名", "队员姓名", "名字", "会员姓名", "学员姓名"),
    "sex": ("性别", "男女", "男/女"),
    "birth": ("出生年月", "出生日期", "出生年月日", "出生年份", "生日", "出生时间", "出生年"),
    "birth_month": ("出生月", "出生月份"),
    "birth_day": ("出生日",),
    "age": ("年龄", "周岁", "岁数"),
    "id_number": ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "居民身份证号"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "移动电话", "联系手机",
        "联系电话1", "电话1", "手机1", "手机号码1",
    ),
    "address": ("住址", "地址", "家庭住址", "家庭地址", "居住地址", "现住址", "现住地址", "联系地址", "居住地", "通讯地址"),
    "duty": ("团队中职务", "职务", "队内职务", "团队职务", "担任职务", "团内职务", "队中职务"),
    "former_post": ("原单位担任职务", "原单位及职务", "原工作单位", "原单位", "原单位职务", "工作单位", "工作单位及职务"),
    "since": ("入队日期", "参加时间", "参加日期", "入队时间", "加入时间", "加入日期", "入团时间", "入会时间"),
    "remark": ("备注", "备注说明"),
}  # fmt: skip

# Beneath or joined to one of these, a member's heading is the leader's: 负责人 over 电话, and 负责人电话.
LEADERS = ("负责人", "队长", "团长", "召集人", "负责人或召集人", "联系人", "团队负责人")
OF_LEADER = {
    "leader": MEMBER["name"],
    "leader_sex": MEMBER["sex"],
    "leader_birth": MEMBER["birth"],
    "leader_birth_month": MEMBER["birth_month"],
    "leader_birth_day": MEMBER["birth_day"],
    "leader_age": MEMBER["age"],
    "leader_id_number": MEMBER["id_number"],
    "leader_phone": MEMBER["phone"],
    "leader_address": MEMBER["address"],
    "leader_former_post": MEMBER["former_post"],
}
# Beneath one of these a birth stands in parts: 出生年月 over 年 and 月.
BIRTHS = ("出生年月", "出生日期", "出生时间", "出生年月日", "出生")
OF_BIRTH = {"birth": ("年", "年份"), "birth_month": ("月", "月份"), "birth_day": ("日",), "age": MEMBER["age"]}
CARRIED = ("group", *(field for field in GROUP if field != "group"), "leader", "leader_phone")
REQUIRED = ("name", "group")  # in this order: a roster's rows all have a name, a ledger's a group


@cache
def own_words() -> frozenset[str]:
    """The headings of OWN_COLUMNS, and what groups alone are called."""
    named = (word for word in GROUP["group"] if word not in OF_ORGANIZATIONS)
    return frozenset(map(heading_word, (*named, *(word for c in OWN_COLUMNS for word in {**GROUP, **MEMBER}[c]))))


@cache
def vocabulary() -> Vocabulary:
    """Every column of rosters and ledgers."""
    plain = {**GROUP, **LEADER, **FIGURES, **MEMBER}
    order = (*REQUIRED, *(field for field in plain if field not in REQUIRED))
    columns = [Column(field, plain[field], required=field in REQUIRED, carry_down=field in CARRIED) for field in order]
    beneath = [Column(field, words, under=LEADERS, carry_down=field in CARRIED) for field, words in OF_LEADER.items()]
    parts = [Column(field, words, under=BIRTHS) for field, words in OF_BIRTH.items()]
    return Vocabulary([*columns, *beneath, *parts])


# A duty that makes its holder the responsible person; a deputy's (副…) does not.
LEADING = frozenset(("负责人", "队长", "团长", "社长", "组长", "会长", "领队", "召集人", "总负责人"))

# Names that a tab bears without naming a group.
NAMELESS_TABS = frozenset((
    "花名册", "名单", "成员名单", "队员名单", "人员名单", "团队名单", "台账", "汇总", "总表", "汇总表", "明细",
    "成员", "队员", "团队", "登记表", "信息表", "成员信息", "成员花名册", "团队花名册", "群众文化团队名单", "数据",
    "备案表", "申请表", "data", "roster", "ledger",
))  # fmt: skip

# Everyday words for the four categories, beside the labels of the place's own code table.
CATEGORY_WORDS = {
    "sports": ("体育", "健身", "体育健身", "群体", "健身体育", "体育活动"),
    "culture": ("文化", "文娱", "文艺", "文化娱乐", "群文", "文体", "文体活动", "文化艺术", "文化文艺"),
    "hobby": ("休闲", "爱好", "兴趣", "兴趣爱好", "休闲爱好", "休闲娱乐"),
    "public_service": ("公益", "服务", "志愿", "志愿服务", "公益服务", "公益慈善", "志愿公益", "服务公益"),
}
