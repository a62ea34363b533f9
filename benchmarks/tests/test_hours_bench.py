"""The bench of the hours asks both sides the same: on few rows DuckDB and the board answer alike, and not nothing."""

import pytest
from django.db import connection

from benchmarks.hours_bench import contenders, count_figures, duck, fill
from shuniu.volunteers.models import HourEntry


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a city is PostgreSQL's")
def test_the_board_and_duckdb_answer_alike():
    pytest.importorskip("duckdb")
    centres = fill(3_000)
    count_figures(centres[:20])
    work, unlike = contenders(duck(), centres[7])
    assert unlike == 0
    assert HourEntry.everything.count() == 3_000
    assert work["centre"]().minutes > 0
    assert work["centre, DuckDB"]()[0] == work["centre"]().minutes
    assert {name.partition(",")[0] for name in work} == {"centre", "city", "people"}
