"""The register as it shall stand on the day the demo is built, with the case's exact figures.

Everything is drawn from one seed, relative to the day. What the story does to the register (who joins and leaves, which
groups end) is part of the plan, so that the figures come out whatever happens on the way.
"""

from datetime import date
from random import Random

from demo.invented import Inventor

from .comings import add_those_who_go, let_some_join_later, merging
from .groups import file_before, groups_of, leave_gaps
from .model import (
    AGED,
    CAST_GROUPS,
    CHOIR,
    GROUPS,
    MEMBERSHIPS,
    PARTICIPANTS,
    ROUNDS,
    SEED,
    TAI_CHI,
    GroupPlan,
    Plan,
    Stay,
)
from .rosters import fill_rosters

__all__ = [
    "AGED",
    "CAST_GROUPS",
    "CHOIR",
    "GROUPS",
    "MEMBERSHIPS",
    "PARTICIPANTS",
    "ROUNDS",
    "SEED",
    "TAI_CHI",
    "GroupPlan",
    "Plan",
    "Stay",
    "draw_plan",
    "merging",
]


def draw_plan(day: date, *, seed: str = SEED) -> Plan:
    """The same plan for the same seed and day."""
    rng = Random(seed)
    groups = list(groups_of(rng, day))
    plan = Plan(day, groups, Inventor(rng, day))
    leave_gaps(plan, rng)
    file_before(plan, rng)
    fill_rosters(plan, rng)
    let_some_join_later(plan, rng)
    add_those_who_go(plan, rng)
    return plan
