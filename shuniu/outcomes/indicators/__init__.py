"""Indicators: each defined once, with its name, unit, definition and the rows behind it.

A figure is never typed in: its value is counted from its rows, and the same rows are what it opens to.
"""

from shuniu.outcomes.indicators.indicator import INDICATORS, Indicator, Period, indicator

from . import activities, groups  # noqa: F401  (declare)

__all__ = ["INDICATORS", "Indicator", "Period", "indicator"]
