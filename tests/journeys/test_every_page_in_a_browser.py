"""Every page with rows of the demo in it: axe is silent, it fits, it is in Chinese, it runs under the house's policy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse

from tests.chromium import own
from tests.journeys import visits
from tests.journeys.visits import Visit
from tests.journeys.visits_of_activities import ACTIVITIES
from tests.journeys.visits_of_organizations import NO_PAGE_OF_ORGANIZATIONS, ORGANIZATIONS
from tests.journeys.visits_of_recognition import NO_PAGE_OF_RECOGNITION, RECOGNITION
from tests.journeys.visits_of_venues import NO_PAGE_OF_VENUES, VENUES
from tests.test_every_page import PAGES

pytestmark = pytest.mark.browser
VISITS = (*visits.VISITS, *ORGANIZATIONS, *VENUES, *ACTIVITIES, *RECOGNITION)
NO_PAGE = {**visits.NO_PAGE, **NO_PAGE_OF_ORGANIZATIONS, **NO_PAGE_OF_VENUES, **NO_PAGE_OF_RECOGNITION}
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SCREENS = (DESK, PHONE)
TYPES = ("normal", "large")
ENGLISH = {
    "desk:home",
    "groups:list",
    "groups:group",
    "groups:filing",
    "outcomes:board",
    "kernel:trail",
    "organizations:call",
    "organizations:calls",
    "organizations:directory",
    "people:person",
    "venues:account",
    "venues:result",
    "venues:venue",
}
# One template draws all rows of a list: the first six stand for them.
ALIKE = {"exclude": [["tbody tr:nth-child(n+7)"]]}
WORD = re.compile(r"\b[A-Z]?[a-z]{3,}\b")
# What stands in Latin letters on a Chinese page for good reason.
KNOWN_WORDS = {"Shuniu", "English", "Excel", "xlsx", "csv", "pdf", "demo"}
# Asked in one go, for a question to the browser takes as long as its answer: how many headings of the first level, what
# the title says, whether it is a page of the desk, and what is said to people, without what they or a machine wrote:
# code, addresses to type, names of accounts and files.
LOOK = """() => {
  const shown = document.body.cloneNode(true);
  for (const each of shown.querySelectorAll('code, .code, [lang=en], svg title, script, bdi')) each.remove();
  const attributes = [...shown.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap(
    each => ['aria-label', 'placeholder', 'title', 'alt'].map(name => each.getAttribute(name) || ''));
  return {
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    desk: document.querySelector('.rail') !== null,
    said: [document.title, shown.textContent, ...attributes].join('\\n'),
  };
}"""
# The kinds of elements on a page, and those that bear text, each as "parent > element"; and whether axe is there.
DRAWN = """() => {
  const kind = each => `${each.localName}.${each.getAttribute('class') || ''}[${each.getAttribute('role') || ''}]`;
  const all = [...document.body.querySelectorAll('*')].filter(each => !each.closest('tbody tr:nth-child(n+7)'));
  const bearing = all.filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const told = some => [...new Set(some.map(each => `${kind(each.parentElement)} > ${kind(each)}`))];
  return [told(all), told(bearing), window.axe !== undefined];
}"""
# How many pixels the page is wider than the screen in each type; the page keeps its own switch.
TOO_WIDE = """types => {
  const page = document.documentElement, own = page.dataset.type;
  const over = types.map(type => {
    page.dataset.type = type;
    return [type, page.scrollWidth - page.clientWidth];
  });
  own === undefined ? delete page.dataset.type : page.dataset.type = own;
  return over;
}"""
# Of what axe tells, what is wrong: to hand over all that is right takes longer than to find it.
AXE = "([context, options]) => axe.run(context, options).then(found => found.violations)"


class Axes:
    """axe, which takes half of these tests' time, looks at what it has not seen: a view drawn with the same kinds of
    elements as before (for another role, in another language) is the same to it, and text of the same kind on the same
    screen has the same colours wherever it stands."""

    def __init__(self):
        self.views: dict[tuple, set[str]] = defaultdict(set)
        self.texts: dict[int, set[str]] = defaultdict(set)

    def violations(self, page, view: str, width: int) -> list[dict]:
        kinds, with_text, there = page.evaluate(DRAWN)
        drawn, bearing = set(kinds), set(with_text)
        new, new_texts = drawn - self.views[view, width], bearing - self.texts[width]
        if not new:
            return []
        self.views[view, width] |= drawn
        self.texts[width] |= bearing
        options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": bool(new_texts)}}}
        if not there:
            page.evaluate(AXE_SCRIPT)
        return page.evaluate(AXE, [ALIKE, options])


@pytest.fixture(scope="session")
def axes() -> Axes:
    return Axes()


@pytest.fixture(scope="session")
def seats(browser, office) -> Iterator[dict]:
    """Who has signed in, each in a tab kept for all their pages."""
    tabs: dict = {}
    yield tabs
    for page in tabs.values():
        page.context.close()


def test_every_page_has_a_visit():
    shown = {name for name, view, _converters in PAGES if hasattr(view, "get")}
    assert shown - {visit.name for visit in VISITS} == set(NO_PAGE)


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.label)
def test_the_page_is_sound(browser, office, seats, axes, visit):
    page = seats.get(visit.who) or seats.setdefault(visit.who, seated(browser, office, visit.who))
    complaints = opened(page, visit, office)
    look = page.evaluate(LOOK)
    assert [*complaints, *english_words(look["said"], office), *flaws(page, look, visit, axes)] == []


@pytest.mark.parametrize("visit", [visit for visit in VISITS if visit.name in ENGLISH], ids=lambda visit: visit.label)
def test_the_page_is_sound_in_english(browser, office, seats, axes, visit):
    who = f"{visit.who} in English"
    page = seats.get(who) or seats.setdefault(who, seated(browser, office, visit.who, language="en"))
    assert [*opened(page, visit, office), *flaws(page, page.evaluate(LOOK), visit, axes)] == []
    assert page.locator("html").get_attribute("lang") == "en"


def seated(browser, office, who: str, *, language: str = ""):
    context = browser.new_context(base_url=office.origin, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(20_000)
    if language:
        context.add_cookies([{"name": "django_language", "value": language, "url": office.origin}])
    page = context.new_page()
    if who:
        page.goto("/enter-as/")
        page.get_by_role("button", name=who).click()
        page.wait_for_url(lambda url: "/enter-as/" not in url)
    return page


def opened(page, visit: Visit, office) -> list[str]:
    """What went wrong while it opened: its status, where it led, what the browser complained of."""
    complaints: list[str] = []
    watchers = {
        "pageerror": lambda error: complaints.append(f"script error: {error}"),
        "console": lambda line: complaints.append(line.text) if line.type == "error" else None,
        "request": lambda asked: None if own(asked.url, office.origin) else complaints.append(f"left for {asked.url}"),
    }
    for event, watcher in watchers.items():
        page.on(event, watcher)
    address = address_of(visit, office)
    answer = page.goto(address)
    for event, watcher in watchers.items():
        page.remove_listener(event, watcher)
    if answer.status != visit.status:
        complaints.append(f"{address} answered {answer.status}")
    if urlsplit(page.url).path != urlsplit(address).path:
        complaints.append(f"{address} led to {page.url}")
    return [each for each in complaints if f"status of {visit.status} " not in each]


def address_of(visit: Visit, office) -> str:
    path = reverse(visit.name, kwargs=visit.arguments(office.asked))
    return f"{path}?{visit.ask}" if visit.ask else path


def english_words(text: str, office) -> list[str]:
    accounts = set(WORD.findall(office.asked("SELECT group_concat(username, ' ') FROM kernel_user")))
    words = set(WORD.findall(text)) - KNOWN_WORDS - accounts
    return [f"not in Chinese: {' '.join(sorted(words))}"] if words else []


def flaws(page, look: dict, visit: Visit, axes: Axes) -> list[str]:
    """A heading and a title; and on the desk's screen and on the phone's what axe finds and what does not fit."""
    found = [] if look["headings"] == 1 else [f"{look['headings']} headings of the first level"]
    found += [] if look["title"].split(" · ")[0].strip() else ["no title"]
    for screen in SCREENS:
        page.set_viewport_size(screen)
        too_wide = [(type_, over) for type_, over in page.evaluate(TOO_WIDE, TYPES) if over > 0]
        found += [f"{screen['width']} in {type_} type: {over} pixels too wide" for type_, over in too_wide]
        if screen is DESK or not look["desk"]:  # a page of the desk has one structure on both screens
            violations = axes.violations(page, visit.name, screen["width"])
            found += [f"{screen['width']}: {said(each)}" for each in violations]
    return found


def said(violation: dict) -> str:
    return f"{violation['id']}: " + " | ".join(node["html"][:160] for node in violation["nodes"][:5])
