"""The laws of the house that a linter cannot say. Each failure names the place and the reason."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.cli import lint_imports

from tests.house import ROOT, functions, modules, parsed, rooms

NOWHERE = {"common", "constants", "core", "exceptions", "helpers", "managers", "misc", "services", "signals", "utils"}
FILE_LINES, FUNCTION_LINES, WORST_TENTH_LINES = 400, 50, 250


# --- Floors and doors -------------------------------------------------------------------------------------------------


def test_floors_hold(capsys):
    """No import goes up, and every room stands on a floor."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_every_room_has_its_inner_floors():
    """A new room is entered in the contract `rooms` of pyproject.toml."""
    contracts = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    inner = next(contract for contract in contracts if contract["id"] == "rooms")
    assert set(inner["containers"]) == {f"shuniu.{room}" for room in rooms()}


def test_rooms_knock_at_the_public_door():
    """Another room's module is imported through its public.py; config wires and tests look where they like."""
    graph = grimp.build_graph("shuniu", "demo", cache_dir=None)
    climbed = [
        f"{importer} reaches past the door of {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if is_climbed(importer, imported)
    ]
    assert sorted(climbed) == []


def is_climbed(importer: str, imported: str) -> bool:
    here, there = importer.split("."), imported.split(".")
    if there[0] != "shuniu" or len(there) < 2 or there[1] not in rooms() or here[:2] == there[:2]:
        return False
    if here[:2] == ["shuniu", "config"] or "tests" in here:
        return False
    open_doors = {"public", "actions", "imports"} if here[0] == "demo" else {"public"}
    return len(there) < 3 or there[2] not in open_doors


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_public_door_says_what_it_offers(room):
    door = Path("shuniu", room, "public.py")
    if not (ROOT / door).exists():
        pytest.skip("no other room asks for anything")
    offers = [ast.literal_eval(node.value) for node in parsed(door).body if assigned(node) == "__all__"]
    assert len(offers) == 1, f"{door} needs one literal __all__"
    missing = set(offers[0]) - bound_names(parsed(door))
    assert not missing, f"{door} offers what it does not have: {missing}"


def assigned(node: ast.stmt) -> str | None:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else None


def bound_names(module: ast.Module) -> set[str]:
    names = {assigned(node) for node in module.body} | {getattr(node, "name", None) for node in module.body}
    for node in module.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names - {None}


# --- Who writes -------------------------------------------------------------------------------------------------------

ROW_WRITES = {"save", "delete", "asave", "adelete"}
QUERY_WRITES = {
    "abulk_create",
    "abulk_update",
    "acreate",
    "aget_or_create",
    "aupdate_or_create",
    "bulk_create",
    "bulk_update",
    "create",
    "get_or_create",
    "update_or_create",
}
MODEL_ARGUMENTS = {"force_insert", "force_update", "update_fields", "using", "keep_parents"}


def test_only_actions_write():
    """Views, forms, lists, queries, models and jobs ask an action; it opens the transaction and writes the trail."""
    found = [
        f"{path}:{call.lineno} .{call.func.attr}() belongs in actions.py"
        for path in modules(*(f"shuniu/{room}" for room in rooms()), "demo")
        if not is_action(path)
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and writes(call)
    ]
    assert found == []


def is_action(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parts


def writes(call: ast.Call) -> bool:
    """Whether a call looks like the ORM's; a dict's update, a hash's update or a workbook's save does not."""
    name, keywords = call.func.attr, {keyword.arg for keyword in call.keywords}
    if name in QUERY_WRITES:
        return True
    if name in ROW_WRITES:
        return not call.args and keywords <= MODEL_ARGUMENTS
    return name in {"update", "aupdate", "_raw_delete"} and not call.args and bool(keywords)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("group.save()", True),
        ("group.save(update_fields=['name'])", True),
        ("Group.objects.filter(pk=1).update(name='x')", True),
        ("Group.objects.create(name='x')", True),
        ("workbook.save(path)", False),
        ("seen.update(other)", False),
        ("digest.update(b'x')", False),
    ],
)
def test_what_counts_as_writing(source, expected):
    assert writes(ast.parse(source, mode="eval").body) is expected


