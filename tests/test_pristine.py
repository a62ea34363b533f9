"""What a committing test does to the database is gone afterwards, and what migrations filled is still there."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def first() -> dict[str, int]:
    """The rows of each table when the first of these tests came."""
    return {}


@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_the_next_test_finds_what_the_first_found(first, time):
    tables = connection.introspection.django_table_names(only_existing=True)
    now = {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.db_table in tables
    }
    if not first:
        first.update(now)
    assert now == first
    assert now["auth_permission"] > 0
    Permission.objects.all().delete()
    Session.objects.create(session_key=time, expire_date=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
