"""What the documents say is so: drawn pages are current, links lead somewhere, code in recipes names what exists."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.drawn import PAGES
from tests.house import ROOT, kept_files, modules, rooms

FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
BILINGUAL = ("README", "docs/deployment")


def documents() -> list[Path]:
    return sorted(path for path in kept_files() if path.suffix == ".md")


@pytest.mark.parametrize("name", PAGES)
def test_a_drawn_page_is_current(name):
    assert (ROOT / "docs" / name).read_text() == PAGES[name](), "python -m tests.drawn"


def test_links_lead_somewhere():
    dead = [
        f"{path}: {target}"
        for path in documents()
        for target in LINK.findall((ROOT / path).read_text())
        if not ((ROOT / path).parent / target).exists()
    ]
    assert dead == []


def test_recipes_import_what_exists():
    missing = [
        f"{path.name}: {module}.{name}"
        for path in sorted((ROOT / "docs" / "recipes").glob("*.md"))
        for block in FENCE.findall(path.read_text())
        for module, name in _imported(block)
        if not _exists(module, name)
    ]
    assert missing == []


def _imported(block: str) -> Iterator[tuple[str, str]]:
    """(module, name) of every import; a block that is no Python fails here."""
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)


def _exists(module: str, name: str) -> bool:
    if hasattr(importlib.import_module(module), name):
        return True
    try:
        importlib.import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True


def test_every_room_says_what_it_is():
    lacking = [room for room in (*rooms(), "kernel") if not (ROOT / "shuniu" / room / "README.md").is_file()]
    assert lacking == []


@pytest.mark.parametrize("name", BILINGUAL)
def test_what_a_newcomer_reads_first_is_there_in_both_languages(name):
    both = [(ROOT / f"{name}{language}.md").read_text() for language in ("", ".zh")]
    commands = [re.findall(r"^(?:shuniu|bin)\S* ?\S*", text, re.MULTILINE) for text in both]
    assert commands[0] == commands[1]


def runtime_packages() -> set[str]:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return {re.match(r"[A-Za-z0-9_.-]+", each)[0].lower() for each in wanted}


def test_every_dependency_has_its_reason():
    said = (ROOT / "docs/decisions/0002-dependencies.md").read_text().lower()
    assert [name for name in runtime_packages() if not re.search(rf"\b{re.escape(name)}\b", said)] == []


ASKED_ELSEWHERE = {"chinesecalendar": "a migration seeds the workdays with it", "tzdata": "zoneinfo asks for it"}


def test_every_dependency_is_used_by_the_program():
    """What only tests and benchmarks import is not carried to an office machine."""
    source = "\n".join((ROOT / path).read_text() for path in modules("shuniu"))
    offered: dict[str, set[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            offered.setdefault(package.lower().replace("_", "-"), set()).add(module)
    unused = {
        name
        for name in runtime_packages()
        if not any(re.search(rf"\b{re.escape(module)}\b", source) for module in offered[name])
    }
    assert unused == set(ASKED_ELSEWHERE)


def test_decisions_are_numbered_once():
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
