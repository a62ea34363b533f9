"""What a frozen figure is worth on paper: its value as text, and the digest of all of them."""

from __future__ import annotations

import hashlib
import json


def digest_of(indicators: list[dict]) -> str:
    """SHA-256 of the frozen figures, printed on the report."""
    return hashlib.sha256(json.dumps(indicators, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def said(frozen: dict) -> str:
    """A frozen value as text: 193, 59.4%, – for too little data."""
    value = frozen["value"]
    if value is None:
        return "–"
    return f"{value:.1%}" if frozen["unit"] == "share" else f"{value:,}"
