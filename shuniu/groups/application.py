"""One application as its page shows it: steps, what would change, both opinions, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions, rules
from shuniu.groups.models import Filing, Group
from shuniu.groups.workflow import CLOSED_STATES, FILING, belongs
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import PHONE_ROLES, Allowed, Denied
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.workflow import State, Step

NAMES_IN_FULL = (permissions.VIEW_ROSTER, permissions.GIVE_OPINION)
DRAWN = {
    "full": (_("handed in"), _("community's opinion"), _("subdistrict's review"), _("on file")),
    "review_only": (_("handed in"), _("subdistrict's review"), _("on file")),
    "notice": (_("told to the centre"), _("on file")),
    "centre": (_("proposed"), _("the group's answer"), _("subdistrict's decision"), _("on file")),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the form: before and after. `is_long` for a charter."""

    label: str
    before: str
    after: str
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    title: str
    text: str
    by: str
    at: object


class Application:
    """What the page of a filing shows to one actor. Each part asks the database when the page draws it, and once."""

    def __init__(self, filing: Filing, actor: Actor):
        self.filing, self.actor, self.today = filing, actor, actor.today
        self.group: Group = filing.group

    # --- How it stands ------------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        return f"{self.group.name} · {self.filing.get_kind_display()}"

    @property
    def state(self) -> State:
        return FILING.by_state[self.filing.state]

    @property
    def said_state(self):
        """The state in the words of whoever looks: the applicant reads other words than the staff."""
        return self.state.applicant_label if self.on_phone and self.state.applicant_label else self.state.label

    @property
    def on_phone(self) -> bool:
        return self.actor.role in PHONE_ROLES

    @property
    def is_closed(self) -> bool:
        return self.filing.state in CLOSED_STATES

    @property
    def is_overdue(self) -> bool:
        return self.filing.due_on is not None and self.filing.due_on < self.today

    @property
    def may_amend(self) -> bool:
        needed = permissions.PROPOSE if self.filing.proposed_by_centre else permissions.APPLY
        return self.filing.state in ("draft", "returned") and self.actor.may(needed)

    @property
    def drawn(self) -> list[tuple]:
        """(label, done · now · next · stopped) for the steps of its route."""
        labels = DRAWN["centre" if self.filing.proposed_by_centre else self.filing.route]
        state, last = self.filing.state, len(labels) - 1
        if state == "filed":
            return [(label, "done") for label in labels]
        if state == "withdrawn":
            return [(self.state.label, "stopped")]
        if state == "declined":
            return [*((label, "done") for label in labels[:-1]), (self.state.label, "stopped")]
        at = {"draft": 0, "returned": 0, "in_review": last - 1}.get(state, 1)
        labels = labels if at else (_("to hand in"), *labels[1:])
        return [(label, "done" if n < at else "now" if n == at else "next") for n, label in enumerate(labels)]

    @cached_property
    def steps(self) -> list[tuple[Step, Allowed | Denied]]:
        """The steps that lead on from here on this filing's way, each with whether this actor may take it."""
        return [(s, answer) for s, answer in FILING.open_steps(self.filing, self.actor) if belongs(s, self.filing)]

    @property
    def offered(self) -> list[tuple[Step, Allowed | Denied]]:
        """What this actor may do, and what only a reason keeps from them; steps of other offices stay out of sight."""
        refused_too = not self.on_phone
        return [(s, a) for s, a in self.steps if a or (refused_too and self.actor.may(s.permission))]

    # --- What it says -------------------------------------------------------------------------------------------------
    @cached_property
    def differences(self) -> list[Difference]:
        return [*self._columns(), *self._people(), *self._other_group()]

    @property
    def difference_facts(self) -> list[tuple[str, str]]:
        return [(d.label, f"{d.before} → {d.after}") for d in self.differences]

    @cached_property
    def record(self) -> list[tuple[str, str]]:
        """The whole of what is put on file, for a first filing and a renewal; a change shows its difference alone."""
        if self.filing.kind not in (Filing.Kind.FIRST, Filing.Kind.RENEWAL):
            return []
        said = {column: self.filing.proposed.get(column, getattr(self.group, column)) for column in rules.FORM_COLUMNS}
        facts = [(self._label(c), self._said(c, v)) for c, v in said.items() if c not in ("charter", "party_members")]
        leader = rules.leader_of(self.group, on=self.today)
        person = self.filing.new_leader or (leader.person if leader else None)
        members, source = rules.members_of(self.group, on=self.today)
        counted = _("%(members)s (%(source)s)") % {"members": members, "source": source}
        return [*facts, (str(_("leader")), self.name_of(person)), (str(_("members")), str(counted))]

    @cached_property
    def conditions(self) -> list[rules.Condition]:
        """As they are judged now, while it can still be amended; else as they were when it was handed in."""
        now = rules.conditions_of_filing(self.filing, on=self.today)
        if self.filing.state in ("draft", "returned") or not self.filing.conditions:
            return now
        then = {c["name"]: c["met"] for c in self.filing.conditions}
        return [c for c in now if then.get(c.name, c.met) == c.met]

    @property
    def unmet(self) -> list[rules.Condition]:
        return [c for c in self.conditions if not c.met]

    @property
    def missing(self) -> list[rules.Condition]:
        return rules.missing(self.conditions)

    @property
    def may_register(self) -> rules.Condition | None:
        """The kind note to a group above the threshold of an association."""
        return next((c for c in self.conditions if c.name == "max_members"), None)

    @property
    def opinions(self) -> list[Opinion]:
        f = self.filing
        given = (
            (_("The group's answer"), f.reply, f.replier, f.replied_at),
            (_("Community's opinion"), f.community_opinion, f.community_opinion_by, f.community_opinion_at),
            (_("Subdistrict's review"), f.review_opinion, f.review_opinion_by, f.review_opinion_at),
        )
        return [Opinion(str(title), text, by, at) for title, text, by, at in given if text]

    @property
    def papers(self) -> list[str]:
        return [str(PAPERS.get(name, name)) for name in self.filing.papers]

    @cached_property
    def trail(self) -> list[trail.TrailEntry]:
        return trail.of_thing(self.filing)

    def name_of(self, person) -> str:
        if person is None:
            return "–"
        in_full = any(self.actor.may(each) for each in NAMES_IN_FULL)
        return person.name if in_full else mask_name(person.name)

    # --- The lines ----------------------------------------------------------------------------------------------------
    def _columns(self) -> Iterator[Difference]:
        for column in rules.COLUMNS.get(self.filing.kind, ()):
            if column in self.filing.proposed:
                now, new = getattr(self.group, column), self.filing.proposed[column]
                old = self.filing.before.get(column, now) if self._is_applied else now
                yield Difference(
                    self._label(column), self._said(column, old), self._said(column, new), column == "charter"
                )

    def _people(self) -> Iterator[Difference]:
        if self.filing.new_leader_id:
            before = rules.leader_of(self.group, on=self.today)
            old = before.person if before and not self._is_applied else None
            yield Difference(str(_("leader")), self.name_of(old), self.name_of(self.filing.new_leader))

    def _other_group(self) -> Iterator[Difference]:
        if self.filing.target_group_id:
            yield Difference(str(_("merges into")), self.group.name, self.filing.target_group.name)

    def _label(self, column: str) -> str:
        return str(Group._meta.get_field(column.removesuffix("_id")).verbose_name)

    @property
    def _is_applied(self) -> bool:
        return self.filing.state == "filed"

    def _said(self, column: str, value) -> str:
        if value is None or value == "":
            return "–"
        if column == "category":
            return self._categories.get(value, value)
        if column == "place_id":
            return Place.objects.get(pk=value).label
        return value.isoformat() if isinstance(value, date) else str(value)

    @cached_property
    def _categories(self) -> dict[str, str]:
        return {c.code: str(c) for c in codes("groups.category", place=self.filing.centre_id, on=self.today)}


# What may be handed in beside the form; none of it is insisted on here.
PAPERS = {
    "charter": _("charter"),
    "roster": _("roster"),
    "venue_proof": _("consent of the venue"),
    "safety_pledge": _("safety pledge"),
    "minutes": _("minutes of the group's meeting"),
}
