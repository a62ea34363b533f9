"""The exchange file of volunteer records: the national base standard's fields, in the order of a mapping table.

The table is data (code tables `volunteers.exchange.…`: our source, the standard's name, its number where confirmed, the
order), because the standard's full list of fields (MZ/T 061-2015) is still to be confirmed: a place corrects the order
and the names by a new period, without a release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.db.models import QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.models import Code, Place
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.sealing import mask_identity, mask_name, mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.volunteers.models import HourEntry, Training, Trait, Volunteer

AT_ONCE = 1_000  # rows
SEXES = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}  # GB/T 2261.1-2003
STATES = {"applied": "申请", "active": "在册", "paused": "暂停", "retired": "退出", "declined": "未接纳"}
KINDS = {"service": "服务", "reversal": "冲销", "correction": "更正"}
CHANNELS = {"check_in": "签到", "list": "名单", "paper": "纸质录入", "import": "文件导入", "objection": "异议更正"}


class Context:
    """What the cells of one portion of rows ask for: words of codes, traits and totals, fetched once."""

    def __init__(self, actor: Actor, *, masked: bool):
        self.actor, self.masked = actor, masked
        self.place = actor.centre or actor.place
        self.words = {
            (table, code.code): code.label
            for table in ("volunteers.skill", "volunteers.service", "volunteers.training")
            for code in codes(table, place=self.place, on=actor.today)
        }
        names = dict(Place.objects.filter(pk=self.place).values_list("pk", "name"))
        issuer = setting("volunteers.certificate.issuer", place=self.place, on=actor.today)
        self.organizer = issuer.format(place=names.get(self.place, ""))
        self.traits: dict[tuple[int, str], list[str]] = {}
        self.minutes: dict[int, int] = {}

    def learn(self, volunteers: list[Volunteer]) -> None:
        ids = [volunteer.pk for volunteer in volunteers]
        self.traits, scoped = {}, "the volunteers were scoped"
        found = Trait.objects.unscoped(because=scoped).filter(centre_id__in={v.centre_id for v in volunteers})
        for trait in found.filter(volunteer_id__in=ids).order_by("pk"):
            word = self.words.get((trait.table, trait.code), trait.code)
            self.traits.setdefault((trait.volunteer_id, trait.table), []).append(word)
        entries = HourEntry.objects.unscoped(because=scoped).filter(centre_id__in={v.centre_id for v in volunteers})
        sums = entries.filter(volunteer_id__in=ids).order_by().values_list("volunteer_id").annotate(Sum("minutes"))
        self.minutes = dict(sums)

    def said(self, volunteer: Volunteer, table: str) -> str:
        return "、".join(self.traits.get((volunteer.pk, table), []))


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), "ROUND_DOWN")


def _name(volunteer: Volunteer, it: Context) -> str:
    return mask_name(volunteer.person.name) if it.masked else volunteer.person.name


def _document(volunteer: Volunteer, it: Context) -> str:
    number = reveal(volunteer.person, "id_number")
    return mask_identity(number) if it.masked and number else number


def _phone(volunteer: Volunteer, it: Context) -> str:
    number = reveal(volunteer.person, "phone")
    return mask_phone(number) if it.masked and number else number


def _born(volunteer: Volunteer, it: Context):
    born = volunteer.person.born_on
    return (born.year if it.masked else born) if born else None


def _responsible(entry: HourEntry, it: Context) -> str:
    leading = entry.team.social_worker if entry.team else ""
    return leading or entry.seconded_by or entry.keyed_by


Cell = Callable[..., object]
PERSON: dict[str, Cell] = {
    "volunteer_number": lambda v, it: v.number,
    "name": _name,
    "sex": lambda v, it: SEXES.get(v.person.sex, ""),
    "born_on": _born,
    "document_type": lambda v, it: "居民身份证" if v.person.id_number else "",
    "document_number": _document,
    "residence": lambda v, it: v.place.name,
    "phone": _phone,
    "skills": lambda v, it: it.said(v, "volunteers.skill"),
    "services": lambda v, it: it.said(v, "volunteers.service"),
    "accepted_on": lambda v, it: v.accepted_on,
    "state": lambda v, it: STATES.get(v.state, v.state),
    "total_hours": lambda v, it: _hours(it.minutes.get(v.pk, 0)),
}
SERVICE: dict[str, Cell] = {
    "entry": lambda e, it: e.pk,
    "volunteer_number": lambda e, it: e.volunteer.number,
    "activity": lambda e, it: e.post.title if e.post else e.content or "志愿服务",
    "day": lambda e, it: e.day,
    "point": lambda e, it: e.service_point.name,
    "content": lambda e, it: it.words.get(("volunteers.service", e.post.service)) if e.post else e.content,
    "hours": lambda e, it: _hours(abs(e.minutes)) * (1 if e.minutes > 0 else -1),
    "organizer": lambda e, it: it.organizer,
    "responsible": _responsible,
    "keyed_by": lambda e, it: e.keyed_by,
    "keyed_at": lambda e, it: e.keyed_at,
    "channel": lambda e, it: CHANNELS.get(e.channel, e.channel),
    "kind": lambda e, it: KINDS.get(e.kind, e.kind),
    "corrects": lambda e, it: e.corrects_id,
}
TRAINING: dict[str, Cell] = {
    "volunteer_number": lambda t, it: t.volunteer.number,
    "subject": lambda t, it: it.words.get(("volunteers.training", t.subject), t.subject),
    "completed_on": lambda t, it: t.completed_on,
    "training_hours": lambda t, it: t.hours,
}


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of record of the standard: its mapping table, the cells it may name, and its rows of a period."""

    name: str
    label: Promise
    cells: dict[str, Cell]
    rows: Callable[[Actor, date, date], QuerySet]

    @property
    def table(self) -> str:
        return f"volunteers.exchange.{self.name}"


