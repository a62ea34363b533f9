"""The two pages of the docs that are drawn from tables of the program, so that they cannot lie.

python -m tests.drawn      writes docs/roles.md and docs/workflows.md
"""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator

from tests.house import ROOT

NOTE = "<!-- Drawn from the program: python -m tests.drawn -->"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    for name, draw in PAGES.items():
        (ROOT / "docs" / name).write_text(draw())


# --- Roles ----------------------------------------------------------------------------------------------------------
def roles_page() -> str:
    from shuniu.kernel.permissions import EXCLUSIVE, PERMISSIONS, ROLES

    lines = [
        "# Roles and what each may do",
        NOTE,
        "An appointment is a role at a place between two dates; it reaches that place and everything beneath it. "
        "Whoever holds several appointments acts in one of them at a time. "
        f"{_joined(_english(ROLES[role]) for role in EXCLUSIVE)} exclude one another (GB/T 22239).",
        "## Roles",
        *_table(("role", "English", "中文"), ((f"`{name}`", *_both(label)) for name, label in ROLES.items())),
    ]
    if idle := [role for role in ROLES if {p.name for p in PERMISSIONS.values() if role in p.roles} == {"desk.use"}]:
        named = _joined(f"{_english(ROLES[role])} (`{role}`)" for role in idle)
        lines.append(
            f"Nothing but a desk yet: {named}. The room whose work it is has not been cut out; the first page says so, and "
            "what will stand there."
        )
    for room in dict.fromkeys(name.split(".")[0] for name in PERMISSIONS):
        mine = [each for each in PERMISSIONS.values() if each.name.split(".")[0] == room]
        rows = ((f"`{each.name}`", *_both(each.label), _ticked(each.roles)) for each in mine)
        lines += [f"## {room.capitalize()}", *_table(("permission", "may", "可以", "held by"), rows)]
    return _page(lines)


# --- Workflows ------------------------------------------------------------------------------------------------------
def workflows_page() -> str:
    import shuniu.config.urls  # noqa: F401  (every room's tables are declared once its pages are)
    from shuniu.kernel.workflow import WORKFLOWS

    lines = [
        "# Workflows",
        NOTE,
        "The states of each noun and the only steps between them. A time limit counts workdays; the number is the "
        "national default, and a place may set its own. The same table draws the buttons on the pages.",
    ]
    for noun, workflow in sorted(WORKFLOWS.items()):
        lines += [f"## `{noun}`", *_diagram(workflow), *_states(workflow), *_steps(workflow)]
    return _page(lines)


def _diagram(workflow) -> Iterator[str]:
    arrows = (f"    {source} --> {step.target}: {step.name}" for step in workflow.steps for source in step.source)
    yield "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {workflow.start}", *arrows, "```"])


def _states(workflow) -> Iterable[str]:
    defaults = _defaults()
    rows = (
        (
            f"`{state.name}`",
            *_both(state.label),
            _both(state.applicant_label)[1] if state.applicant_label else "",
            f"`{state.waits_for}`" if state.waits_for else "",
            _joined(filter(None, (str(defaults.get(state.limit, "")), f"`{state.limit}`"))) if state.limit else "",
        )
        for state in workflow.states
    )
    return _table(("state", "staff see", "工作人员看到", "申请人看到", "waits for", "time limit, workdays"), rows)


def _steps(workflow) -> Iterable[str]:
    rows = (
        (
            f"`{step.name}`",
            *_both(step.label),
            f"{', '.join(step.source)} → {step.target}",
            f"`{step.permission}`",
            _joined(_asked(step)),
        )
        for step in workflow.steps
    )
    return _table(("step", "button", "按钮", "from → to", "permission", "asks for"), rows)


def _asked(step) -> Iterator[str]:
    if step.asks_reason:
        yield "a reason"
    if step.hands > 1:
        yield f"{step.hands} different hands"
    if step.not_the_hand_of:
        yield f"another hand than that of {', '.join(step.not_the_hand_of)}"


def _defaults() -> dict[str, object]:
    """The settings every place begins with."""
    found = {}
    for path in sorted((ROOT / "shuniu").glob("*/data/*settings*.csv")):
        with path.open() as file:
            found |= {row["key"]: json.loads(row["value"]) for row in csv.DictReader(file)}
    return found


# --- Markdown -------------------------------------------------------------------------------------------------------
def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    lines = [tuple(heads), *rows]
    lines.insert(1, ("---",) * len(lines[0]))
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _both(label) -> tuple[str, str]:
    return _english(label), _in(label, "zh-hans")


def _english(label) -> str:
    return _in(label, "en")


def _in(label, language: str) -> str:
    from django.utils import translation

    with translation.override(language):
        return str(label).replace("|", "\\|")


def _ticked(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)


PAGES: dict[str, Callable[[], str]] = {"roles.md": roles_page, "workflows.md": workflows_page}

if __name__ == "__main__":
    main()
