"""A group's weekly times as offices write them: 每周三、五 14:00-16:00, 周一上午, 每天8:00-10:00."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

DAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7, "末": 6}
DAY = "[一二三四五六日天]"
RANGE = re.compile(rf"(?:周|星期|礼拜)({DAY})\s*(?:至|到|[-—~～])\s*(?:周|星期|礼拜)?({DAY})")
LIST = re.compile(rf"(?:周|星期|礼拜)({DAY}(?:\s*[、,，/和及]?\s*(?:周|星期|礼拜)?{DAY})*)")
DAILY = re.compile(r"每天|每日|天天|每早|每晚")
CLOCK = re.compile(
    r"(上午|早上|早|下午|晚上|晚|中午)?\s*(\d{1,2})(?:[:：点时](\d{2})?分?(半)?)?\s*(?:至|到|[-—–~～])+\s*"
    r"(上午|下午|晚上|晚)?\s*(\d{1,2})(?:[:：点时](\d{2})?分?(半)?)?"
)


@lru_cache(maxsize=4096)
def weekly_times(text: str) -> tuple[tuple[int, time | None, time | None], ...]:
    """(weekday 1–7, from, to) of each weekly time the text plainly says; empty where it says none."""
    found: dict[tuple[int, time | None], tuple[int, time | None, time | None]] = {}
    waiting: list[int] = []
    for piece in re.split(r"[;；。\n]|，(?=每?(?:周|星期))|,(?=每?(?:周|星期))", text):
        days = _days(piece) or waiting
        hours = [_hours(clock) for clock in CLOCK.finditer(RANGE.sub("", piece))]
        hours = [pair for pair in hours if pair] or [(None, None)]
        for day in days:
            for starts, ends in hours:
                found.setdefault((day, starts), (day, starts, ends))
        waiting = days
    return tuple(sorted(found.values(), key=lambda slot: (slot[0], slot[1] or time())))


def _days(piece: str) -> list[int]:
    if DAILY.search(piece):
        return list(range(1, 8))
    days = []
    for first, last in RANGE.findall(piece):
        days += range(DAYS[first], DAYS[last] + 1)
    for run in LIST.findall(RANGE.sub("", piece)):
        days += [DAYS[sign] for sign in run if sign in DAYS]
    return sorted(set(days))


def _hours(clock: re.Match) -> tuple[time, time] | None:
    part, hour, minute, half, part_2, hour_2, minute_2, half_2 = clock.groups()
    starts = _clock(part, hour, minute, half)
    ends = _clock(part_2 or part, hour_2, minute_2, half_2)
    return (starts, ends) if starts and ends and starts < ends else None


def _clock(part: str | None, hour: str, minute: str | None, half: str | None) -> time | None:
    hours = int(hour)
    if part in ("下午", "晚上", "晚") and hours < 12:
        hours += 12
    minutes = 30 if half else int(minute or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
