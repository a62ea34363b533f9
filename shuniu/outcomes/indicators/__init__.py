"""Indicators: each defined once, with its name, unit, definition and the rows behind it.

A figure is never typed in: its value is counted from its rows, and the same rows are what it opens to.
"""

from shuniu.outcomes.indicators.indicator import INDICATORS, Indicator, Period, indicator

from . import activities, casework, groups, organizations, patrols, venues, volunteers  # noqa: F401  (declare)

__all__ = ["INDICATORS", "Indicator", "Period", "indicator"]
