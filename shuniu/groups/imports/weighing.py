"""A file weighed against what the register was told later (ADR 0087): what stays is taken out of the plan, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Model

from shuniu.groups.actions.importing import Change, Plan
from shuniu.groups.actions.registering import BY_HAND as OF_GROUP
from shuniu.groups.actions.roster import BY_HAND as OF_MEMBERSHIP
from shuniu.groups.models import Group, Membership
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.imports.later import Kept, Words, later_words, stated_day
from shuniu.people.public import BY_HAND as OF_PERSON
from shuniu.people.public import Person

from .draft import Draft
from .matching import AGE_SLACK, FINENESS, births_agree
from .showing import Showing

DAYS = {"born_on": "born_precision", "founded_on": "founded_precision"}  # a day known as exactly as the other says
BESIDE = {"born_precision": "born_on", "age_stated_on": "born_on", "founded_precision": "founded_on"}
BOOKKEEPING = ("recorded_on", "since")  # from when on: an earlier file knows it for longer, and contradicts nothing
Where = Callable[[Change], tuple[str, int | None, str]]


class Weighing:
    """Takes out of the plan's changes what contradicts a later word; `plan.kept` says what, and where the file says it."""

    def __init__(self, plan: Plan, draft: Draft, by: Actor):
        self.plan, self.draft, self.by = plan, draft, by
        self.showing = Showing(plan.centre_id, draft.as_of)

    def groups(self, changes: list[Change], where: Where) -> list[Change]:
        words = self._words(Group, [change.id for change in changes], OF_GROUP)
        return self._hold(Group, changes, words, where)

    def memberships(self, changes: list[Change], group_of: dict[int, int]) -> list[Change]:
        """group_of: membership → its group, in whose trail a hand tells of it."""
        about = {group_of[change.id] for change in changes}
        words = self._words(Membership, [change.id for change in changes], OF_MEMBERSHIP, about)
        return self._hold(Membership, changes, words, self._where)

    def people(self, changes: list[Change]) -> list[Change]:
        kept_by = self._absorbed([change.id for change in changes])
        words = self._words(Person, [*(change.id for change in changes), *kept_by], OF_PERSON)
        for (key, column), day in list(words.days.items()):
            if key in kept_by:
                words.heard(kept_by[key], (column,), day)
        return self._hold(Person, changes, words, self._where)

    def _words(self, noun: type[Model], keys: list[int], by_hand, about: Iterable[int] = ()) -> Words:
        return later_words(noun, keys, after=self.draft.as_of, by=self.by, by_hand=by_hand, about=list(about))

    def _absorbed(self, keys: list[int]) -> dict[int, int]:
        """Records merged into these, at whatever remove → the one that stands for them: a merge fills from them."""
        found: dict[int, int] = {}
        asked = {key: key for key in keys}
        while asked:
            merged = {}
            for some in in_portions(asked):
                rows = Person.objects.visible_to(self.by).filter(merged_into__in=some)
                merged |= {key: asked[kept] for key, kept in rows.values_list("pk", "merged_into")}
            found |= merged
            asked = merged
        return found

    def _hold(self, noun: type[Model], changes: list[Change], words: Words, where: Where) -> list[Change]:
        """The changes that still change something."""
        if not words.days:
            return changes
        for change in changes:
            held = {column: day for column in change.new if (day := _later(change, BESIDE.get(column, column), words))}
            if not held:
                continue
            for column, label in self.showing.columns(noun, held):
                said, stood = (self.showing.value(column, told) for told in (change.new, change.old))
                self.plan.kept.append(Kept(*where(change), label, stood, said, held[column]))
            for column in held:
                del change.new[column], change.old[column]
            change.mark = None  # what the file says is not what stands: the next one compares
        return [change for change in changes if change.new]

    def _where(self, change: Change) -> tuple[str, int | None, str]:
        people = self.draft.people
        return people.sheet[change.row], people.row[change.row], change.label


def _later(change: Change, column: str, words: Words) -> date | None:
    """The day of the later word about a column; None where the file may have its way."""
    if column in BOOKKEEPING or _is_empty(column, change.old[column]):
        return None
    if column not in DAYS:
        return words.day(change.id, column)
    exactly = DAYS[column]
    (new, fine), (old, known) = ((told[column], told[exactly]) for told in (change.new, change.old))
    if FINENESS[fine] > FINENESS[known] and births_agree(new, fine, old, known, slack=AGE_SLACK):
        return None  # no other day, but the same one known better
    as_exactly = (stated_day(column, each) for each in FINENESS if each and FINENESS[each] >= FINENESS[known])
    return words.day(change.id, column, exactly, *as_exactly)


def _is_empty(column: str, value) -> bool:
    return value in (None, "") or (column == "sex" and value == "0")
