"""The words that offices write above the columns of their volunteer workbook."""

from __future__ import annotations

from functools import cache

from shuniu.kernel.imports.tables import Column, Vocabulary

ROSTER = {
    "name": ("姓名", "志愿者姓名", "队员姓名", "名字"),
    "number": ("志愿者编号", "志愿者号", "志愿者证号", "注册号"),
    "id_number": ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"),
    "sex": ("性别",),
    "birth": ("出生年月", "出生日期", "出生年月日", "生日"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式"),
    "address": ("住址", "地址", "家庭住址", "居住地址", "现住址"),
    "place": ("所属居委", "居委会", "居委", "所属居委会", "居住区域"),
    "team": ("服务队", "志愿服务队", "所属服务队", "队伍", "所属队伍", "志愿队伍", "团队名称"),
    "social_worker": ("带队社工", "带队社工姓名", "负责社工", "指导社工"),
    "duty": ("职务", "队内职务", "担任职务"),
    "service": ("服务类别", "服务类型", "服务意向"),
    "skill": ("专业技能", "技能", "特长"),
    "since": ("注册日期", "注册时间", "登记日期", "加入时间"),
}
HOURS = {
    "day": ("服务日期", "日期", "活动日期"),
    "point": ("服务点", "服务地点", "地点", "服务场所"),
    "times": ("服务时间", "起止时间", "时段", "时间段"),
    "hours": ("服务时长", "时长", "小时", "小时数", "时数", "服务小时"),
    "content": ("服务内容", "内容", "岗位", "服务岗位"),
    "evidence": ("凭证", "依据", "签到表"),
}


@cache
def vocabulary() -> Vocabulary:
    carried = ("team", "point")
    plain = {**ROSTER, **HOURS}
    return Vocabulary(
        [Column(field, words, required=field == "name", carry_down=field in carried) for field, words in plain.items()]
    )


def is_of_hours(fields) -> bool:
    """Whether a table tells of hours rather than of volunteers."""
    return {"day", "hours"} <= set(fields)
