"""Whatever stands in an address after the question mark, or where a day is meant, a page answers and nothing breaks."""

import ast
import functools
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from shuniu.kernel.pages import OPEN, SIGNED_IN
from shuniu.kernel.permissions import PERMISSIONS
from tests.house import ROOT, modules, parsed
from tests.test_every_page import PAGES

ODD = {
    "a digit to Python and no number": "²",
    "more digits than a column holds": "9" * 20,
    "a nought, which PostgreSQL takes in no text": "\0",
    "the last day there is": "9999-12-31",
    "the first day there is": "0001-01-01",
    "a bracket": "[",
}
FILTER = re.compile(r"\b(?:Date)?Filter\(\s*\"(\w+)\"")


@functools.cache
def asked() -> set[str]:
    """Every name that a page of the house looks for in its address; read once, and not by who only collects."""
    found = {"sort", "cursor", "export", "q"}
    for path in modules("shuniu"):
        for name in FILTER.findall((ROOT / path).read_text()):
            found |= {name, f"{name}_from", f"{name}_to"}
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
                of, first = ast.unparse(node.func.value), node.args[0] if node.args else None
                if of.endswith(("GET", "asked")) and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def entered_by(view) -> str | None:
    """A role that may enter; None for anybody."""
    if view.permission == OPEN:
        return None
    return "worker" if view.permission == SIGNED_IN else PERMISSIONS[view.permission].roles[0]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_nothing_asked_of_a_page_breaks_it(client, client_as, odd):
    browsers, query, broken, tried = {None: client}, urlencode(dict.fromkeys(asked(), odd)), [], 0
    for name, view, converters in PAGES:
        role = entered_by(view)
        if converters or not hasattr(view, "get"):
            continue
        if role not in browsers:
            browsers[role] = client_as(role, noun="groups.group", noun_id=1) if role == "leader" else client_as(role)
        browsers[role].raise_request_exception = False
        answer = browsers[role].get(f"{reverse(name)}?{query}")
        tried += 1
        if answer.status_code >= 500:
            broken.append(f"{name}: {answer.status_code} as {role}")
    assert broken == []
    assert tried > 100


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["9999-12-31", "0001-01-01", "x"])
def test_a_week_that_nobody_asks_for_is_not_there(client_as, odd):
    assert client_as("worker").get(reverse("volunteers:week", args=[odd])).status_code == 404


def test_what_pages_ask_for_was_found():
    assert {"day", "point", "venue", "from", "to", "q"} <= asked()
