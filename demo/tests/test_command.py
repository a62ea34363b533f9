"""`shuniu demo` from outside: what it prints, what it refuses, and that it can be called again."""

import json
import sqlite3
from contextlib import closing

import pytest

from demo.build import EMPTY, build, what_stands_here
from demo.tests.template import BUILT_AT, run_shuniu
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
