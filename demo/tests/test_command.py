"""`shuniu demo` from outside: what it prints, what it refuses, and that it can be called again."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import time
from io import StringIO
from random import Random

import pytest

from demo.build import EMPTY, build, what_stands_here
from demo.moments import Story, Year, moment
from demo.presenting import Bar
from demo.tests.template import BUILT_AT, SAID, run_shuniu
from shuniu.groups.models import Group
from shuniu.kernel.models import TrailEntry
from tests.cast import CENTRE, actor_in


def test_it_prints_the_address_and_the_cast_and_lays_out_the_files(demo_home):
    again = run_shuniu("demo", "--no-serve", home=demo_home)
    assert again.returncode == 0
    assert "here already" in again.stderr
    for name in ("127.0.0.1:8000", "陈晓燕", "林秀珍", "王福生", "钱蓉"):
        assert name in again.stderr
    assert len(list((demo_home / "demo").glob("*.xlsx"))) == 7


def test_its_progress_stands_on_standard_error_and_nothing_on_standard_output(demo_home, capsys):
    said = json.loads((demo_home.parent / SAID).read_text())
    shown = [int(per_cent) for per_cent in re.findall(r"^Building the demo: (\d+) %$", said["stderr"], re.MULTILINE)]
    assert shown == sorted(set(shown))
    assert shown[-1] == 100
    assert len(shown) > 5
    assert said["stdout"] == ""
    with capsys.disabled():  # told, never judged: a busy machine builds slowly
        print(f"\n[the demo was built in {said['seconds']:.1f} s; asked for: 60 s on two cores]")


@pytest.mark.django_db
def test_every_step_of_the_building_is_counted():
    story, heard = Story(Year(BUILT_AT.date()), Random(0)), []
    first, last = story.year.start, story.year.end

    def happens(when):
        if when.date() == first:  # what happens may bring more with it
            story.at(last, lambda _when: None)

    for hour in (9, 10, 11):
        story.at(moment(first, time(hour)), happens)
    story.tell(lambda done, total: heard.append((done, total)))
    assert heard == [(1, 4), (2, 5), (3, 6), (4, 6), (5, 6), (6, 6)]


class Terminal(StringIO):
    def write(self, text, ending="", style_func=None):
        return super().write(text)

    def isatty(self):
        return True


def test_on_a_terminal_the_bar_grows_in_one_line_and_never_shrinks():
    screen = Terminal()
    bar = Bar(screen, "Building")
    for done, total in ((1, 4), (2, 8), (3, 6), (6, 6)):
        bar.show(done, total)
    bar.close()
    lines = screen.getvalue().split("\r")
    assert [line.strip()[-5:] for line in lines[1:]] == [" 25 %", " 50 %", "100 %"]
    assert [line.count("█") for line in lines[1:]] == [7, 15, 30]
    assert screen.getvalue().endswith("\n")


def test_the_report_of_the_day_shows_the_figures_of_the_case(demo_home):
    said = run_shuniu("report", "outcomes", "--centre", str(CENTRE), "--json", home=demo_home)
    figures = json.loads(said.stdout)["indicators"]
    assert figures["groups.total"]["value"] == 193
    assert figures["groups.memberships"]["value"] == 4037
    assert figures["groups.aged_60_plus"]["value"] == 2397


def test_a_home_with_a_register_is_refused_and_left_as_it_is(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("团队名称,姓名,性别\n某某合唱队,张三,男\n某某合唱队,李四,女\n")
    assert run_shuniu("import", str(roster), "--centre", str(CENTRE), home=tmp_path).returncode == 0
    before = rows(tmp_path)
    refused = run_shuniu("demo", "--no-serve", home=tmp_path)
    assert refused.returncode == 2
    assert "left untouched" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert rows(tmp_path) == before


def rows(home) -> dict[str, int]:
    with closing(sqlite3.connect(home / "shuniu.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


class Interrupted(Exception):
    pass


@pytest.mark.django_db
def test_an_interrupted_build_leaves_nothing_behind():
    def stop(done: int, total: int) -> None:
        if done == 40:
            raise Interrupted

    with pytest.raises(Interrupted):
        build(at=BUILT_AT, day=BUILT_AT.date(), progress=stop)
    assert not Group.everything.exists()
    assert not TrailEntry.objects.exists()
    assert what_stands_here() == EMPTY


@pytest.mark.django_db
def test_a_single_account_is_enough_to_be_in_use():
    from demo.build import IN_USE
    from shuniu.kernel.signin.actions import open_account

    open_account(username="somebody", name="某人", by=actor_in("system_administrator"))
    assert what_stands_here() == IN_USE
