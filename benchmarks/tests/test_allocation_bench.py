"""The allocation's bar on the least served group measures something."""

from dataclasses import replace

import pytest

from benchmarks.allocation_bench import a_season, optimum, with_options
from shuniu.venues.allocation import Inputs


def test_allocation_is_measured_on_the_groups_that_some_place_fits():
    whole = a_season(20, 20, 0)
    small = replace(whole, applicants=(replace(whole.applicants[0], persons=500), *whole.applicants[1:]))
    assert whole.applicants[0].group in with_options(whole)
    assert with_options(small) == with_options(whole) - {small.applicants[0].group}


def test_the_optimum_of_an_allocation_is_not_zero_for_a_group_that_no_place_fits():
    pytest.importorskip("ortools")
    whole = a_season(20, 20, 0)
    fitting = next(each for each in whole.applicants if each.group in with_options(whole) and each.times == 1)
    alone = Inputs("s", 60, whole.spaces, (fitting, replace(fitting, group=999, persons=500, wishes=())))
    least, _mean, sure = optimum(alone, 5)
    assert sure
    assert least == 1
