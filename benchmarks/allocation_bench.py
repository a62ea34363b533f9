"""The seasonal allocation against the optimum, at the case's size and for a whole city.

work   shuniu.venues.allocation: turns that can be read aloud · 193 groups, about 390 wishes, 84 hours a week a venue
limit  OR-tools CP-SAT on the same options: first the largest share of the least served group, then the largest mean
Supply is ample (20 venues), tight (8) and short (4); the wishes are the same, with their venues folded into those there are.
A group's share is the times a week granted of those asked for. Groups that no place fits at any time are no measure of either:
the least served is looked for among the others.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from math import ceil

from benchmarks.runner import Bar, Figure, Report, say
from shuniu.venues.allocation import VERSION, Applicant, Inputs, Space, Span, Wish, allocate
from shuniu.venues.allocation.grid import Grid

GROUPS, CENTRES = 193, 215
SUPPLY = {"ample": 20, "tight": 8, "short": 4}
OPEN = (8 * 60, 20 * 60)  # twelve hours on seven days: 84
LEAST, MEAN = 0.9, 0.95
SOLVER_SECONDS = 120


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="no engine is asked")


def run(*, rows: int | None = None, rounds: int = 3, quick: bool = False, **_other) -> Report:
    groups = rows or GROUPS
    centres = 4 if quick else CENTRES
    report = Report("allocation", {"groups": groups, "centres": centres, "rounds": rounds})
    for name, venues in SUPPLY.items():
        against_optimum(report, name, venues, groups, rounds, seconds=5 if quick else SOLVER_SECONDS)
    a_city(report, groups, centres)
    return report


def against_optimum(report: Report, name: str, venues: int, groups: int, rounds: int, *, seconds: int) -> None:
    ours, best = [], []
    times, ratios_least, ratios_mean = [], [], []
    for seed in range(rounds):
        inputs = a_season(groups, venues, seed)
        start = time.perf_counter()
        result = allocate(inputs)
        times.append(time.perf_counter() - start)
        shares, fits = shares_of(inputs, result.granted()), with_options(inputs)
        least_ours = min(share for share, each in zip(shares, inputs.applicants, strict=True) if each.group in fits)
        say(f"allocation, {name} supply, season {seed + 1}: asking the solver …")
        least, mean, sure = optimum(inputs, seconds)
        if not sure:
            report.left_out.append(
                f"{name}, season {seed + 1}: the solver's best after {seconds} s, perhaps not the optimum"
            )
        if left := len(inputs.applicants) - len(fits):
            report.left_out.append(f"{name}, season {seed + 1}: {left} groups that no place fits, in the least served")
        ours.append((least_ours, sum(shares) / len(shares)))
        best.append((least, mean))
        ratios_least.append(round(least_ours / least, 9) if least else 1.0)  # three fifths of two thirds are 0.9
        ratios_mean.append(ours[-1][1] / mean)
    report.figures += [
        Figure(f"{name} · least served, ours", [each[0] for each in ours], "share"),
        Figure(f"{name} · least served, optimum", [each[0] for each in best], "share"),
        Figure(f"{name} · mean, ours", [each[1] for each in ours], "share"),
        Figure(f"{name} · mean, optimum", [each[1] for each in best], "share"),
        Figure(f"{name} · one allocation", times),
    ]
    if name != "short":
        report.bars.append(
            Bar(f"{name} · least served, of the optimum, worst season", min(ratios_least), at_least=LEAST)
        )
    report.bars.append(Bar(f"{name} · mean, of the optimum, worst season", min(ratios_mean), at_least=MEAN))
    report.bars.append(Bar(f"{name} · one allocation", max(times), at_most=1, unit="s"))


def a_city(report: Report, groups: int, centres: int) -> None:
    say(f"allocation: {centres} centres on {cores()} cores …")
    start = time.perf_counter()
    with ProcessPoolExecutor(cores()) as pool:
        turns = sum(pool.map(turns_of_a_centre, [(groups, seed) for seed in range(centres)], chunksize=4))
    taken = time.perf_counter() - start
    report.figures.append(Figure("a city", [taken], note=f"{turns:,} turns"))
    report.bars.append(Bar("a city", taken, at_most=120, unit="s"))


def turns_of_a_centre(case: tuple[int, int]) -> int:
    groups, seed = case
    return allocate(a_season(groups, SUPPLY["tight"], seed)).turns


def cores() -> int:
    return min(2, os.cpu_count() or 1)


# --- A season ---------------------------------------------------------------------------------------------------------
def a_season(groups: int, venues: int, seed: int) -> Inputs:
    """Wishes as groups have them: mornings and early afternoons, the nearest venue first, one to five times a week."""
    chance = random.Random(f"{groups} {seed}")  # the same wishes whatever the supply
    week = tuple(Span(day, *OPEN) for day in range(1, 8))
    spaces = tuple(
        Space(id=n, parts=(n,), capacity=(20, 30, 40, 60)[n % 4], equipment=("piano",) if n % 5 == 0 else (), open=week,
              loud=(OPEN[0], 19 * 60) if n % 3 else None)
        for n in range(1, venues + 1)
    )  # fmt: skip
    count = iter(range(1, 100_000))
    return Inputs(
        f"season {seed}", 60, spaces, tuple(_applicant(chance, n, venues, count) for n in range(1, groups + 1)),
        version=VERSION,
    )  # fmt: skip


def _applicant(chance: random.Random, number: int, venues: int, count) -> Applicant:
    times = chance.choices((1, 2, 3, 4, 5), (40, 32, 16, 7, 5))[0]
    home = chance.randrange(20)
    persons, amplified, piano = chance.randint(8, 20), chance.random() < 0.25, chance.random() < 0.05
    minutes = chance.choice((60, 60, 120))
    near = [home + step for step in range(20)]
    suited = [n % venues + 1 for n in near]
    suited = [n for n in dict.fromkeys(suited) if (not piano or n % 5 == 0) and (not amplified or n % 3)] or [1]
    wishes = tuple(
        Wish(next(count), rank, minutes, tuple(suited[: chance.choice((2, 3, 3))]), _spans(chance, minutes))
        for rank in range(1, times + 1)
    )
    return Applicant(number, persons, times, ("piano",) if piano and suited != [1] else (), amplified and suited != [1],
                     (2, chance.randint(0, 2)), wishes)  # fmt: skip


def _spans(chance: random.Random, minutes: int) -> tuple[Span, ...]:
    start = chance.choices((8, 9, 13, 14, 18), (30, 30, 20, 15, 5))[0] * 60
    until = min(OPEN[1], start + minutes + chance.choice((60, 120, 180)))
    return tuple(Span(day, start, until) for day in sorted(chance.sample(range(1, 8), chance.choice((2, 3, 3, 5)))))


def shares_of(inputs: Inputs, granted: dict[int, int]) -> list[float]:
    return [granted.get(each.group, 0) / each.times for each in inputs.applicants]


def with_options(inputs: Inputs) -> set[int]:
    """The groups of which at least one wish could be placed somewhere, were nobody else there."""
    grid = Grid(inputs)
    return {each.group for each in inputs.applicants if any(grid.options(each, wish) for wish in each.wishes)}


# --- The optimum ------------------------------------------------------------------------------------------------------
def optimum(inputs: Inputs, seconds: int) -> tuple[float, float, bool]:
    """(share of the least served, mean share, whether both are proven) of the best there is.

    A solver told to find the largest least share stays at a small one for minutes; asked whether a share can be had by
    all, it answers in seconds. So the shares that there are get asked, by halves. `seconds`: for each question.
    """
    shares = sorted({Fraction(had, times) for times in range(1, 6) for had in range(times + 1)})
    low, high, sure = 0, len(shares), True  # the first can be had, the last is no share
    while high - low > 1:
        middle = (low + high) // 2
        can = _can_all_have(inputs, shares[middle], seconds)
        sure = sure and can is not None
        low, high = (middle, high) if can else (low, middle)
    mean, proven = _largest_mean(inputs, shares[low], seconds)
    return float(shares[low]), mean, sure and proven


def _can_all_have(inputs: Inputs, share: Fraction, seconds: int) -> bool | None:
    """Whether every group that some place fits can have a share; None where the solver did not find out in time."""
    from ortools.sat.python import cp_model

    model, _granted = _with_at_least(inputs, share)
    status = _solver(seconds).solve(model)
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _largest_mean(inputs: Inputs, share: Fraction, seconds: int) -> tuple[float, bool]:
    """The largest mean share where nobody has less than `share`, and whether it is proven to be."""
    from ortools.sat.python import cp_model

    model, granted = _with_at_least(inputs, share)
    common = 60  # of the shares' denominators 1 to 5
    model.maximize(sum(common // a.times * sum(granted[a.group]) for a in inputs.applicants))
    solver = _solver(seconds)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError("the solver found nothing")
    proven = solver.best_objective_bound - solver.objective_value < 0.5
    return solver.objective_value / common / len(inputs.applicants), proven


def _with_at_least(inputs: Inputs, share: Fraction):
    """(model, group → its options): everybody whom some place fits has at least a share of what was asked for."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    granted, fits = _constraints(model, inputs), with_options(inputs)
    for each in inputs.applicants:
        if each.group in fits:
            model.add(sum(granted[each.group]) >= ceil(share * each.times))
    return model, granted


def _constraints(model, inputs: Inputs) -> dict[int, list]:
    """Group → the variables of its options; a place once at a time, a wish once, one time a day, no more than asked for."""
    grid, at = Grid(inputs), {}
    granted: dict[int, list] = {}
    for applicant in inputs.applicants:
        granted[applicant.group], days = [], {}
        for wish in applicant.wishes:
            mine = []
            for option in grid.options(applicant, wish):
                taken = model.new_bool_var("")
                mine.append(taken)
                days.setdefault(option.weekday, []).append(taken)
                for minute in range(option.starts, option.ends, inputs.step):
                    for part in option.parts:
                        at.setdefault((part, option.weekday, minute), []).append(taken)
            model.add_at_most_one(mine)
            granted[applicant.group] += mine
        for day in days.values():
            model.add_at_most_one(day)
        model.add(sum(granted[applicant.group]) <= applicant.times)
    for wanted in at.values():
        model.add_at_most_one(wanted)
    return granted


def _solver(seconds: int):
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.linearization_level = 8, 2
    solver.parameters.max_time_in_seconds = seconds
    return solver
