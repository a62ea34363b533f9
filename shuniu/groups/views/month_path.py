"""A month in an address: 2026-10."""

from __future__ import annotations

from datetime import date


class MonthConverter:
    regex = "[12][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> date:
        year, month = text.split("-")
        return date(int(year), int(month), 1)

    def to_url(self, month: date) -> str:
        return f"{month:%Y-%m}"
