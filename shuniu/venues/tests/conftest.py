"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from shuniu.groups.tests.conftest import on_the_day

__all__ = ["on_the_day"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Reasons are compared in the language of the source; a page speaks the language of its reader."""
    with translation.override("en"):
        yield
