"""A home with the demo in it, shared by all worker processes of a test run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from tests.once import made_once

SAID = "demo-home.said.json"  # beside the home: what the command printed while it built, and in what time
BUILT_AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine in the morning in Shanghai


def run_shuniu(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess:
    """`shuniu ARGUMENTS` in a process of its own and in English, on the home's SQLite file."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SHUNIU_DATABASE_URL", "SHUNIU_DEMO")}
    environment = {**kept, "SHUNIU_HOME": str(home), "LC_ALL": "en_US.UTF-8", **more}
    command = [sys.executable, "-m", "shuniu", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def build_template(tmp_path_factory) -> Path:
    """The demo of today, built by whichever process comes first."""

    def build(home: Path) -> None:
        began = perf_counter()
        said = run_shuniu("demo", "--no-serve", home=home)
        assert said.returncode == 0, said.stderr
        told = {"stdout": said.stdout, "stderr": said.stderr, "seconds": perf_counter() - began}
        (home.parent / SAID).write_text(json.dumps(told))

    return made_once(tmp_path_factory, "demo-home", build)


def copy_of(home: Path, target: Path) -> Path:
    """The whole home; the database through SQLite, so that nothing in its log is lost."""
    shutil.copytree(home, target, ignore=shutil.ignore_patterns("*.sqlite3*", "cache"))
    with (
        closing(sqlite3.connect(home / "shuniu.sqlite3")) as here,
        closing(sqlite3.connect(target / "shuniu.sqlite3")) as there,
    ):
        here.backup(there)
    return target
