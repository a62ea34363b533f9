"""Every benchmark's frame: the work, the limit and a peer in one run, turn by turn, three times; medians and ratios.

A time says little on a noisy machine, a ratio of two times taken side by side says much. So the contenders of a round
run one after the other, the round is repeated, and a bar is set on a ratio or on something counted, never on seconds.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("Django", "Jinja2", "granian", "psycopg", "python-calamine", "XlsxWriter", "django-import-export")


@dataclass(slots=True)
class Figure:
    """What one contender took, a value a round. `unit` is s, ms, requests/s, MB, queries …"""

    name: str
    values: list[float]
    unit: str = "s"
    note: str = ""

    @property
    def median(self) -> float:
        return median(self.values)

    def shown(self) -> dict:
        return {**asdict(self), "values": [round(v, 4) for v in self.values], "median": round(self.median, 4)}


@dataclass(slots=True)
class Bar:
    """What was asked: a value that must reach `at_least` or stay within `at_most`."""

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None
    unit: str = "times"

    @property
    def holds(self) -> bool:
        return not (
            (self.at_least is not None and self.value < self.at_least)
            or (self.at_most is not None and self.value > self.at_most)
        )

    def shown(self) -> dict:
        return {**asdict(self), "value": round(self.value, 3), "holds": self.holds}


@dataclass(slots=True)
class Report:
    """One benchmark's outcome."""

    benchmark: str
    sizes: dict
    figures: list[Figure] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # what this machine cannot run, and why

    def shown(self) -> dict:
        return {
            "benchmark": self.benchmark,
            "machine": machine(),
            "sizes": self.sizes,
            "figures": [figure.shown() for figure in self.figures],
            "bars": [bar.shown() for bar in self.bars],
            "left_out": self.left_out,
        }


def in_turn(contenders: dict[str, Callable[[], float | None]], *, rounds: int, unit: str = "s") -> dict[str, Figure]:
    """Run all contenders once a round, in their order. One that returns a number measured itself; else it is timed."""
    figures = {name: Figure(name, [], unit) for name in contenders}
    for _round in range(rounds):
        for name, work in contenders.items():
            start = time.perf_counter()
            own = work()
            figures[name].values.append(own if isinstance(own, int | float) else time.perf_counter() - start)
    return figures


def milliseconds(work: Callable[[], object], *, repeats: int) -> float:
    """The median time of one call, in milliseconds, after one call to warm up."""
    work()
    times = []
    for _repeat in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times) * 1_000


def table(report: Report) -> str:
    """The report for a reader."""
    width = max((len(each.name) for each in [*report.figures, *report.bars]), default=0)
    lines = [
        f"{report.benchmark}: {', '.join(f'{k} {v:,}' if isinstance(v, int) else f'{k} {v}' for k, v in report.sizes.items())}"
    ]
    for figure in report.figures:
        spread = f"{min(figure.values):,.4g}–{max(figure.values):,.4g}"
        lines.append(
            f"  {figure.name:<{width}}  {figure.median:>10,.4g} {figure.unit}  ({spread})  {figure.note}".rstrip()
        )
    for bar in report.bars:
        asked = f"≥ {bar.at_least:,.4g}" if bar.at_least is not None else f"≤ {bar.at_most:,.4g}"
        lines.append(
            f"{'✓' if bar.holds else '✗'} {bar.name:<{width}}  {bar.value:>10,.4g} {bar.unit}  (asked {asked})"
        )
    lines += [f"- {reason}" for reason in report.left_out]
    return "\n".join(lines)


def machine() -> dict:
    """The facts without which a figure cannot be read."""
    facts = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }
    for package in PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = None
    return facts


# --- Programs of their own, so that no benchmark touches an installation ------------------------------------------------


@contextmanager
def own_home() -> Iterator[dict[str, str]]:
    """The environment of an installation that exists for the length of a benchmark, on SQLite."""
    home = tempfile.mkdtemp(prefix="shuniu-bench-")
    try:
        if ready := os.environ.get(
            "SHUNIU_BENCH_FROM"
        ):  # a prepared home to copy: most of a short run is its migrations
            shutil.copytree(ready, home, dirs_exist_ok=True)
        Path(home, "static").mkdir(exist_ok=True)  # WhiteNoise warns without it
        yield {
            "SHUNIU_HOME": home,
            "SHUNIU_DATABASE_URL": f"sqlite:///{home}/shuniu.sqlite3",
            "SHUNIU_ORIGIN": "http://127.0.0.1:8000",
        }
    finally:
        shutil.rmtree(home, ignore_errors=True)


def engines(wanted: Iterable[str], report: Report) -> Iterator[tuple[str, dict[str, str]]]:
    """(engine, environment of an empty installation on it) of each engine here; the report says what is left out."""
    from tests.cluster import cluster, programs

    for engine in wanted:
        with own_home() as environment:
            if engine == "sqlite":
                yield engine, environment
            elif programs() is None:
                report.left_out.append("PostgreSQL: its server is not installed (Debian: apt-get install postgresql)")
            else:
                with cluster(benchmark=True) as server:
                    yield engine, {**environment, **server}


def ask(module: str, *arguments: str | int, environment: dict[str, str]):
    """What `python -m module arguments` prints as JSON, run as a program of its own; its stderr is ours."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=child_environment(environment),
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


def child_environment(environment: dict[str, str]) -> dict[str, str]:
    """Ours, led away from this installation."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SHUNIU_")}
    return {**ours, "DJANGO_SETTINGS_MODULE": "shuniu.config.settings", **environment}


def peak_memory() -> float:
    """The most this process ever held, in MB. Linux counts it from the program's own start, getrusage from its parent's."""
    try:
        status = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1_024


def say(text: str) -> None:
    """Progress; stdout is for the report alone."""
    print(text, file=sys.stderr, flush=True)