def _people(actor: Actor, first: date, last: date) -> QuerySet[Volunteer]:
    """Everyone who was accepted by the last day; a register is not cut to a period."""
    accepted = Volunteer.objects.visible_to(actor).filter(number__isnull=False, accepted_on__lte=last)
    return accepted.select_related("person", "place").order_by("pk")


def _services(actor: Actor, first: date, last: date) -> QuerySet[HourEntry]:
    rows = HourEntry.objects.visible_to(actor).filter(day__range=(first, last))
    return rows.select_related("volunteer", "post", "service_point", "team").order_by("pk")


def _trainings(actor: Actor, first: date, last: date) -> QuerySet[Training]:
    rows = Training.objects.visible_to(actor).filter(completed_on__range=(first, last))
    return rows.select_related("volunteer").order_by("pk")


RECORDS = {
    record.name: record
    for record in (
        Record("person", _("Volunteers: base information"), PERSON, _people),
        Record("service", _("Service records"), SERVICE, _services),
        Record("training", _("Training records"), TRAINING, _trainings),
    )
}


def mapping(record: Record, actor: Actor) -> list[Code]:
    """The fields in force at the actor's place today, in the standard's order."""
    return codes(record.table, place=actor.centre or actor.place, on=actor.today)


def may_write(record: Record, actor: Actor) -> Allowed | Denied:
    """Whether the mapping table names only what there is; a wrong line is told before half a file is written."""
    fields = mapping(record, actor)
    if not fields:
        return Denied(_("The mapping table “%(table)s” is empty; fill it under “Rules”.") % {"table": record.table})
    if unknown := [field.code for field in fields if field.code not in record.cells]:
        said = "、".join(unknown)
        known = "、".join(record.cells)
        return Denied(
            _("The mapping table names sources that do not exist: %(unknown)s. There are: %(known)s.")
            % {"unknown": said, "known": known}
        )
    return Allowed()


def headings(record: Record, actor: Actor) -> list[str]:
    """The standard's names, in the language of the standard."""
    return [field.label for field in mapping(record, actor)]


def lines(record: Record, actor: Actor, first: date, last: date, *, masked: bool) -> Iterator[list]:
    """The cells of every row, portion by portion."""
    cells = [record.cells[field.code] for field in mapping(record, actor)]
    context = Context(actor, masked=masked)
    rows = record.rows(actor, first, last).iterator(AT_ONCE)
    while portion := list(islice(rows, AT_ONCE)):
        if record.name == "person":
            context.learn(portion)
        yield from ([cell(row, context) for cell in cells] for row in portion)
