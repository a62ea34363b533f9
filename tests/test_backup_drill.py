"""The drill of a burnt machine: a new home, the file, the slip. From each engine to the other.

Through the command line, in processes of their own, as an office would do it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster import NAME, cluster, programs
from tests.house import ROOT
from tests.once import made_once

pytestmark = pytest.mark.skipif("SHUNIU_DATABASE_URL" in os.environ, reason="goes through both engines by itself")
ENGINES = ("sqlite", "postgresql")
SAID, BACKUP, SLIP = "said.json", "office.backup", "slip.txt"
NOTED = {"kernel.backed_up", "kernel.restored"}


@pytest.fixture(scope="module")
def server() -> Iterator[dict | None]:
    if programs() is None and os.environ.get("CI") != "true":
        yield None
    else:
        with cluster() as environment:
            yield environment


class Machine:
    """A home with an empty database of its own."""

    made = 0

    def __init__(self, folder: Path, engine: str, server: dict | None):
        if engine == "postgresql" and server is None:
            pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
        Machine.made += 1
        self.home = folder
        self.environment = {**os.environ, "SHUNIU_HOME": str(folder), "PYTHONPATH": str(ROOT), "LC_ALL": "en_US.UTF-8"}
        self.environment.pop("SHUNIU_DATABASE_URL", None)
        if engine == "postgresql":
            name = f"drill{Machine.made}"
            with psycopg.connect(host=server["PGHOST"], user=NAME, dbname="postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            self.environment["SHUNIU_DATABASE_URL"] = server["SHUNIU_DATABASE_URL"].rpartition("/")[0] + f"/{name}"

    def run(self, *words: str, status: int = 0, typed: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment, cwd=ROOT, input=typed, capture_output=True, text=True
        )
        assert done.returncode == status, done.stderr
        return done.stdout if status == 0 else done.stderr


@pytest.fixture(scope="module")
def offices(tmp_path_factory, server) -> Callable[[str], tuple]:
    """Engine → (what the office says of itself, its backup, its slip); made at the first question of any process."""

    def office(engine: str):
        folder = made_once(
            tmp_path_factory, f"office-on-{engine}", lambda home: an_office(Machine(home, engine, server))
        )
        return json.loads((folder / SAID).read_text()), folder / BACKUP, (folder / SLIP).read_text()

    return office


def an_office(machine: Machine) -> None:
    """A filled office, what it says of itself, its backup and its slip, all in its home."""
    machine.run("tests.office", "fill")
    said = machine.run("tests.office", "say")
    told = json.loads(machine.run("shuniu", "backup", str(machine.home / BACKUP), "--json"))
    assert told["rows"] == sum(map(len, json.loads(said)["tables"].values()))
    slip = machine.run("shuniu", "backup", "--show-key")
    (machine.home / SAID).write_text(said)
    (machine.home / SLIP).write_text("".join(line for line in slip.splitlines() if line.count("-") == 6))


@pytest.mark.parametrize(("source", "target"), [ENGINES, ENGINES[::-1]])
def test_the_file_and_the_slip_bring_the_office_back(offices, server, tmp_path, source, target):
    said, file, slip = offices(source)
    new = Machine(tmp_path, target, server)
    told = json.loads(new.run("shuniu", "restore", str(file), "--key-file", "-", "--json", typed=slip))
    assert (told["restored"], told["engine"], told["findings"]) == (True, source, [])
    again = json.loads(new.run("tests.office", "say"))
    assert again["engine"] == target
    assert again["opened"] == said["opened"]
    assert len(again["opened"]) > 60  # phones, addresses and details of the trail
    assert without_notes(again["tables"]) == without_notes(said["tables"])
    assert json.loads(new.run("shuniu", "verify", "--json"))["findings"] == []
    assert "not empty" in new.run("shuniu", "restore", str(file), status=2)  # the slip's key is this home's now


def without_notes(tables: dict[str, list]) -> dict[str, list]:
    """The rows without what a backup and a restore write themselves, which JSON columns may order in another way."""
    tables = {name: sorted(rows, key=lambda row: json.dumps(row[0])) for name, rows in tables.items()}
    tables["kernel_trailentry"] = [row for row in tables["kernel_trailentry"] if not NOTED & set(map(str, row))]
    tables["kernel_trailseal"] = tables["kernel_trailseal"][:1]
    return tables


def test_without_the_slip_the_file_says_nothing(offices, server, tmp_path):
    _said, file, _slip = offices("sqlite")
    stranger = Machine(tmp_path, "sqlite", server)
    assert "no backup key yet" in stranger.run("shuniu", "restore", str(file), status=2)
    stranger.run("shuniu", "backup", "--show-key")  # makes a key of its own
    assert "another backup key" in stranger.run("shuniu", "restore", str(file), status=2)
    assert "There is no" in stranger.run("shuniu", "restore", "nothing.backup", status=2)
    assert not (tmp_path / "shuniu.sqlite3").exists()  # refused at once, before a register is made


def test_a_backup_can_be_checked_where_it_lies(offices, server, tmp_path):
    _said, file, slip = offices("sqlite")
    (tmp_path / "slip.txt").write_text(slip)
    told = Machine(tmp_path, "sqlite", server).run(
        "shuniu", "restore", str(file), "--check", "--key-file", str(tmp_path / "slip.txt"), "--json"
    )
    assert json.loads(told)["restored"] is False
    assert not (tmp_path / "shuniu.sqlite3").exists()
