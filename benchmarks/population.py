"""Imaginary people by the hundred thousand: names as often as they are in China, no real person among them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

from shuniu.kernel import bulk
from shuniu.kernel.search import grams, initials
from shuniu.people.models import Person, PersonGram

# Shares of the commonest surnames in thousandths (Ministry of Public Security, yearly report on names 2020, rounded).
SURNAMES = {
    "王": 75, "李": 73, "张": 70, "刘": 52, "陈": 46, "杨": 33, "黄": 23, "赵": 22, "吴": 21, "周": 20, "徐": 15, "孙": 14, "马": 13,
    "朱": 13, "胡": 12, "郭": 12, "何": 11, "林": 11, "高": 10, "罗": 9, "郑": 9, "梁": 9, "谢": 8, "宋": 8, "唐": 7, "许": 7, "韩": 7,
    "邓": 6, "冯": 6, "曹": 6, "彭": 6, "曾": 6, "肖": 6, "田": 5, "董": 5, "潘": 5, "袁": 5, "蔡": 5, "蒋": 5, "余": 5, "于": 5, "杜": 4,
    "叶": 4, "程": 4, "魏": 4, "苏": 4, "吕": 4, "丁": 4, "任": 4, "沈": 4, "姚": 4, "卢": 4, "姜": 4, "崔": 3, "钟": 3, "谭": 3, "陆": 3,
    "汪": 3, "范": 3, "金": 3, "石": 3, "廖": 3, "贾": 3, "夏": 3, "韦": 3, "付": 2, "方": 2, "白": 2, "邹": 2, "孟": 2, "熊": 2, "秦": 2,
    "单": 1, "查": 1, "仇": 1, "欧阳": 1, "上官": 1, "司徒": 1, "诸葛": 1,
}  # fmt: skip
# The first are common in given names, the last rare: the share falls with the place in the row.
GIVEN = (
    "英华秀文明兰玉红国金春梅丽建平荣桂珍芳海林军志凤德云生福伟玲永强杰小敏成霞东光新艳淑忠民清翠宝祥学美月龙世辉爱萍勇子斌燕庆峰香正静飞琴"
    "宁娟莲峻波良安长亮仁义顺全发刚家兴洪凯雪琳婷慧莉娜倩颖洁瑞雯欣怡佳晨阳宇轩浩博涛鹏鑫磊晶岩菊芬芝琼瑶蓉蕾薇薛霖沁沛泓泽淳渊澄濂瀚焕熠燊琰珺琦瑾璇璟"
    "皓睿祺禄禹秋稳竹筠简素纯绍维绮缘翔耀聪舒良艺芷苑若茂茜茵莹菁萌葵蓓蕙蘅虹衡誉谦贞赫超越跃轶辰远逸郁酉采钊铭锋锐镇镕阔陶隽雁霄露青韬韵顺颂颢飒馨骁骏鸣鸿鹤麒黎龄𬭚𬘡䶮"
)
UNUSUAL = ("欧阳 娜娜", "阿不都拉·买买提", "Anna Müller", "尼格买提·热合曼", "tom王", "𬭚𬭚", "司马 相如")
BORN = datetime(2026, 11, 1, 1, tzinfo=UTC)
COLUMNS = (
    "id", "centre_id", "name", "initials", "sex", "born_on", "born_precision", "id_number", "id_index", "id_tail_index", "phone",
    "phone_index", "phone_tail_index", "recorded_at", "changed_at",
)  # fmt: skip


def names(count: int, *, seed: int = 20261101) -> Iterator[str]:
    """`count` names; one in 5,000 is unusual (spaces, dots, Latin, characters beyond the basic plane)."""
    chance = random.Random(seed)
    surnames, shares = list(SURNAMES), list(SURNAMES.values())
    weights = [1 / (place + 8) for place in range(len(GIVEN))]
    families = chance.choices(surnames, shares, k=count)
    given = chance.choices(GIVEN, weights, k=2 * count)
    for number in range(count):
        if number % 5_000 == 4_999:
            yield UNUSUAL[number // 5_000 % len(UNUSUAL)]
        elif chance.random() < 0.15:
            yield families[number] + given[2 * number]
        else:
            yield families[number] + given[2 * number] + given[2 * number + 1]


def fill(count: int, *, centre: int, seed: int = 20261101) -> None:
    """Put `count` people with their grams into one centre. Sealed columns hold random bytes of a sealed value's length."""
    with transaction.atomic():
        ids = bulk.reserve(Person, count)
        bulk.insert(Person, COLUMNS, _people(ids, centre, seed))
        pairs = zip(ids, names(count, seed=seed), strict=True)
        bulk.insert(
            PersonGram,
            ("centre_id", "gram", "person_id"),
            sorted((centre, gram, person) for person, name in pairs for gram in grams(name)),
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _people(ids, centre: int, seed: int) -> Iterator[tuple]:
    chance, at = random.Random(seed + 1), bulk.moment(BORN)
    bytes_of, first = chance.randbytes, date(1930, 1, 1)
    for number, name in zip(ids, names(len(ids), seed=seed), strict=True):
        yield (
            number, centre, name, initials(name), "12"[number % 2], first + timedelta(days=number * 7919 % 25_000), "day",
            bytes_of(47), bytes_of(16), bytes_of(16), bytes_of(40), bytes_of(16), bytes_of(16), at, at,
        )  # fmt: skip
