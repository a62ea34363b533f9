"""People at the door: accounts with a password that stands, each in one appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from shuniu.kernel.models import Appointment, Place, User

PASSWORD = "three plain words"
CENTRE, COMMITTEE, DISTRICT, ELSEWHERE = 310107015000, 310107015005, 310107000000, 310107005000


@pytest.fixture(autouse=True)
def fresh_counters(db):
    """Limits and locks of one test are not those of the next."""
    cache.clear()
    AccessAttempt.objects.all().delete()


@pytest.fixture
def centre(db) -> Place:
    return Place.objects.get(pk=CENTRE)


@pytest.fixture
def person(db) -> Callable[..., User]:
    """`person("worker")`: an account with PASSWORD in a role since 2026; no role, no appointment."""

    def make(role: str = "", *, username: str = "", name: str = "陈晓燕", place: int = CENTRE, **appointment) -> User:
        user = User(username=username or role or "nobody", name=name, place_id=place)
        user.set_password(PASSWORD)
        user.password_changed_at = timezone.now()
        user.save()
        if role:
            Appointment.objects.create(
                user=user, role=role, place_id=place, **{"since": date(2026, 1, 1), **appointment}
            )
        return user

    return make


@pytest.fixture
def leader(person) -> User:
    user = person("leader", name="王福生", noun="groups.group", noun_id=17)
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def signed_in(person) -> Callable[..., Client]:
    """`signed_in("auditor")`: a browser with that person in it, straight through the door."""

    def enter(who: str | User) -> Client:
        client = Client()
        client.force_login(who if isinstance(who, User) else person(who))
        return client

    return enter


def confirm(client: Client, password: str = PASSWORD):
    """allauth asks for the password once more before a second factor is touched."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def log_in(client: Client, username: str, password: str = PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": username, "password": password}, **extra)
