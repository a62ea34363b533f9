"""What the repository may not hold: a machine's paths and addresses, secrets, packages without a hash."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import ROOT, kept_files

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; [^\\]+)? \\$")
# Somebody's home folder, mount or drive: true on one machine only. (Brackets, so that this line is not found.)
MACHINE_PATH = re.compile(r"(?<![\w./-])(/[r]oot/|/[h]ome/[a-z]|/[U]sers/[A-Za-z]|/[w]ork/|/[m]nt/|[C-E]:\\[U]sers)")
TEXT = {
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".typ",
    ".yml",
    "",
}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()
    packages = [line for line in text.splitlines() if line[:1].isalnum()]
    assert [line for line in packages if not PINNED.match(line)] == []
    assert len(packages) == len(re.findall(r"^[a-z0-9].* \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE))
    assert "://" not in text


def test_the_locks_agree_and_hold_what_pyproject_asks_for():
    runtime, dev = (pins(lock) for lock in LOCKS)
    assert runtime.items() <= dev.items(), "make both locks again; pyproject.toml says how"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert names(project["dependencies"]) <= runtime.keys()
    assert names(project["optional-dependencies"]["dev"]) <= dev.keys()


def pins(lock: str) -> dict[str, str]:
    """Package to version."""
    found = map(PINNED.match, (ROOT / lock).read_text().splitlines())
    return {match["name"]: match["version"] for match in found if match}


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9_.-]+", text)[0].lower().replace("_", "-") for text in requirements}


@pytest.fixture(scope="module")
def files() -> tuple[Path, ...]:
    return kept_files() or pytest.skip("not a git checkout")


def test_no_file_names_a_machine(files):
    found = [
        f"{path}:{number} {match[0]}"
        for path in files
        if path.suffix in TEXT
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1)
        if (match := MACHINE_PATH.search(line))
    ]
    assert found == []


def test_no_secret_and_no_record_of_where_packages_came_from(files):
    unwelcome = {".env", "uv.lock", "pylock.toml", "pip.conf", ".pypirc", ".netrc", "id_rsa"}
    found = [
        str(path) for path in files if path.name in unwelcome or path.suffix in {".key", ".pem", ".sqlite3", ".mo"}
    ]
    assert found == []


def test_the_front_door_names_no_address(files):
    """Where packages come from is the machine's business: no script and no setting says it."""
    doors = [path for path in files if path.parts[0] in {"bin", ".ci"} or path.name == "pyproject.toml"]
    assert [str(path) for path in doors if "://" in (ROOT / path).read_text()] == []
