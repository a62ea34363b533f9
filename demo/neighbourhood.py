"""The subdistrict's residents' committees, and what groups there are called, do, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from shuniu.kernel.places.codes import read_places, span

CENTRE = 310107015000  # 长寿路街道
CENTRE_NAME = "长寿路街道"
DISTRICT = 310107000000  # 普陀区
YEJIAZHAI = 310107015018  # 叶家宅居委会
AOMEN_ROAD = 310107015003  # 澳门路居委会
# The committees with an account in the demo: those whose groups the year's filings come from.
SEATED = (YEJIAZHAI, AOMEN_ROAD, 310107015016, 310107015023, 310107015042, 310107015046)
SHORTER = (
    ("长寿新村第三", "长寿三居"), ("长寿新村第四", "长寿四居"), ("武宁新村第一", "武宁一居"), ("武宁新村第二", "武宁二居"),
    ("绿洲城市花园", "绿洲"), ("大上海城市花园", "大上海花园"), ("永定新村", "永定"), ("世纪之门", "世纪门"),
)  # fmt: skip
OUTDOORS = (
    "长寿公园南广场",
    "长寿公园音乐广场",
    "苏州河步道宜昌路段",
    "梦清园大草坪",
    "{place}中心绿地",
    "{place}门前广场",
)
INDOORS = (
    "{place}居委会活动室",
    "{place}老年活动室",
    "社区文化活动中心203室",
    "社区文化活动中心301室",
    "党群服务站多功能厅",
)
HALLS = ("社区文化活动中心乒乓房", "社区市民健身中心", "社区学校体育馆")
MORNINGS = ("周一至周五 6:30-8:00", "每天 6:00-7:30", "周一、三、五 7:00-8:30", "周二、四、六 6:30-8:00")
AFTERNOONS = (
    "每周二 13:30-15:30", "每周三、五 14:00-16:00", "周四下午 13:00-15:00", "每周一、四 9:00-11:00", "周六 9:30-11:30",
)  # fmt: skip
TIMES_A_WEEK = {
    "周一至周五 6:30-8:00": 5, "每天 6:00-7:30": 7, "周一、三、五 7:00-8:30": 3, "周二、四、六 6:30-8:00": 3,
    "每周二 13:30-15:30": 1, "每周三、五 14:00-16:00": 2, "周四下午 13:00-15:00": 1, "每周一、四 9:00-11:00": 2,
    "周六 9:30-11:30": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What a group may be. aged, women: shares among its members."""

    word: str
    content: str
    aged: float
    women: float
    venues: tuple[str, ...]
    times: tuple[str, ...]


def _kinds(venues, times, *rows) -> tuple[Kind, ...]:
    return tuple(Kind(word, content, aged, women, venues, times) for word, content, aged, women in rows)


KINDS: dict[str, tuple[Kind, ...]] = {
    "sports": (
        *_kinds(
            OUTDOORS,
            MORNINGS,
            ("太极拳队", "二十四式太极拳、太极剑", 0.74, 0.5),
            ("木兰拳队", "木兰拳、木兰扇", 0.72, 0.9),
            ("广场舞队", "广场舞、健身舞", 0.6, 0.95),
            ("健身操队", "回春操、佳木斯健身操", 0.62, 0.85),
            ("柔力球队", "柔力球套路", 0.68, 0.8),
            ("健步走队", "健步走、苏州河步道晨走", 0.52, 0.6),
            ("八段锦队", "八段锦、五禽戏", 0.7, 0.65),
            ("空竹队", "抖空竹", 0.66, 0.35),
            ("秧歌队", "秧歌、扇子舞", 0.7, 0.9),
        ),
        *_kinds(
            HALLS,
            AFTERNOONS,
            ("乒乓球队", "乒乓球练习与比赛", 0.45, 0.4),
            ("气排球队", "气排球", 0.4, 0.55),
            ("羽毛球队", "羽毛球", 0.2, 0.45),
            ("毽球队", "毽球、踢毽", 0.4, 0.5),
            ("瑜伽队", "瑜伽、拉伸", 0.25, 0.9),
        ),
    ),
    "culture": _kinds(
        INDOORS,
        AFTERNOONS,
        ("合唱队", "合唱、排练红歌与沪语歌曲", 0.68, 0.75),
        ("沪剧队", "沪剧演唱", 0.72, 0.65),
        ("越剧队", "越剧演唱与身段", 0.7, 0.8),
        ("京剧社", "京剧清唱、胡琴伴奏", 0.7, 0.5),
        ("舞蹈队", "民族舞、交谊舞", 0.56, 0.85),
        ("民乐队", "二胡、扬琴、笛子合奏", 0.6, 0.4),
        ("时装表演队", "旗袍与时装走秀", 0.58, 0.97),
        ("口琴队", "口琴合奏", 0.6, 0.5),
        ("葫芦丝队", "葫芦丝演奏", 0.6, 0.6),
        ("腰鼓队", "腰鼓、节庆表演", 0.66, 0.9),
        ("朗诵队", "诗歌朗诵", 0.5, 0.65),
        ("沪语小品队", "沪语小品、独脚戏", 0.55, 0.5),
        ("手风琴队", "手风琴演奏", 0.6, 0.5),
    ),
    "hobby": _kinds(
        INDOORS,
        AFTERNOONS,
        ("书法社", "毛笔书法", 0.6, 0.4),
        ("国画社", "山水、花鸟画", 0.6, 0.5),
        ("摄影社", "摄影采风、手机摄影", 0.45, 0.4),
        ("编织组", "绒线编织、钩花", 0.6, 1.0),
        ("集邮社", "集邮交流", 0.6, 0.15),
        ("棋牌队", "象棋、围棋、桥牌", 0.62, 0.15),
        ("剪纸组", "剪纸、布艺", 0.5, 0.9),
        ("读书会", "读书、读报", 0.5, 0.65),
        ("茶艺社", "茶艺、插花", 0.3, 0.85),
        ("园艺社", "家庭园艺、楼道绿化", 0.45, 0.6),
    ),
    "public_service": _kinds(
        INDOORS,
        AFTERNOONS,
        ("护绿队", "小区绿化养护", 0.5, 0.5),
        ("助老服务队", "独居老人结对探访", 0.5, 0.7),
        ("平安巡逻队", "小区平安巡逻", 0.55, 0.4),
        ("便民理发队", "每月为高龄老人理发", 0.4, 0.7),
        ("垃圾分类宣传队", "垃圾分类宣传与值守", 0.5, 0.65),
        ("银龄互助队", "低龄老人帮高龄老人", 0.8, 0.65),
        ("爱心编结队", "为困难家庭编结绒线衫", 0.65, 1.0),
    ),
}
CATEGORY_WORDS = {
    "sports": "体育健身类",
    "culture": "文化娱乐类",
    "hobby": "休闲爱好类",
    "public_service": "公益服务类",
}


@cache
def committees() -> tuple[tuple[int, str], ...]:
    """(code, name without 居委会) of the subdistrict's residents' committees, from the list that comes with the program."""
    first, last = span(CENTRE)
    return tuple(
        (place.code, place.name.removesuffix("居委会")) for place in read_places() if first < place.code <= last
    )


def short(name: str) -> str:
    """What people call a neighbourhood: 武宁新村第一 → 武宁一居."""
    return dict(SHORTER).get(name, name)


def place_of(kind: Kind, name: str, rng: Random) -> tuple[str, str]:
    """(venue, times) of a group of this kind in a neighbourhood."""
    return rng.choice(kind.venues).format(place=short(name)), rng.choice(kind.times)
