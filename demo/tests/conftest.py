"""The demo as a home, built once for all tests that need it."""

import pytest

from demo.tests.fixtures import demo_copy, demo_home

__all__ = ["demo_copy", "demo_home"]
pytest.register_assert_rewrite("demo.tests.of_outreach", "demo.tests.of_the_station", "demo.tests.of_the_trail")
