"""What is never said of a group, and the sentences of the trail."""

import re
from pathlib import Path

import pytest

from shuniu.groups import urls_filing  # noqa: F401  (registers every kind of entry that this room writes)
from shuniu.groups.actions import branches, certificates, changes, endings, filing, leadership, permits, registering
from shuniu.groups.workflow import FILING
from shuniu.kernel import trail

ROOM = Path(__file__).parents[1]
TEXTS = {".py", ".html", ".po", ".csv", ".typ", ".md"}
# MCA Order 77 leaves filed and unfiled community groups out of what it speaks of. (Brackets, so that this is not found.)
NEVER = re.compile("[非]法|[违]法|\\b[i]llegal", re.IGNORECASE)
QUOTED = ('"illegal"', "“illegal”", "never illegal")


def test_no_group_is_ever_called_by_that_word():
    found = [
        f"{path.relative_to(ROOM)}:{number}"
        for path in sorted(ROOM.rglob("*"))
        if path.suffix in TEXTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NEVER.search(line) and not any(quote in line for quote in QUOTED) and path != Path(__file__)
    ]
    assert found == []


MODULES = (branches, certificates, changes, endings, filing, leadership, permits, registering)
KINDS = {
    value
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and value in trail.KINDS
}


@pytest.mark.parametrize("kind", sorted(KINDS | {f"groups.filing.{s.name}" for s in FILING.steps}))
def test_every_kind_of_entry_has_a_sentence_and_a_rule(kind):
    registered = trail.KINDS[kind]
    assert str(registered.sentence)
    assert isinstance(registered.erasure, trail.Erasure)