def test_from_outside_only_actions_are_called():
    """What actions.py keeps for itself runs inside another action; nobody else calls it, or it would leave no trail."""
    inner = inner_steps()
    found = [
        f"{path}:{line} {module}.{name} is not an @action"
        for path in modules("shuniu", "demo")
        if not is_action(path)
        for line, module, name in names_taken_from_actions(path)
        if name in inner.get(module.split(".")[1], ())
    ]
    assert found == []


def inner_steps() -> dict[str, set[str]]:
    """Room to the functions of its actions that are no @action."""
    found: dict[str, set[str]] = {}
    for path in modules(*(f"shuniu/{room}" for room in rooms())):
        if is_action(path):
            plain = (node for node in parsed(path).body if isinstance(node, ast.FunctionDef) and not is_decorated(node))
            found.setdefault(path.parts[1], set()).update(node.name for node in plain)
    return found


def names_taken_from_actions(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of `from shuniu.groups.actions.x import name` and of `x.name` after `... import x`."""
    known_as: dict[str, str] = {}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shuniu."):
            for alias in node.names:
                if ".actions" in f"{node.module}.{alias.name}":
                    known_as[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                    yield node.lineno, node.module, alias.name
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known_as:
            yield node.lineno, known_as[node.value.id], node.attr


def is_decorated(function: ast.FunctionDef) -> bool:
    return "action" in {decorator_name(decorator) for decorator in function.decorator_list}


def decorator_name(node: ast.expr) -> str:
    """`@action`, `@actions.action` and `@action(...)` are all "action"."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


# --- Shape ------------------------------------------------------------------------------------------------------------


def test_a_thing_lives_beside_what_it_serves():
    """No drawer for everything: the name of a module is a noun of the domain or a part of a room."""
    found = [
        str(path) for path in modules("shuniu", "demo") if NOWHERE & {part.removesuffix(".py") for part in path.parts}
    ]
    assert found == []


def test_files_and_functions_stay_small():
    found = list(too_long(modules("shuniu", "demo")))
    assert found == []


def too_long(paths: tuple[Path, ...]) -> Iterator[str]:
    for path in paths:
        lines = len((ROOT / path).read_text().splitlines())
        if lines > FILE_LINES:
            yield f"{path} has {lines} lines, {FILE_LINES} is the limit"
        for node in functions(path):
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path}:{node.lineno} {node.name} has {length} lines, {FUNCTION_LINES} is the limit"


def test_the_worst_tenth_of_files_is_small():
    """Medians are alike everywhere: what people fear is the worst tenth."""
    lines = [len((ROOT / path).read_text().splitlines()) for path in modules("shuniu")]
    assert statistics.quantiles(lines, n=10)[-1] < WORST_TENTH_LINES


# --- Which day it is ----------------------------------------------------------------------------------------------------

CELLS = {
    Path("shuniu/kernel/imports/dates.py"),
    Path("shuniu/kernel/imports/wording.py"),
}  # of a workbook: no time zone


def test_the_day_of_a_moment_is_the_day_here():
    """The database keeps moments in UTC, where until eight in the morning it is yesterday: ask `kernel.calendar.day_of`."""
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path in modules("shuniu")
        if path not in CELLS
        for node in ast.walk(parsed(path))
        if takes_the_day_of_utc(node)
    ]
    assert found == []


def takes_the_day_of_utc(node: ast.AST) -> bool:
    """Whether a moment is cut to its day, or written as one, without having been made local before."""
    if isinstance(node, ast.FormattedValue):
        return "%" in ast.unparse(node.format_spec or ast.Constant("")) and is_kept_moment(node.value)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "strftime":
        return is_kept_moment(node.func.value)
    return node.func.attr == "date" and not node.args and "local" not in ast.unparse(node.func.value)


def is_kept_moment(value: ast.expr) -> bool:
    """Whether it is called as columns of moments are: `filed_at`, `at`."""
    return isinstance(value, ast.Attribute) and (value.attr == "at" or value.attr.endswith("_at"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("filed.filed_at.date()", True),
        ("f'{filed.filed_at:%Y-%m-%d}'", True),
        ("filed.filed_at.strftime('%Y')", True),
        ("f'{day_of(filed.filed_at)}'", False),
        ("timezone.localtime(filed.filed_at).date()", False),
        ("f'{filed.month:%Y-%m}'", False),
        ("datetime.date(2026, 1, 1)", False),
    ],
)
def test_what_counts_as_the_day_of_utc(source, expected):
    assert any(map(takes_the_day_of_utc, ast.walk(ast.parse(source)))) is expected
