"""A real browser for tests anywhere: the system's Chromium, on pages of this house only.

A pytest plugin and not a conftest: Playwright runs once in a process, so all tests of a process share one browser.
"""

import os
import shutil
from collections.abc import Iterator

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first has no window to draw
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the journeys are skipped on a desk and fail in CI (the `browser` fixture says so)."""
    if CHROMIUM or os.environ.get("CI") == "true":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed (Debian: apt-get install chromium)"))


@pytest.fixture(scope="session")
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.fail("Chromium is not installed (Debian: apt-get install chromium)")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's own rule for root
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=no_sandbox)
        yield launched
        launched.close()


@pytest.fixture
def page(browser, live_server) -> Iterator:
    """An empty tab on a desk's screen; `page.goto("/groups/")` leads into the live server."""
    yield from tab(browser, live_server.url, viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(browser, live_server) -> Iterator:
    """The same on a phone."""
    yield from tab(browser, live_server.url, **PHONE)


def tab(browser, origin: str, **screen) -> Iterator:
    """A tab that must stay on `origin` and run without a script error or a refusal by the content security policy."""
    context = browser.new_context(base_url=origin, locale="zh-CN", timezone_id="Asia/Shanghai", **screen)
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda asked: None if own(asked.url, origin) else complaints.append(f"left for {asked.url}"))
    yield page
    context.close()
    assert complaints == []


def own(url: str, origin: str) -> bool:
    return url.startswith((origin, "data:", "blob:", "about:"))
