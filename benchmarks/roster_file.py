"""A synthetic office workbook: one row a member, fourteen columns, seeded; no real person is in it."""

from __future__ import annotations

import random
from pathlib import Path

import xlsxwriter

from shuniu.people.identity import check_digit

HEADINGS = (
    "序号", "团队名称", "类型", "姓名", "性别", "出生年月", "身份证号", "联系电话", "住址", "原单位担任职务",
    "团队中职务", "成立时间", "活动时间", "活动地点",
)  # fmt: skip
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁"
    "蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"
)
GIVEN = (
    "芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超霞平刚桂兰凤珍玉梅红春菊翠萍琴云莲真环雪荣爱妹香月"
    "莺媛瑞凡佳嘉琼勤珠贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁"
)
STREETS = (
    "长寿路",
    "西康路",
    "胶州路",
    "澳门路",
    "宜昌路",
    "安远路",
    "昌化路",
    "武宁路",
    "普雄路",
    "新会路",
    "陕西北路",
    "江宁路",
)
PLACES = ("叶家宅", "谈家渡", "武宁", "普雄", "长乐", "夕阳红", "新会", "圣骊", "大自鸣钟", "梅芳里", "合德里", "永定")
KINDS = (
    ("体育健身类", ("太极拳队", "广场舞队", "木兰拳队", "乒乓队")),
    ("文化娱乐类", ("合唱队", "沪剧沙龙", "时装队", "民乐队")),
    ("休闲爱好类", ("摄影小组", "集邮社", "编结小组", "书画社")),
    ("公益服务类", ("助老服务队", "护绿队", "巡逻队", "宣传队")),
)
AREAS = ("310107", "310106", "310105", "310104", "310108", "310109", "310110", "320102", "330102")
GROUP_SIZE = 20


def make(path: Path, rows: int, *, seed: int = 20261101, title: bool = True) -> Path:
    """Write a workbook of `rows` members, `GROUP_SIZE` a group; the same seed gives the same cells."""
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet("名单")
    head = 1 if title else 0
    if title:
        sheet.write_row(0, 0, ["群众文化团队名单"])
    sheet.write_row(head, 0, HEADINGS)
    for number, row in enumerate(members(rows, seed=seed), 1):
        sheet.write_row(number + head, 0, (number, *row))
    workbook.close()
    return path


def members(rows: int, *, seed: int):
    """Tuples of the thirteen columns after the serial number."""
    chance, given_out = random.Random(seed), set()
    for row in range(rows):
        if row % GROUP_SIZE == 0:
            number = row // GROUP_SIZE
            kind, endings = KINDS[number % 4]
            place, ending = PLACES[number // 4 % len(PLACES)], endings[number // 48 % 4]
            group = f"{place}{ending}" if number < 192 else f"{place}{ending}{number // 192}"
            founded = f"{chance.randrange(1990, 2024)}年{chance.randrange(1, 13)}月"
            times, venue = "每周三、五 14:00-16:00", f"活动中心{chance.randrange(1, 40)}室"
        year, month, day = chance.randrange(1936, 1990), chance.randrange(1, 13), chance.randrange(1, 29)
        while (body := f"{chance.choice(AREAS)}{year}{month:02}{day:02}{chance.randrange(1, 999):03}") in given_out:
            pass  # no two people bear one number
        given_out.add(body)
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2))))
        street, lane, house, room = (
            chance.choice(STREETS),
            chance.randrange(1, 900),
            chance.randrange(1, 60),
            chance.randrange(101, 2700),
        )
        yield (
            group, kind, name, "男" if int(body[-1]) % 2 else "女", f"{year}.{month}", body + check_digit(body),
            f"1{chance.choice('3589')}{chance.randrange(10**9):09}", f"{street}{lane}弄{house}号{room}室", "",
            "队长" if row % GROUP_SIZE == 0 else "队员", founded, times, venue,
        )  # fmt: skip
