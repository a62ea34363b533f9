"""Draft and register → a Plan: exactly what writing it will create and change. The plan is all that is written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shuniu.groups.actions.importing import Change, Counts, Plan
from shuniu.groups.filed import certified, held_back, labels
from shuniu.kernel.actor import Actor

from .draft import Draft, GroupDraft, Note
from .facts import FACTS, group_key
from .marks import marks_of
from .matching import FINENESS, Matching
from .register import Register, Stay
from .renewal import Renewal
from .weekly import weekly_times
from .weighing import Weighing

PLAIN_FACTS = (*(field for field in FACTS if field not in ("place", "founded")), "place_id", "remark")

ENDED_SINCE = _("%(group)s ended on %(day)s, after the day of this file: it stays ended, and so do its members.")
OTHER_LEADER = _(
    "%(group)s: the file names %(name)s as leader; the register has another. Record a handover, or apply for it, if it is so."
)


def plan_for(draft: Draft, *, by: Actor, source: str) -> Plan:
    """Compare a draft with the register. Adds to `draft.refused` and `draft.notes` what only the register can tell."""
    return _Planning(draft, by, source).plan


class _Planning:
    def __init__(self, draft: Draft, by: Actor, source: str):
        self.draft, self.by = draft, by
        self.register = Register(by, as_of=draft.as_of)
        self.plan = Plan(
            centre_id=by.centre, as_of=draft.as_of, source=source, stamp=self.register.stamp, people=draft.people,
            groups=draft.groups, refused_rows=0,
        )  # fmt: skip
        self.found = self._find_groups()
        group_ids = [found and found["id"] for found in self.found]
        self.register.load_rosters([key for key in group_ids if key], as_of=draft.as_of, source=source)
        self.plan.group_ids = group_ids
        self.plan.marks = marks_of(draft.people, by.centre)
        self.matching = Matching(draft, self.plan.marks, self.register, group_ids)
        self.plan.who = self.matching.who
        self.weighing = Weighing(self.plan, draft, by)
        self._groups()
        self._memberships()
        self._leaders()
        self._people()
        self.plan.refused_rows = draft.refused_rows

    def _find_groups(self) -> list[dict | None]:
        """The group on record for each of the file's; no two of the file are the same one, no number is given twice."""
        found: list[dict | None] = []
        met: set[int] = set()
        numbers = self.register.numbers()
        for group in self.draft.groups:
            known = self.register.find_group(group.name, group.facts.get("filing_number"))
            if known and known["id"] in met:
                known = None
            number = group.facts.get("filing_number")
            if number and numbers.get(number, known and known["id"]) != (known and known["id"]):
                del group.facts["filing_number"]
                said = _("%(group)s: the filing number %(number)s is another group's; it was left out.")
                self._note(group, said % {"group": group.name, "number": number})
            elif number:
                numbers[number] = known["id"] if known else -len(found) - 1
            if known:
                met.add(known["id"])
                if group_key(known["name"]) != group_key(group.name):
                    said = _("%(group)s: the register knows this filing number as %(known)s, whose name was kept.")
                    self._note(group, said % {"group": group.name, "known": known["name"]})
            found.append(known)
        return found

    def _note(self, group: GroupDraft, text) -> None:
        self.draft.notes.append(Note(group.sheet, group.row, text))

    # --- Groups -------------------------------------------------------------------------------------------------------
    def _groups(self) -> None:
        people, who = self.draft.people, self.plan.who
        standing = {people.group[row] for row in range(len(people)) if who[row] is not None and people.member[row]}
        counts = self.plan.counts["groups"]
        self.certified = certified(self.by)
        changes: list[Change | None] = []
        for at, (group, found) in enumerate(zip(self.draft.groups, self.found, strict=True)):
            if not group.listed and at not in standing:
                continue
            self.plan.listed.append(at)
            if found is None:
                self.plan.new_groups.append(at)
                counts.created += 1
                self._times(at, group)
            else:
                changes.append(self._group_change(at, group, found))
                self._ended(at, group, found)
                counts.unchanged += 1
            self._figures(at, group)
        self.plan.group_changes = self.weighing.groups([change for change in changes if change], self._where)
        counts.updated = len(self.plan.group_changes)
        counts.unchanged -= counts.updated
        for change in self.plan.group_changes:
            if "times" in change.new:
                self._times(change.row, self.draft.groups[change.row])

    def _ended(self, at: int, group: GroupDraft, found: dict) -> None:
        if found["ended_on"]:
            self.plan.ended[at] = found["ended_on"]
            self._note(group, ENDED_SINCE % {"group": found["name"], "day": found["ended_on"]})

    def _where(self, change: Change) -> tuple[str, int, str]:
        group = self.draft.groups[change.row]
        return group.sheet, group.row, group.name

    def _group_change(self, at: int, group: GroupDraft, found: dict) -> Change | None:
        new: dict[str, Any] = {}
        for column in PLAIN_FACTS:
            value = group.facts.get(column)
            if value not in (None, "") and value != found[column]:
                new[column] = value
        for column in self._held_back(group, found, new):
            del new[column]
        founded, precision = group.facts.get("founded_on"), group.facts.get("founded_precision")
        said, known = (founded, precision), (found["founded_on"], found["founded_precision"])
        if founded and said != known and FINENESS[precision] >= FINENESS[known[1]]:
            new["founded_on"], new["founded_precision"] = said
        if self.draft.as_of < found["recorded_on"]:
            new["recorded_on"] = self.draft.as_of
        if not new:
            return None
        return Change(found["id"], new, {column: found[column] for column in new}, label=found["name"], row=at)

    def _held_back(self, group: GroupDraft, found: dict, new: dict[str, Any]) -> list[str]:
        """What a file says else of a filed group than it was filed with: told, and left to an application."""
        if not found["filing_number"]:
            return []
        held = held_back(found, new, is_certified=found["id"] in self.certified)
        if held:
            said = _("%(group)s is filed, so the file did not change this; the group applies for it: %(columns)s.")
            self._note(group, said % {"group": found["name"], "columns": labels(held)})
        return held

    def _figures(self, at: int, group: GroupDraft) -> None:
        for figure, value in group.figures.items():
            known = self.register.figures.get((self.plan.group_ids[at], figure))
            if known is None:
                self.plan.new_figures.append((at, figure, value))
            elif known[1] != value:
                self.plan.figure_changes.append(Change(known[0], {"value": value}, {"value": known[1]}))

    def _times(self, at: int, group: GroupDraft) -> None:
        """Weekly times follow the text; text that says none in a readable way leaves the rows alone."""
        times = group.facts.get("times")
        if times and (slots := weekly_times(times)):
            self.plan.new_times.append((at, slots))

    # --- Memberships --------------------------------------------------------------------------------------------------
    def _memberships(self) -> None:
        plan, people = self.plan, self.draft.people
        counts = plan.counts["memberships"]
        again, who, group_ids = self.matching.again, plan.who, plan.group_ids
        seen: set[tuple[int, int]] = set()
        changes, group_of = [], {}
        for row, person in enumerate(who):
            if person is None or not people.member[row]:
                continue
            group = people.group[row]
            if (group, person) in seen:
                counts.unchanged += 1
                continue
            seen.add((group, person))
            stay = again[row] or (person > 0 and self.register.stays.get((group_ids[group], person))) or None
            if stay is None or not stay.covers(self.draft.as_of):
                plan.new_memberships.append(row)
                counts.created += 1
                continue
            plan.stays[row] = stay.id
            counts.unchanged += 1
            if change := self._stay_change(row, stay):
                changes.append(change)
                group_of[stay.id] = stay.group_id
        plan.membership_changes = self.weighing.memberships(changes, group_of)
        counts.updated = len(plan.membership_changes)
        counts.unchanged -= counts.updated

    def _stay_change(self, row: int, stay: Stay) -> Change | None:
        people, new = self.draft.people, {}
        if stay.until is not None:
            return None  # it covers the day the file speaks for, and ended later
        if people.since[row] < stay.since:
            new["since"] = people.since[row]
        for column in ("duty", "former_post", "remark"):
            value = getattr(people, column)[row]
            if value and value != getattr(stay, column):
                new[column] = value
        if not new:
            return None
        return Change(stay.id, new, {c: getattr(stay, c) for c in new}, label=people.name[row], row=row)

    # --- People -------------------------------------------------------------------------------------------------------
    def _people(self) -> None:
        plan = self.plan
        renewal = Renewal(plan, self.draft, self.matching, self.weighing, self.by)
        plan.new_people, plan.additions = renewal.new_people, renewal.additions
        plan.people_changes = renewal.changes
        plan.counts["people"] = Counts(len(renewal.new_people), len(renewal.changes), renewal.unchanged)

    # --- Leaders ------------------------------------------------------------------------------------------------------
    def _leaders(self) -> None:
        """A group without a leader gets the file's. A different one is never handed over by a file, nor is a group that
        the house certified given one. Whom a file names only for a lead that is not taken comes into no record."""
        passed_over: list[int] = []
        for at in self.plan.listed:
            row = self.draft.groups[at].leader
            if row is None or self.plan.who[row] is None or at in self.plan.ended:
                continue
            now = self.register.leaders.get(self.plan.group_ids[at])
            if now is None and self.plan.group_ids[at] in self.certified:
                self._note_leader(at, row, _("%(group)s is filed: that %(name)s leads it now is applied for."))
                passed_over.append(row)
            elif now is None:
                if not self._new_leader(at, row):
                    passed_over.append(row)
            elif now != self.plan.who[row]:
                self._note_leader(at, row, OTHER_LEADER)
                passed_over.append(row)
        self._leave_out(passed_over)

    def _leave_out(self, rows: list[int]) -> None:
        who, people = self.plan.who, self.draft.people
        alone = [row for row in rows if who[row] == -row and not people.member[row]]
        if not alone:
            return
        elsewhere = {person for row, person in enumerate(who) if person is not None and person != -row}
        for row in alone:
            if -row not in elsewhere:
                who[row] = None

    def _new_leader(self, at: int, row: int) -> bool:
        """From the day the file says, and not before the last term ended; a file of an earlier day names nobody."""
        ended = self.register.led_until.get(self.plan.group_ids[at])
        since = self.draft.people.since[row]
        if ended is None or ended <= self.draft.as_of:
            self.plan.new_leaders.append((at, row, max(since, ended or since)))
            return True
        self._note_leader(at, row, OTHER_LEADER)
        return False

    def _note_leader(self, at: int, row: int, said) -> None:
        people = self.draft.people
        self.draft.notes.append(
            Note(
                people.sheet[row],
                people.row[row],
                said % {"group": self.draft.groups[at].name, "name": people.name[row]},
            )
        )
