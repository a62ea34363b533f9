"""Build the demo: one seed, one transaction, only imports and actions. All of it is there, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from random import Random

from django.contrib.auth.hashers import get_hasher
from django.db import transaction

from demo.actions import BUILT, finish_demo
from demo.cast import open_the_house
from demo.chapters import (
    activities,
    casework,
    certificates,
    duties,
    federation,
    files,
    filings,
    organizations,
    patrols,
    people,
    permits,
    recognition,
    reports,
    venues,
    volunteers,
)
from demo.moments import Story, Year
from demo.neighbourhood import CENTRE
from demo.plan import SEED, draw_plan
from demo.world import World
from shuniu.groups.public import Group
from shuniu.kernel.actor import system_actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.models import Place, TrailEntry, User
from shuniu.kernel.trail import seal_trail
from shuniu.people.public import Person

EMPTY, BUILT_ALREADY, IN_USE = "empty", "built", "in use"


class HomeInUse(RuntimeError):
    """The database holds groups, people or accounts that the demo did not make."""


def what_stands_here() -> str:
    """EMPTY, BUILT_ALREADY or IN_USE. An interrupted build leaves EMPTY behind: it is one transaction."""
    if TrailEntry.objects.filter(centre_id=CENTRE, kind=BUILT).exists():
        return BUILT_ALREADY
    rows = (model.objects.unscoped(because="is there anybody at all") for model in (Group, Person))
    return IN_USE if any(found.exists() for found in (*rows, User.objects.all())) else EMPTY


def build(
    *, at: datetime, day: date, progress: Callable[[int, int], None] = lambda done, total: None
) -> Mapping[str, bytes]:
    """Build the demo as of `day`, in an empty database; returns the office's files by name. Raises HomeInUse."""
    with transaction.atomic(), _quick_hashes():
        hold(CENTRE)
        if what_stands_here() != EMPTY:
            raise HomeInUse
        story, world = _written(day)
        story.tell(progress)
        facts = {"day": day.isoformat(), "seed": SEED, "files": _digests(world)}
        house = system_actor(place=CENTRE, via="command", at=at, name="演示")
        finish_demo(Place.objects.get(pk=CENTRE), facts=facts, by=house)
    seal_trail(at=at)
    return world.files


@contextmanager
def _quick_hashes() -> Iterator[None]:
    """The demo's cast enters by name: a slow hash of passwords and PINs that nobody is told would guard nothing."""
    hasher = get_hasher()
    usual = getattr(hasher, "iterations", 0)
    hasher.iterations = min(usual, 1_000)
    try:
        yield
    finally:
        hasher.iterations = usual


def _written(day: date) -> tuple[Story, World]:
    """The story of the year, chapter by chapter, each with chance of its own: one may change without the others."""
    year, world = Year(day), World(draw_plan(day))
    story = Story(year, Random(SEED))
    open_the_house(story, world)
    files.read_in_files(story, world)
    duties.give_flags(story, world, Random("flags"))
    permits.give_permits(story, world, Random("permits"))
    federation.found_federation(story, world, Random("federation"))
    filings.file_and_change(story, world, Random("filings"))
    duties.do_duties(story, world, Random("duties"))
    organizations.tell_of_organizations(story, world, Random("organizations"))
    people.come_and_go(story, world, Random("coming"))
    people.keep_records(story, world, Random("records"))
    people.find_duplicates(story, world)
    volunteers.serve(story, world, Random("volunteers"))
    patrols.patrol_the_streets(story, world, Random("patrols"))
    certificates.certify(story, world)
    recognition.thank(story, world, Random("recognition"))
    casework.open_the_window(story, world, Random("casework"))
    venues.open_venues(story, world, Random("venues"))
    activities.put_on(story, world, Random("activities"))
    reports.freeze_quarters(story, world)
    return story, world


def _digests(world: World) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in world.files.items()}
