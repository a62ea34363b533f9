"""The demo as a home, built once for all tests that need it."""

from demo.tests.fixtures import demo_copy, demo_home

__all__ = ["demo_copy", "demo_home"]
