"""Fixtures of every room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client, SimpleTestCase
from hypothesis import HealthCheck, settings

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, User
from tests.cast import CENTRE, actor_in

# A test says what holds, never how fast: a busy machine draws its examples slowly.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

FIXTURES = {"db", "transactional_db", "live_server"}  # that ask for the database


def pytest_collection_modifyitems(config, items) -> None:
    """What asks no database is the same on both engines: the run on PostgreSQL leaves it to the run on SQLite."""
    if connection.vendor == "sqlite":
        return
    # Those in tests/ start processes that read the same setting of the database.
    apart = [item for item in items if not item.nodeid.startswith("tests/") and not _asks_the_database(item)]
    config.hook.pytest_deselected(items=apart)
    left_out = set(apart)
    items[:] = [item for item in items if item not in left_out]


def _asks_the_database(item) -> bool:
    in_a_class = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    return (
        in_a_class
        or item.get_closest_marker("django_db") is not None
        or not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
    )


@pytest.fixture
def act() -> Callable[..., Actor]:
    """`act("worker")`: an actor in a role."""
    return actor_in


@pytest.fixture
def client_as(db) -> Callable[..., Client]:
    """`client_as("worker")`: a browser in which somebody in this role has signed in."""

    def make(role: str, *, place: int = CENTRE, noun: str = "", noun_id: int | None = None) -> Client:
        user, _made = User.objects.get_or_create(username=f"{role}-{place}-{noun_id or ''}", defaults={"name": role})
        Appointment.objects.get_or_create(
            user=user, role=role, place_id=place, noun=noun, noun_id=noun_id, defaults={"since": date(2020, 1, 1)}
        )
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make
