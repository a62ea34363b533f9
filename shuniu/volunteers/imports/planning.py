"""A Draft against the register → a Plan: who is new, who is known, which hours are new. Nothing is written here."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.calendar import years_before
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.standing import stamp
from shuniu.kernel.models import Batch, Place
from shuniu.kernel.places.codes import span
from shuniu.kernel.sealing.fields import index_of
from shuniu.people.public import Person, on_record
from shuniu.volunteers.actions.importing import KIND, NewHours, NewVolunteer, Plan
from shuniu.volunteers.imports.judging import Draft, Row
from shuniu.volunteers.models import HourClaim, HourEntry, ServicePoint, Team, TeamMembership, Volunteer

LEADING = ("队长", "负责人", "组长")
ENDINGS = ("社区居民委员会", "居民委员会", "社区居委会", "居委会", "居委", "居民区", "社区")


def plan_for(draft: Draft, *, by: Actor) -> Plan:
    planner = _Planner(draft, by)
    for row in draft.volunteers:
        planner.volunteer(row)
    for row in draft.hours:
        planner.hours(row)
    planner.begin_undated()
    planner.count_long_days()
    return planner.plan


class _Planner:
    def __init__(self, draft: Draft, by: Actor):
        self.draft, self.by, self.centre = draft, by, by.centre
        self.plan = Plan(centre_id=self.centre, as_of=draft.as_of, stamp=stamp(self.centre))
        self.adult_since = years_before(
            draft.as_of, int(setting("volunteers.minor_below", place=self.centre, on=by.today))
        )
        self.places = _places(self.centre)
        self.codes = {name: _words(f"volunteers.{name}", by) for name in ("service", "skill")}
        self._read_register()

    def _read_register(self) -> None:
        rows = Volunteer.objects.visible_to(self.by).select_related("person")
        self.by_person = {row.person_id: row for row in rows}
        self.by_number = {row.number: row for row in rows if row.number}
        self.named: dict[str, list] = defaultdict(list)  # name → volunteers on record and new ones of the file
        for row in rows:
            self.named[row.person.name].append(row)
        self.teams = dict(Team.objects.visible_to(self.by).filter(closed_on__isnull=True).values_list("name", "pk"))
        self.points = dict(ServicePoint.objects.visible_to(self.by).values_list("name", "pk"))
        # Who left after the day that the file speaks for is not brought back by it.
        held = Q(until__isnull=True) | Q(until__gt=self.draft.as_of)
        members = TeamMembership.objects.visible_to(self.by).filter(held)
        self.members = set(members.values_list("volunteer_id", "team_id"))
        self.people = _People(self.draft, self.by)
        self.written = _written_hours(self.draft, self.by)
        self.seen: dict[tuple, NewVolunteer] = {}
        self.undated: set[NewVolunteer] = set()  # of the file's, those whose day of registration it does not say

    def volunteer(self, row: Row) -> None:
        if (why := self._refused(row)) is not None:
            self.draft.refuse(row, *why)
            return
        known = self._known(row)
        team = row.clean.get("team") or ""
        if team and team not in self.teams:
            self.plan.new_teams.setdefault(team, self._place(row))
            if leading := row.clean.get("social_worker"):  # on the first of the team's rows, or on each
                self.plan.social_workers.setdefault(team, leading)
        leads = row.clean.get("duty") in LEADING
        if isinstance(known, Volunteer):
            self._join(known, team, leads)
            return
        if known is not None:  # stands in the file before, perhaps in another team
            known.teams.append((team, leads)) if team else None
            return
        new = NewVolunteer(
            person=self.people.known(row),
            particulars=row.particulars,
            place_id=self._place(row),
            number=row.clean.get("number") or "",
            since=row.clean.get("since") or self.draft.as_of,
            service=self._codes(row, "service"),
            skill=self._codes(row, "skill"),
            teams=[(team, leads)] if team else [],
        )
        self.plan.volunteers.append(new)
        if not row.clean.get("since"):
            self.undated.add(new)
        self.named[new.particulars.name].append(new)
        self.seen[_key(row)] = new

    def _join(self, known: Volunteer, team: str, leads: bool) -> None:
        if team and (known.pk, self.teams.get(team)) not in self.members:
            self.plan.joins.append((known.pk, team, leads))
        else:
            self.plan.unchanged += 1
            self.plan.known += 1

    def _known(self, row: Row) -> Volunteer | NewVolunteer | None:
        if found := self.by_number.get(row.clean.get("number")):
            return found
        person = self.people.known(row)
        if person is not None and person.pk in self.by_person:
            return self.by_person[person.pk]
        return self.seen.get(_key(row))

    def _refused(self, row: Row) -> tuple[str, CellRefused] | None:
        born, known = row.particulars.born_on, self._known(row)
        if isinstance(known, Volunteer):
            return None
        if born is None and (person := self.people.known(row)) is not None:
            born = person.born_on
        if born is None:
            message = _("Neither the ID number nor the birth is given, so the age cannot be checked.")
            return "id_number", CellRefused("no_birth", message, _("Add the ID number or the birth month."))
        if born > self.adult_since:
            message = _("A minor needs a guardian's consent.")
            return "name", CellRefused("minor", message, _("Register the minor at the window, with the consent."))
        return None

    def hours(self, row: Row) -> None:
        who = self._who(row)
        if isinstance(who, CellRefused):
            self.draft.refuse(row, "name", who)
            return
        point = row.clean.get("point") or ""
        if not point:
            self.draft.refuse(row, "point", CellRefused("no_point", _("No service point is named."), _("Name it.")))
            return
        if point not in self.points:
            self.plan.new_points.setdefault(point, row.clean["day"])
            self.plan.new_points[point] = min(self.plan.new_points[point], row.clean["day"])
        starts, ends = row.clean.get("times") or (None, None)
        key = (getattr(who, "pk", None), self.points.get(point), row.clean["day"], row.clean["hours"], starts)
        if self.written[key] > 0:
            self.written[key] -= 1
            self.plan.unchanged += 1
            return
        self.plan.hours.append(
            NewHours(
                who=who,
                point=point,
                day=row.clean["day"],
                minutes=row.clean["hours"],
                starts=starts,
                ends=ends,
                content=row.clean.get("content") or "",
                evidence=row.clean.get("evidence") or "",
                where=(row.table.sheet.name, row.number),
            )
        )

    def begin_undated(self) -> None:
        """Whoever the file brings without a day of registration was a volunteer by the first hours it tells of."""
        for hours in self.plan.hours:
            if hours.who in self.undated:
                hours.who.since = min(hours.who.since, hours.day)

    def count_long_days(self) -> None:
        """How many rows will wait for a second hand, by what is known before the ledger has judged each of them."""
        days = _minutes_by_day(self.plan.hours, self.by)
        most = int(setting("volunteers.hours.second_above_minutes", place=self.centre, on=self.by.today))
        for hours in self.plan.hours:
            days[hours.who, hours.day] += hours.minutes
            self.plan.to_be_seconded += days[hours.who, hours.day] > most

    def _who(self, row: Row) -> Volunteer | NewVolunteer | CellRefused:
        number = row.clean.get("number")
        if number:
            in_file = (
                [new for new in self.plan.volunteers if new.number == number] if number not in self.by_number else []
            )
            found = [self.by_number[number]] if number in self.by_number else in_file
        else:
            found = self.named.get(row.clean["name"], [])
        if len(found) == 1:
            return found[0]
        if not found:
            message = _("No volunteer of this name or number is on record.")
            return CellRefused("unknown", message, _("Add the volunteer to the roster first."))
        message = _("Several volunteers bear this name.")
        return CellRefused("ambiguous", message, _("Write the volunteer number beside the name."))

    def _place(self, row: Row) -> int:
        return self.places.get(_bare(row.clean.get("place") or ""), self.centre)

    def _codes(self, row: Row, name: str) -> tuple[str, ...]:
        words = (row.clean.get(name) or "").replace("，", "、").replace(",", "、").split("、")
        return tuple(dict.fromkeys(self.codes[name][word] for word in words if word in self.codes[name]))


class _People:
    """Who of the register a row may be: by ID number; else by name with the same phone or full birth date."""

    def __init__(self, draft: Draft, by: Actor):
        self.centre = by.centre
        rows = draft.volunteers
        indexes = [self._index("id_index", row.clean["id_number"][0]) for row in rows if row.clean.get("id_number")]
        names = sorted({row.clean["name"] for row in rows})
        people = on_record(by)
        self.by_id, self.by_name = {}, defaultdict(list)
        for some in in_portions(indexes):
            self.by_id |= {bytes(person.id_index): person for person in people.filter(id_index__in=some)}
        for some in in_portions(names):
            for person in people.filter(name__in=some):
                self.by_name[person.name].append(person)

    def known(self, row: Row) -> Person | None:
        told = row.particulars
        index = self._index("id_index", told.id_number) if told.id_number else None
        if index in self.by_id:
            return self.by_id[index]
        for person in self.by_name.get(told.name, ()):
            if person.id_index and index and bytes(person.id_index) != index:
                continue
            if self._same(person, told):
                return person
        return None

    def _same(self, person: Person, told) -> bool:
        if told.phone and person.phone_index and bytes(person.phone_index) == self._index("phone_index", told.phone):
            return True
        full = person.born_precision == told.born_precision == "day"
        return full and person.born_on == told.born_on and person.sex == told.sex

    def _index(self, name: str, text: str) -> bytes:
        return index_of(Person, name, text, self.centre)


def _key(row: Row) -> tuple:
    told = row.particulars
    return (told.id_number,) if told.id_number else (told.name, told.phone, told.born_on)


def _written_hours(draft: Draft, by: Actor) -> Counter:
    """How often the ledger holds such a line already, or a second hand waits or has said no to it.

    The same file a second time brings nothing.
    """
    if not draft.hours:
        return Counter()
    days = [row.clean["day"] for row in draft.hours]
    between = Q(day__range=(min(days), max(days)))
    taken_back = Batch.objects.visible_to(by).filter(state=Batch.State.UNDONE, kind=KIND)
    stays = Q(batch__isnull=True) | ~Q(batch__in=taken_back.values("pk"))
    entries = HourEntry.objects.visible_to(by).filter(between, stays, kind=HourEntry.Kind.SERVICE)
    claims = HourClaim.objects.visible_to(by).filter(between).exclude(state=HourClaim.State.SECONDED)
    names = ("volunteer_id", "service_point_id", "day", "minutes", "starts")
    return Counter(entries.values_list(*names)) + Counter(claims.values_list(*names))


def _minutes_by_day(hours: list[NewHours], by: Actor) -> Counter:
    """What the ledger holds for (volunteer, day), of the volunteers on record and the days that a file brings hours of."""
    known = {new.who.pk: new.who for new in hours if isinstance(new.who, Volunteer)}
    days, found = [new.day for new in hours], Counter()
    for some in in_portions(sorted(known)):
        rows = HourEntry.objects.visible_to(by).filter(volunteer_id__in=some, day__range=(min(days), max(days)))
        for pk, day, minutes in rows.values_list("volunteer_id", "day", "minutes"):
            found[known[pk], day] += minutes
    return found


def _words(table: str, by: Actor) -> dict[str, str]:
    found = codes(table, place=by.centre, on=by.today)
    return {word: code.code for code in found for word in (code.label, code.label_en, code.code) if word}


def _places(centre: int) -> dict[str, int]:
    return {_bare(name): pk for pk, name in Place.objects.filter(pk__range=span(centre)).values_list("pk", "name")}


def _bare(word: str) -> str:
    word = "".join(word.split())
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending)
    return word
