"""The house as files: what the laws look at. Everything here reads, nothing imports a room."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_ROOMS = {"config", "kernel"}


@functools.cache
def rooms() -> frozenset[str]:
    """The rooms that have been cut out, by name."""
    folders = (path.parent.name for path in (ROOT / "shuniu").glob("*/__init__.py"))
    return frozenset(folders) - NOT_ROOMS


@functools.cache
def modules(*tops: str) -> tuple[Path, ...]:
    """The application's Python files under `tops`, relative to the root; no migrations, no tests."""
    found = (path.relative_to(ROOT) for top in tops for path in (ROOT / top).rglob("*.py"))
    return tuple(sorted(path for path in found if not {"migrations", "tests", "__pycache__"} & set(path.parts)))


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@functools.cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the root; empty outside a checkout."""
    # CI may own the checkout as another account; the question is harmless, so every folder is safe for it.
    ask = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(ask, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(Path(name) for name in answer.split("\0") if name and (ROOT / name).is_file())
