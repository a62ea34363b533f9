"""States of a noun and the only steps between them, as one table.

The table draws the buttons, the docs page and the tests. A step is a compare-and-swap update on (state, turn):
`select_for_update` is silently dropped on SQLite. Each hand under a step is a row (`StepTaken`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.models import StepTaken
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require


class StepRefused(Refused):
    """A step that cannot be taken: wrong state, wrong hand, missing reason, or somebody was faster."""

    def __init__(self, reason):
        super().__init__(Denied(reason))


@dataclass(frozen=True, slots=True)
class State:
    """A state: its label for staff, its label for the applicant, and whom it waits for how long."""

    name: str
    label: Promise
    applicant_label: Promise | None = None
    waits_for: str | None = None  # the permission whose holders must act next
    limit: str | None = None  # key of the dated setting with the number of workdays
    kind: str = "info"  # ok · due · late · info · muted: the colour beside the word


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state to another."""

    name: str
    label: Promise
    source: tuple[str, ...]
    target: str
    permission: str
    asks_reason: bool = False
    papers: tuple[str, ...] = ()
    not_the_hand_of: tuple[str, ...] = ()  # steps whose signer may not take this one
    hands: int = 1  # how many different people must sign before the state changes
    check: Callable[[models.Model, Actor], Allowed | Denied] | None = None
    kind: str = ""  # trail entry kind
    main: bool = False


def by_a_person(thing: models.Model, actor: Actor) -> Allowed | Denied:
    """The check of a step that bears on somebody: whoever takes it has a name."""
    if actor.user_id is None:
        return Denied(_("A named person must decide this, never the program."))
    return Allowed()


class Worked(models.Model):
    """A noun with a workflow: its state is stored, its deadline with it, and `turn` counts the moves."""

    state = models.CharField(_("state"), max_length=30)
    turn = models.PositiveIntegerField(default=0)
    state_since = models.DateTimeField(_("since"))
    due_on = models.DateField(_("due on"), null=True, blank=True)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Workflow:
    noun: str  # "groups.filing"
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    start: str
    seals_reasons: bool = False  # a reason may tell of people: it stands in the trail's sealed detail alone
    by_state: dict[str, State] = field(init=False)
    by_step: dict[str, Step] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "by_state", {s.name: s for s in self.states})
        object.__setattr__(self, "by_step", {s.name: s for s in self.steps})
        for step in self.steps:
            if {*step.source, step.target} - set(self.by_state):
                raise ValueError(f"{self.noun}.{step.name} leads from or to a state that does not exist")
        WORKFLOWS[self.noun] = self

    @property
    def choices(self) -> list[tuple[str, Promise]]:
        return [(s.name, s.label) for s in self.states]

    def begin(self, thing: Worked, *, by: Actor) -> None:
        """Put a new, unsaved thing into the first state."""
        thing.state, thing.turn, thing.state_since = self.start, 0, by.at
        thing.due_on = self.deadline(self.by_state[self.start], thing, by.today)

    def open_steps(self, thing: Worked, actor: Actor) -> Iterator[tuple[Step, Allowed | Denied]]:
        """The steps that lead on from here, each with whether this actor may take it, or why not."""
        for step in self.steps:
            if thing.state in step.source:
                yield step, self.allows(step, thing, actor)

    def allows(self, step: Step, thing: Worked, actor: Actor) -> Allowed | Denied:
        if not (answer := holds(actor, step.permission)):
            return answer
        if step.not_the_hand_of and self._signed(thing, step.not_the_hand_of, actor):
            return Denied(_("You signed an earlier step of this; a second person must decide."))
        return step.check(thing, actor) if step.check else Allowed()

    def take(self, name: str, thing: Worked, *, by: Actor, reason: str = "", facts: Mapping | None = None, **changes):
        """Take a step: sign it, and move the state when enough hands have signed. Returns whether it moved.

        Only from inside an action. Raises StepRefused. `changes` are further columns set in the same update.
        """
        step = self.by_step[name]
        if thing.state not in step.source:
            raise StepRefused(_("This step is not open: the state is “%s”.") % self.by_state[thing.state].label)
        require(self.allows(step, thing, by))
        if step.asks_reason and not reason.strip():
            raise StepRefused(_("Please give a reason."))
        self._sign(step, thing, by, "" if self.seals_reasons else reason)
        moved = step.hands == 1 or self._hands(step, thing) >= step.hands
        before = thing.state
        if moved:
            self._move(step, thing, by, changes)
        trail.record(
            step.kind or f"{self.noun}.{step.name}",
            thing,
            by=by,
            facts={"from": before, "to": thing.state, **(facts or {})},
            detail={"reason": reason} if reason else None,
        )
        return moved

    def deadline(self, state: State, thing, today: date) -> date | None:
        if not state.limit:
            return None
        return add_workdays(today, int(setting(state.limit, place=thing.centre_id, on=today)))

    def _move(self, step: Step, thing: Worked, by: Actor, changes: Mapping) -> None:
        target = self.by_state[step.target]
        columns = {
            "state": target.name,
            "turn": thing.turn + 1,
            "state_since": by.at,
            "due_on": self.deadline(target, thing, by.today),
            **changes,
        }
        moved = type(thing)._base_manager.filter(pk=thing.pk, state__in=step.source, turn=thing.turn).update(**columns)
        if not moved:
            raise StepRefused(_("Somebody else has just acted on this. Open it again to see how it stands."))
        for name, value in columns.items():
            setattr(thing, name, value)

    def _sign(self, step: Step, thing: Worked, by: Actor, reason: str) -> None:
        if by.user_id is None and step.hands > 1:
            raise StepRefused(_("This decision needs the signatures of named people."))
        try:
            with transaction.atomic():
                StepTaken(
                    centre_id=thing.centre_id,
                    noun=self.noun,
                    noun_id=thing.pk,
                    turn=thing.turn,
                    step=step.name,
                    source=thing.state,
                    target=step.target,
                    user_id=by.user_id,
                    name=by.name,
                    role=by.role,
                    via=by.via,
                    at=by.at,
                    reason=reason[:500],
                ).save(force_insert=True)
        except IntegrityError as twice:
            raise StepRefused(_("You have signed this already; another person must be the second.")) from twice

    def _hands(self, step: Step, thing: Worked) -> int:
        return self.signatures(thing).filter(turn=thing.turn, step=step.name).count()

    def _signed(self, thing: Worked, steps: tuple[str, ...], actor: Actor) -> bool:
        return (
            actor.user_id is not None and self.signatures(thing).filter(step__in=steps, user_id=actor.user_id).exists()
        )

    def signatures(self, thing: Worked):
        """All hands under this thing, oldest first."""
        return (
            StepTaken.objects.unscoped(because="the thing itself was scoped")
            .filter(centre_id=thing.centre_id, noun=self.noun, noun_id=thing.pk)
            .order_by("id")
        )


WORKFLOWS: dict[str, Workflow] = {}
