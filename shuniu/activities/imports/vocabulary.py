"""The words that stand above the columns of a sign-in list."""

from __future__ import annotations

from functools import cache

from shuniu.kernel.imports.tables import Column, Vocabulary

WORDS = {
    "name": ("姓名", "签到人", "参加人", "参加人员", "参与者", "居民姓名", "名字", "签名", "称呼"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式"),
    "day": ("日期", "活动日期", "签到日期"),
}


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary([Column(field, words, required=field == "name") for field, words in WORDS.items()])
