"""Every benchmark runs, at a size that shows that it runs; its times are nobody's concern here."""

import json
import os
import subprocess
import sys

import pytest

from benchmarks.runner import ROOT, Bar, Figure, Report, in_turn, table

# What each is run with: a size of seconds, on the engine that is always here.
SMALL = {
    "checkin": ["--rows", "20", "--engine", "sqlite", "--quick"],
    "inspection": ["--rows", "200", "--engine", "sqlite"],
    "allocation": ["--rows", "20", "--quick"],
    "booking": ["--rows", "2", "--engine", "sqlite", "--quick"],
    "export": ["--rows", "500"],
    "intake": ["--engine", "sqlite", "--quick"],
    "pages": ["--rows", "8", "--engine", "sqlite", "--quick"],
    "search": ["--rows", "500", "--engine", "sqlite"],
}


def shuniu(*arguments: str, home, **more: str) -> subprocess.CompletedProcess:
    """Its words go to files: at a pipe one would wait for servers that outlive a benchmark which took too long."""
    said = [home / "stdout", home / "stderr"]
    with said[0].open("w") as out, said[1].open("w") as err:
        done = subprocess.run(
            [sys.executable, "-m", "shuniu", *arguments],
            cwd=ROOT, env={**os.environ, "SHUNIU_HOME": str(home), **more}, stdout=out, stderr=err, text=True, timeout=500,
        )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, *(path.read_text() for path in said))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A home prepared once, of which each benchmark gets a copy."""
    home = tmp_path_factory.mktemp("prepared")
    assert shuniu("verify", home=home).returncode == 0
    return home


@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_prints_one_object_and_nothing_else(name, tmp_path, prepared):
    done = shuniu(
        "bench", name, *SMALL[name], "--rounds", "1", "--json", home=tmp_path, SHUNIU_BENCH_FROM=str(prepared)
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["benchmark"] == name
    assert report["machine"]["cores"] >= 1
    assert report["figures"]
    assert all(len(figure["values"]) >= 1 and figure["median"] >= 0 for figure in report["figures"])
    assert report["bars"]
    assert all(isinstance(bar["holds"], bool) for bar in report["bars"])
    assert all(bar["holds"] for bar in report["bars"] if "LIKE" in bar["name"])  # search gives the answers of LIKE
    assert not list(tmp_path.glob("*.sqlite3"))  # it stayed away from this installation's data


def test_they_are_listed_and_an_unknown_one_is_refused(tmp_path):
    assert {*SMALL, "import"} <= set(shuniu("bench", home=tmp_path).stdout.split())
    refused = shuniu("bench", "nothing", home=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert refused.returncode == 2
    assert "没有名为nothing的性能测试" in refused.stderr
    english = shuniu("bench", "nothing", home=tmp_path, LC_ALL="en_GB.UTF-8")
    assert (english.returncode, "No benchmark nothing" in english.stderr) == (2, True)


def test_without_the_checkout_it_says_so(tmp_path):
    """As from a wheel: the program without the benchmarks beside it."""
    os.symlink(ROOT / "shuniu", tmp_path / "shuniu")
    os.symlink(ROOT / "demo", tmp_path / "demo")
    run = "import sys; sys.path[:] = [p for p in sys.path if p != sys.argv[1]]; sys.argv[1:] = ['bench', 'export'];"
    run += "from shuniu.__main__ import main; main()"
    alone = {**os.environ, "LC_ALL": "en_GB.UTF-8", "SHUNIU_HOME": str(tmp_path / "home"), "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", run, str(ROOT)], cwd=tmp_path, env=alone, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "come with the checkout" in done.stderr


def test_bars_and_the_table():
    report = Report(
        "example", {"rows": 3}, [Figure("work", [3.0, 1.0, 2.0])], [Bar("slow", 2.0, at_most=1)], ["reason"]
    )
    assert report.shown()["figures"][0]["median"] == 2.0
    assert report.shown()["bars"][0]["holds"] is False
    assert "✗ slow" in table(report)
    assert Bar("fast", 3, at_least=3).holds


def test_contenders_take_turns():
    seen = []
    figures = in_turn({"a": lambda: seen.append("a"), "b": lambda: 7.0}, rounds=2)
    assert seen == ["a", "a"]
    assert figures["b"].values == [7.0, 7.0]
