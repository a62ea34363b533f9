"""What the benchmark measured of the procedure, as every public account says it: changed here, and nowhere else.

`shuniu bench allocation` gives the figures of the worst season of short supply: the mean share of the times asked for, of the
optimum's, and that of the least served group, of the best that was found. docs/mechanisms/allocation.md has the whole table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measured:
    """Where places are short: the mean share, of what the optimum gives; the least served one's, of the best found."""

    of_optimum: float
    least_of_best: float
    version: int  # of the rule (`allocation.VERSION`) that was measured
    on: date

    @property
    def behind(self) -> str:
        """How far the mean stays behind the optimum: 11%."""
        return f"{1 - self.of_optimum:.0%}"

    @property
    def least_behind(self) -> str:
        """How far the least served group stays behind: 40%."""
        return f"{1 - self.least_of_best:.0%}"


MEASURED = Measured(of_optimum=0.892, least_of_best=0.60, version=5, on=date(2026, 11, 28))
