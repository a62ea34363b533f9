"""The scripts of bin/ as a stranger meets them: on a machine that lacks Python, venv, a network or nothing at all.

Each runs in a copy of the front door, with a PATH on which only the named programs exist.
"""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.house import ROOT

SCRIPTS = sorted((ROOT / "bin").iterdir())
CI = ROOT / ".ci" / "run"
TOOLS = ("cat", "cmp", "cp", "chmod", "dirname", "find", "flock", "grep", "mkdir", "rm", "sh")

# A Python that knows only what the test lets it know, and keeps a record of what it was asked.
PYTHON = """#!/bin/sh
echo "$@" >>"{log}"
case "$*" in
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {no_ensurepip} ;;
    *virtualenv*) exit {no_virtualenv} ;;
    *'import pip'*) exit {no_pip} ;;
    *'-m venv'*) mkdir -p .venv/bin site && cp "$0" .venv/bin/python ;;
    *sysconfig*) echo site ;;
esac
"""


@dataclass
class Stranger:
    """A checkout's front door on a machine of our choosing."""

    checkout: Path
    path: Path
    log: Path
    environment: dict[str, str] = field(default_factory=dict)

    def python(self, *, too_old=0, no_ensurepip=0, no_virtualenv=1, no_pip=0) -> None:
        """Put a python3 on the PATH; a 1 takes that part away."""
        script = self.path / "python3"
        script.write_text(
            PYTHON.format(
                log=self.log, too_old=too_old, no_ensurepip=no_ensurepip, no_virtualenv=no_virtualenv, no_pip=no_pip
            )
        )
        script.chmod(0o755)

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess:
        environment = {"PATH": str(self.path), "HOME": str(self.checkout), **self.environment}
        command = [self.checkout / "bin" / script, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)

    def asked(self) -> str:
        return self.log.read_text() if self.log.exists() else ""


@pytest.fixture
def stranger(tmp_path) -> Stranger:
    checkout, path = tmp_path / "a checkout", tmp_path / "path"
    path.mkdir()
    shutil.copytree(ROOT / "bin", checkout / "bin")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, checkout)
    for tool in TOOLS:
        if found := shutil.which(tool):
            (path / tool).symlink_to(found)
    return Stranger(checkout, path, tmp_path / "asked")


# --- The text of the scripts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_plain_sh(script):
    assert script.read_text().startswith("#!/bin/sh\n#")
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", script], check=True)


def test_ci_is_bash():
    assert os.access(CI, os.X_OK)
    subprocess.run(["bash", "-n", CI], check=True)


@pytest.mark.skipif(not shutil.which("shellcheck") and os.environ.get("CI") != "true", reason="no shellcheck here")
def test_shellcheck_has_nothing_to_say():
    said = subprocess.run(["shellcheck", *SCRIPTS, CI], capture_output=True, text=True, check=False)
    assert said.stdout == ""


# --- What is missing is said, with the command that brings it ---------------------------------------------------------


@pytest.mark.parametrize("script", ["setup", "run", "check", "test"])
def test_no_python(stranger, script):
    done = stranger.run(script)
    assert done.returncode == 1
    assert done.stderr == "Python 3.11 or newer is needed.\nOn Debian or Ubuntu: apt-get install python3 python3-venv\n"


def test_a_python_too_old(stranger):
    stranger.python(too_old=1)
    assert "Python 3.11 or newer is needed." in stranger.run("setup").stderr


def test_a_python_that_cannot_make_an_environment(stranger):
    stranger.python(no_ensurepip=1, no_pip=1)
    done = stranger.run("setup")
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


def test_unknown_arguments(stranger):
    done = stranger.run("setup", "--everything")
    assert (done.returncode, done.stderr) == (2, "Usage: bin/setup [--runtime]\n")


# --- What is there is used --------------------------------------------------------------------------------------------


def test_without_ensurepip_the_systems_pip_installs(stranger):
    stranger.python(no_ensurepip=1)
    assert stranger.run("setup").returncode == 0
    assert "-m venv --without-pip .venv" in stranger.asked()
    assert "-m pip --python .venv/bin/python install" in stranger.asked()


def test_every_package_is_checked_against_its_hash(stranger):
    stranger.python()
    assert stranger.run("setup", "--runtime").returncode == 0
    assert "--require-hashes --only-binary :all: -r requirements.lock" in stranger.asked()


def test_a_folder_of_wheels_needs_no_network(stranger):
    stranger.python()
    stranger.environment["SHUNIU_WHEELS"] = "/media/usb stick"
    assert stranger.run("setup").returncode == 0
    assert "--no-index --find-links /media/usb stick -r requirements-dev.lock" in stranger.asked()


def test_the_second_time_there_is_nothing_to_do(stranger):
    stranger.python()
    stranger.run("setup")
    stranger.log.unlink()
    began = time.monotonic()
    done = stranger.run("setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - began < 1
    assert "pip" not in stranger.asked()


def test_what_developers_have_also_runs_the_program(stranger):
    stranger.python()
    stranger.run("setup")
    stranger.log.unlink()
    assert stranger.run("setup", "--runtime").returncode == 0
    assert "pip" not in stranger.asked()


def test_a_new_lock_is_installed(stranger):
    stranger.python()
    stranger.run("setup")
    stranger.log.unlink()
    with (stranger.checkout / "requirements-dev.lock").open("a") as lock:
        lock.write("# another pin\n")
    assert "Installing requirements-dev.lock" in stranger.run("setup").stdout
    assert "-r requirements-dev.lock" in stranger.asked()


def test_a_moved_checkout_gets_a_new_environment(stranger):
    stranger.python()
    stranger.run("setup")
    stranger.log.unlink()
    stranger.checkout = stranger.checkout.rename(stranger.checkout.with_name("elsewhere"))
    assert stranger.run("setup").returncode == 0
    assert "-m venv .venv" in stranger.asked()
