"""Each quarter the director freezes a report."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from demo.moments import Story, workday
from demo.world import World
from shuniu.kernel.calendar import add_months, month_end
from shuniu.outcomes.actions import freeze_report


def freeze_quarters(story: Story, world: World) -> None:
    for month in story.year.months:
        if month.month % 3 == 0 and add_months(month, -2) > story.year.start:
            first, last = add_months(month, -2), month_end(month)
            day = workday(last + timedelta(days=9))
            story.on(day, lambda when, first=first, last=last: _freeze(first, last, world, when))


def _freeze(first: date, last: date, world: World, when: datetime) -> None:
    title = f"{last.year}年第{'一二三四'[last.month // 3 - 1]}季度社区社会组织服务中心工作报告"
    freeze_report(title=title, first=first, last=last, by=world.actor("director", when))
