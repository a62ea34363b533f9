"""Every address with every role that may enter, and refusals: who lacks the permission is told so, and nothing breaks."""

from datetime import date
from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, reverse

from shuniu.kernel.navigation import OPEN_DOORS
from shuniu.kernel.pages import OPEN, SIGNED_IN, Page
from shuniu.kernel.permissions import PERMISSIONS, ROLES

LIBRARIES = ("allauth", "django")


def pages(patterns=None, spaces=()):
    """(name, view class, {argument: converter}) of every address of this house."""
    for each in patterns or get_resolver().url_patterns:
        if isinstance(each, URLPattern):
            view = getattr(each.callback, "view_class", None)
            if view and not view.__module__.startswith(LIBRARIES):
                yield ":".join((*spaces, each.name)), view, each.pattern.converters
        else:
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from pages(each.url_patterns, inner)


PAGES = sorted(pages(), key=lambda page: page[0])


SAMPLES = {
    "IntConverter": 987654,
    "StringConverter": "groups.total",
    "SlugConverter": "erase",
    "UUIDConverter": UUID(int=0),
    "MonthConverter": date(2026, 10, 1),
}


def address(name, converters) -> str:
    return reverse(name, kwargs={argument: SAMPLES[type(each).__name__] for argument, each in converters.items()})


@pytest.mark.parametrize(("name", "view", "converters"), PAGES, ids=[name for name, *_rest in PAGES])
def test_every_page_says_who_may_enter(name, view, converters):
    assert issubclass(view, Page), f"{name} is not a Page of the house"
    assert view.permission in {OPEN, SIGNED_IN, *PERMISSIONS}


@pytest.mark.django_db
def test_whoever_has_no_account_finds_what_is_open_to_everyone(client):
    """ADR 0098: the doors stand under the sign-in page, and each opens."""
    page, doors = client.get("/accounts/login/").content.decode(), {door.url_name for door in OPEN_DOORS}
    assert {"casework:public_centres", "venues:accounts", "volunteers:wanted"} <= doors
    open_pages = {name for name, view, _converters in PAGES if view.permission == OPEN}
    assert doors <= open_pages
    for name in doors:
        assert f'<a href="{reverse(name)}">' in page
        assert client.get(reverse(name), follow=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*ROLES, None])
def test_every_page_with_every_role(client, client_as, role):
    browser = (
        client_as(role, **({"noun": "groups.group", "noun_id": 1} if role == "leader" else {})) if role else client
    )
    browser.raise_request_exception = False
    wrong = []
    for name, view, converters in asked_by(role):
        status = browser.get(address(name, converters)).status_code
        if status not in expected(view, role):
            wrong.append(f"{name}: {role or 'a visitor'} got {status}, not one of {sorted(expected(view, role))}")
    assert wrong == []


def test_every_page_is_refused_to_somebody():
    refused = {name for role in ROLES for name, view, _converters in asked_by(role) if expected(view, role) == {403}}
    assert refused == {name for name, view, _converters in PAGES if view.permission not in (OPEN, SIGNED_IN)}


def asked_by(role) -> list[tuple]:
    """Every page that lets the role in; of those that refuse it, one of each permission and its share of the rest."""
    asked, refused = [], set()
    for number, (name, view, converters) in enumerate(PAGES):
        if expected(view, role) == {403}:
            lack = [each for each in ROLES if each not in PERMISSIONS[view.permission].roles]
            if view.permission in refused and lack[number % len(lack)] != role:
                continue
            refused.add(view.permission)
        asked.append((name, view, converters))
    return asked


def expected(view, role) -> set[int]:
    """What a GET may answer: found, moved, not there, not by GET; refused exactly where the permission lacks."""
    let_in = {200, 302, 404, 405}
    if view.permission == OPEN:
        return let_in
    if role is None:
        return {302}
    if view.permission == SIGNED_IN or role in PERMISSIONS[view.permission].roles:
        return let_in
    return {403}
