"""What a frozen figure is worth on paper: its value as text, and the digest of all of them."""

from __future__ import annotations

import hashlib
import json

# How Chinese says behind a number what is counted; an English label says it before.
UNITS = {
    "groups": "支",
    "organizations": "家",
    "memberships": "人次",
    "people": "人",
    "branches": "个",
    "share": "",
    "teams": "支",
    "times": "人次",
    "hours": "小时",
    "workdays": "个工作日",
    "venues": "处",
    "hours a week": "小时/周",
    "cases": "件",
    "assessments": "件",
    "points": "分",
    "rooms": "间",
    "places": "个名额",
    "sessions": "场",
    "shows": "场",
    "certificates": "本",
    "pieces": "块",
    "sheets": "份",
}


# A reader meets the figures in the order of the board, whatever order they were frozen in.
IN_PRINT = (
    "groups",
    "volunteers",
    "patrols",
    "organizations",
    "casework",
    "venues",
    "activities",
    "courses",
    "publicity",
)


def in_print_order(indicators: list[dict]) -> list[dict]:
    """The frozen figures room by room, within a room as they were frozen; what no room here is known for stands last."""
    place = {room: at for at, room in enumerate(IN_PRINT)}
    return sorted(indicators, key=lambda frozen: place.get(frozen["name"].split(".")[0], len(place)))


def digest_of(indicators: list[dict]) -> str:
    """SHA-256 of the frozen figures, printed on the report."""
    return hashlib.sha256(json.dumps(indicators, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def said(frozen: dict) -> str:
    """A frozen value as text: 193, 59.4%, – for too little data."""
    value = frozen["value"]
    if value is None:
        return "–"
    return f"{value:.1%}" if frozen["unit"] == "share" else f"{value:,}"


def said_with_unit(frozen: dict) -> str:
    """The same in Chinese with what is counted: 193支."""
    return said(frozen) + (UNITS.get(frozen["unit"], "") if frozen["value"] is not None else "")
