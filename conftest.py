"""Fixtures of every room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, User
from tests.cast import CENTRE, actor_in


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
