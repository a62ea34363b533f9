"""A throw-away PostgreSQL for one command:

    python -m tests.cluster -- COMMAND ...               as the suite wants it: no durability, nothing survives
    python -m tests.cluster --benchmark -- COMMAND ...   as an installation has it: durable, 512 MB of shared buffers
    python -m tests.cluster --found                      exit status 0 when the server's programs are here

COMMAND finds it in SHUNIU_DATABASE_URL (and PGHOST, PGUSER, PGDATABASE for psql). The server listens on a Unix socket
in a folder of its own and on no network address, so it needs no free port and no password. It stops when the command
does or when this program is stopped or killed; what a crash left behind is swept away by the next start.
"""

import argparse
import contextlib
import ctypes
import functools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg

NAME = "shuniu"  # of the server's owner and of the database
PREFIX = "shuniu-pg-"
PARENT = Path("/tmp")  # a socket's path must be short, and readable by the account that the server runs as
OLDEST = 15
START_SECONDS = 60

ALWAYS = {"listen_addresses": "", "client_connection_check_interval": "1s", "log_min_messages": "fatal"}
# Nobody reads this data after a crash.
THROW_AWAY = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}
# Beyond these PostgreSQL's own defaults hold, fsync and autovacuum included.
BENCHMARK = {"effective_cache_size": "2GB", "max_wal_size": "4GB", "random_page_cost": "1.1", "shared_buffers": "512MB"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description="A throw-away PostgreSQL.")
    parser.add_argument("--benchmark", action="store_true", help="durable, with an installation's settings")
    parser.add_argument("--found", action="store_true", help="only say whether the server's programs are here")
    parser.add_argument("command", nargs="*", help="what to run, after --")
    options = parser.parse_args()
    if options.found:
        return 0 if programs() else 1
    if not options.command:
        parser.error("a command is needed, after --")
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, frame: sys.exit(128 + number))
    with cluster(benchmark=options.benchmark) as environment:
        return run(options.command, environment)


def run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run `command` with `environment` on top of ours; its exit status. It does not outlive us."""
    # Ctrl-C reaches the command too, which ends in its own manner; we wait for that.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    with subprocess.Popen(command, env={**os.environ, **environment}, preexec_fn=dies_with_us(signal.SIGTERM)) as child:
        try:
            status = child.wait()
        except SystemExit:
            child.terminate()
            raise
    return status if status >= 0 else 128 - status


@contextlib.contextmanager
def cluster(*, benchmark: bool = False) -> Iterator[dict[str, str]]:
    """A running PostgreSQL with one empty database; yields the environment that leads to it.

    Raises FileNotFoundError without the server's programs, CalledProcessError or TimeoutError when it does not start.
    """
    folder = programs()
    if folder is None:
        raise FileNotFoundError(f"the programs of a PostgreSQL server, {OLDEST} or newer")
    sweep()
    account = unprivileged_account()
    place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=PARENT))
    try:
        (place / "maker").write_text(str(os.getpid()))
        os.chown(place, account.get("user", -1), account.get("group", -1))
        durable = () if benchmark else ("--no-sync",)
        make = (folder / "initdb", "-D", place / "data", "-U", NAME, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
        subprocess.run([*make, *durable], check=True, stdout=subprocess.DEVNULL, cwd=place, **account)
        settings = ALWAYS | (BENCHMARK if benchmark else THROW_AWAY)
        with server(folder / "postgres", place, settings, account):
            with psycopg.connect(host=str(place), user=NAME, dbname="postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            address = f"postgres://{NAME}@{quote(str(place), safe='')}/{NAME}"
            yield {"SHUNIU_DATABASE_URL": address, "PGHOST": str(place), "PGUSER": NAME, "PGDATABASE": NAME}
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def server(program: Path, place: Path, settings: dict[str, str], account: dict) -> Iterator[None]:
    command = [program, "-D", place / "data", "-k", place, *(f"--{name}={value}" for name, value in settings.items())]
    with subprocess.Popen(command, cwd=place, preexec_fn=dies_with_us(signal.SIGQUIT), **account) as process:
        try:
            wait_until_ready(process, place / "data" / "postmaster.pid")
            yield
        finally:
            process.send_signal(signal.SIGQUIT)  # at once and without a checkpoint: the data goes next


def wait_until_ready(process: subprocess.Popen, pid_file: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        with contextlib.suppress(FileNotFoundError):
            if pid_file.read_text().rstrip().endswith("ready"):
                return
        time.sleep(0.02)
    raise TimeoutError(f"PostgreSQL was not ready after {START_SECONDS} s")


@functools.cache
def programs() -> Path | None:
    """The folder of the newest server's programs. Debian keeps them off the PATH."""
    on_path = (Path(found).resolve().parent for found in [shutil.which("postgres")] if found)
    folders = {
        *on_path,
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
    }
    usable = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    newest = max(usable, key=version, default=None)
    return newest if newest and version(newest) >= OLDEST else None


def version(folder: Path) -> int:
    """The major version, read from e.g. `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`."""
    said = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    return int(said.split()[2].split(".")[0])


def unprivileged_account() -> dict:
    """Whom to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def dies_with_us(number: int) -> Callable[[], object] | None:
    """For `preexec_fn`: the child gets signal `number` when this process is gone, however it went (Linux only)."""
    if sys.platform != "linux":
        return None
    set_parent_death_signal = 1
    return functools.partial(ctypes.CDLL(None).prctl, set_parent_death_signal, number)


def sweep() -> None:
    """Remove the folders whose maker was killed before it could."""
    for maker in PARENT.glob(f"{PREFIX}*/maker"):
        with contextlib.suppress(OSError, ValueError):
            pid = int(maker.read_text())
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                shutil.rmtree(maker.parent, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
