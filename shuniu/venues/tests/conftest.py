"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from shuniu.groups.tests.conftest import on_the_day
from shuniu.venues.tests.cast import a_hall, a_round, filed_group, wish

__all__ = ["on_the_day"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Reasons are compared in the language of the source; a page speaks the language of its reader."""
    with translation.override("en"):
        yield


@pytest.fixture
def season():
    """Three groups want the one hall on Tuesdays from nine to eleven; one of them would take Thursday too."""
    hall, round_ = a_hall(), a_round()
    groups = [filed_group(), filed_group("新会合唱队"), filed_group("叶家宅书法社")]
    wish(round_, groups[0], hall)
    wish(round_, groups[1], hall)
    wish(round_, groups[2], hall, weekdays=(2, 4))
    return round_, hall, groups
