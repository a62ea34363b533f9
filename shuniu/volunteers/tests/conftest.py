"""Fixtures of this room."""

import pytest
from django.utils import translation

from shuniu.volunteers.tests.cast import NOW


@pytest.fixture
def on_the_day(monkeypatch) -> None:
    """Pages ask the clock for the day of the cast: Wednesday, 18 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared with the source's sentences."""
    with translation.override("en"):
        yield
