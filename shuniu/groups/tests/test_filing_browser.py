"""The pages of filing in a real browser: nothing for axe to find, nothing wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from shuniu.groups.actions.filing import begin_filing
from shuniu.groups.tests.cast import seat
from shuniu.groups.tests.factories import a_register
from shuniu.groups.tests.factories import browser as signed_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def group():
    return a_register()


def there(name: str, *args) -> str:
    return reverse(f"groups:{name}", args=args)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_pages_of_filing(browser, live_server, group, width):
    origin = live_server.url
    filing = begin_filing(group, kind="first", by=seat("worker"))
    sessions = {"worker": signed_in_as("worker"), "leader": signed_in_as("leader", group=group)}
    pages = (
        ("worker", there("filings")),
        ("worker", there("filing", filing.pk)),
        ("worker", there("filing_submission", filing.pk)),
        ("worker", there("amend", filing.pk)),
        ("leader", there("apply", group.pk)),
        ("leader", there("filing", filing.pk)),
    )
    for role, address in pages:
        context = browser.new_context(base_url=origin, viewport={"width": width, "height": 844})
        context.add_cookies([{"name": "sessionid", "value": sessions[role].cookies["sessionid"].value, "url": origin}])
        tab = context.new_page()
        assert tab.goto(address).status == 200
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
        context.close()
