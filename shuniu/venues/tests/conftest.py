"""Fixtures of this room."""

from shuniu.groups.tests.conftest import on_the_day

__all__ = ["on_the_day"]
