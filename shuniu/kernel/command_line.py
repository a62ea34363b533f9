"""What the fixed commands have in common: their arguments, and refusals with exit code 2."""

from __future__ import annotations

from datetime import date

from django.core.management.base import CommandError

from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import CodeRefused, normalise

REFUSED = 2


def a_day(text: str) -> date:
    """YYYY-MM-DD (GB/T 7408.1); argparse turns the ValueError into exit code 2."""
    return date.fromisoformat(text)


def a_centre(text: str) -> int:
    """The code of a centre in the tree of places."""
    try:
        code = normalise(text)
    except CodeRefused as refused:
        raise CommandError(str(refused), returncode=REFUSED) from None
    if not Place.objects.filter(pk=code, has_centre=True).exists():
        raise CommandError(f"{text} is not a subdistrict or town in the tree of places.", returncode=REFUSED)
    return code
