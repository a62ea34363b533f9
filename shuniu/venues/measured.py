"""What the benchmark measured of the procedure, as every public account says it: changed here, and nowhere else.

`shuniu bench allocation` gives the figure: the mean share of the times asked for, of the optimum's, in the worst season of
short supply. docs/mechanisms/allocation.md has the whole table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measured:
    """of_optimum: the mean share where places are short, of what the optimum gives."""

    of_optimum: float
    version: int  # of the rule (`allocation.VERSION`) that was measured
    on: date

    @property
    def behind(self) -> str:
        """How far the mean stays behind the optimum: 11%."""
        return f"{1 - self.of_optimum:.0%}"


MEASURED = Measured(of_optimum=0.892, version=5, on=date(2026, 11, 28))
