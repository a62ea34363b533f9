"""Somebody of the cast in a browser, at the demo subdistrict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from demo.tests.fixtures import demo_home
from demo.tests.template import copy_of
from tests.chromium import PHONE, tab
from tests.journeys.office import Office, served

__all__ = ["demo_home"]
DESK = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def office(demo_home, tmp_path_factory) -> Iterator[Office]:
    """One server a process; every process has a copy of its own, so a journey only meets those that ran before it here."""
    with served(copy_of(demo_home, tmp_path_factory.mktemp("office") / "home")) as office:
        yield office


@pytest.fixture
def visitor(browser, office) -> Iterator[Callable]:
    """`visitor()`: a tab in which nobody has signed in; `visitor(**PHONE)` on a phone."""
    with ExitStack() as tabs:
        yield lambda **screen: tabs.enter_context(contextmanager(tab)(browser, office.origin, **(screen or DESK)))


@pytest.fixture
def enter(visitor) -> Callable:
    """`enter("陈晓燕")`: a tab in which she has signed in, at her home page."""

    def as_(name: str, **screen):
        page = visitor(**screen)
        page.goto("/enter-as/")
        page.get_by_role("button", name=name).click()
        page.wait_for_url(lambda url: "/enter-as/" not in url)
        return page

    return as_


@pytest.fixture
def on_phone(enter) -> Callable:
    """The same on a phone of 390 by 844, in large type."""

    def as_(name: str, **more):
        page = enter(name, **PHONE, **more)
        page.get_by_role("button", name="大字").click()
        page.locator("html[data-type=large]").wait_for()
        return page

    return as_
