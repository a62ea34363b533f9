"""For tests anywhere: `from demo.tests.fixtures import demo_copy, demo_home` in a conftest."""

import pytest

from demo.tests.template import build_template, copy_of


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    """A home (SQLite) with the demo of today in it, built once for all. Only read it; `demo_copy` is for writing."""
    return build_template(tmp_path_factory)


@pytest.fixture
def demo_copy(demo_home, tmp_path):
    """A copy of the demo's home for one test: run commands with SHUNIU_HOME set to it."""
    return copy_of(demo_home, tmp_path / "demo")
