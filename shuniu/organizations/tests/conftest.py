"""Fixtures of this room."""

import pytest

from shuniu.organizations.tests.cast import NOW


@pytest.fixture
def on_the_day(monkeypatch) -> None:
    """Pages ask the clock for the day of the cast: Wednesday, 18 March 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
