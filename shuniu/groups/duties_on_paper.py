"""The roster and the monthly return on paper: filled in from the record, or blank in large type for a hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from shuniu.groups.carried import COUNTS
from shuniu.groups.documents import MALE_FEMALE, return_to
from shuniu.groups.models import Group, Membership, MonthlyReturn
from shuniu.groups.on_paper import label_of
from shuniu.groups.papers.blanks import BlankMonthlyReturn, BlankPaper, GroupTag
from shuniu.groups.papers.monthly_return import MonthlyReturn as ReturnPaper
from shuniu.groups.papers.monthly_return import Possession, ReturnLine
from shuniu.groups.papers.roster import MemberRoster, RosterMember
from shuniu.groups.portrait import Portrait
from shuniu.groups.queries import held_on
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, day_of
from shuniu.kernel.papers import Imprint, KeyedFromPaper
from shuniu.kernel.sealing import mask_address, mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import Precision

# The words of the official forms; like all papers they are Chinese in the source.
LINES = {
    "meetings": ("队会", "次"),
    "trainings": ("培训", "次"),
    "activities": ("活动", "次"),
    "attendance": ("平均到场", "人"),
    "members": ("在队人数", "人"),
}
CHANNELS = {"phone": "手机", "page": "窗口代录", "paper": "纸质件", "import": "表格导入"}
UNFILED = "未备案"


def roster_of(group: Group, *, masked: bool, by: Actor) -> MemberRoster:
    """Who is on the roster today, by name; phone and address in full only where `masked` is False."""
    rows = (Membership.objects.visible_to(by).filter(held_on(by.today), group=group).select_related("person")).order_by(
        "person__name", "pk"
    )
    leadership = Portrait(group, by).leadership
    return MemberRoster(
        imprint=_imprint(reverse("groups:roster", args=[group.pk]), by.today),
        group_name=group.name,
        group_number=group.filing_number or UNFILED,
        category=label_of("groups.category", group.category, group.centre_id, by.today),
        leader=leadership.person.name if leadership else "",
        founded_on=group.founded_on,
        times=group.times,
        venue=group.venue,
        members=tuple(_line(row, masked) for row in rows),
        masked=masked,
        printed_by=by.name,
        printed_at=timezone.localtime(by.at),
    )


def return_of(filed: MonthlyReturn, *, by: Actor) -> ReturnPaper:
    """A month's return as it was filed, beside the month before."""
    group = filed.group
    before = (
        MonthlyReturn.objects.unscoped(because="the return was scoped")
        .filter(centre_id=group.centre_id, group=group, month=add_months(filed.month, -1))
        .first()
    )
    on = day_of(filed.filed_at)
    keyed = KeyedFromPaper(by=filed.filed_by, on=on) if filed.channel == "paper" else None
    seen = Portrait(group, by)
    return ReturnPaper(
        imprint=_imprint(reverse("groups:return_of_month", args=[group.pk, filed.month]), by.today, keyed),
        centre_name=return_to(group.centre_id, by=by).centre_name,
        group_name=group.name,
        group_number=group.filing_number or UNFILED,
        leader=seen.leadership.person.name if seen.leadership else "",
        month=filed.month,
        lines=tuple(ReturnLine(*LINES[n], getattr(filed, n), getattr(before, n) if before else None) for n in COUNTS),
        possessions=_possessions(seen),
        remark=filed.note,
        submitted_by=filed.signed_by,
        submitted_on=on,
        channel=CHANNELS[filed.channel],
    )


def blank_return(group: Group, month: date | None, *, by: Actor) -> BlankMonthlyReturn:
    """The return for a hand, in large type, with the QR code that opens the page for keying it in."""
    return BlankMonthlyReturn(
        return_to=return_to(group.centre_id, by=by),
        printed_on=by.today,
        group=tag_of(group),
        month=month,
        lines=tuple(LINES[name] for name in COUNTS),
    )


@dataclass(frozen=True, kw_only=True)
class BlankRoster(BlankPaper):
    """花名册 for a hand, in large type; `rows` names to a page. Printed from the browser."""

    template: ClassVar[str] = ""
    page: ClassVar[str] = "groups/blank_roster.html"
    title: ClassVar[str] = "群众活动团队成员花名册"
    columns: ClassVar[tuple[str, ...]] = ("序号", "姓名", "性别", "出生年月", "电话", "住址")

    rows: int = 14

    def to_data(self) -> dict[str, Any]:
        return super().to_data() | {"columns": self.columns, "rows": list(range(1, self.rows + 1))}


def blank_roster(group: Group, *, by: Actor) -> BlankRoster:
    return BlankRoster(return_to=return_to(group.centre_id, by=by), printed_on=by.today, group=tag_of(group))


def tag_of(group: Group) -> GroupTag:
    """The corner of a blank paper that names its group and leads the desk's scanner to the right form."""
    url = settings.SHUNIU_ORIGIN + reverse("groups:key_in", args=[group.pk])
    return GroupTag(name=group.name, number=group.filing_number or UNFILED, url=url)


def _line(row: Membership, masked: bool) -> RosterMember:
    person = row.person
    phone, address = reveal(person, "phone"), reveal(person, "address")
    return RosterMember(
        name=person.name,
        sex=MALE_FEMALE.get(person.sex, ""),
        born=_born(person),
        former_post=row.former_post,
        role=row.duty,
        address=mask_address(address) if masked else address,
        phone=mask_phone(phone) if masked else phone,
        joined_on=row.since,
    )


def _born(person) -> str:
    if not person.born_on:
        return ""
    return (
        f"{person.born_on:%Y-%m}"
        if person.born_precision in (Precision.DAY, Precision.MONTH)
        else f"{person.born_on:%Y}"
    )


def _possessions(seen: Portrait) -> tuple[Possession, ...]:
    permit = seen.permit
    return (
        Possession("一人负责", seen.leadership is not None),
        Possession("一面队旗", seen.flag is not None, seen.flag.number if seen.flag else ""),
        Possession("一张场地使用许可证", permit is not None, permit.number if permit else ""),
    )


def _imprint(path: str, on: date, keyed: KeyedFromPaper | None = None) -> Imprint:
    return Imprint(number="", code="", url=settings.SHUNIU_ORIGIN + path, printed_on=on, keyed=keyed)
