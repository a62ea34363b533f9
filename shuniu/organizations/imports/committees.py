"""The residents' committees of a centre as a ledger writes them: by name, with or without 居委会, or by their code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports import cells
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import span

ENDINGS = ("社区居民委员会", "居民委员会", "社区居委会", "居委会", "居委", "社区", "居民区")
AMBIGUOUS = 0  # a word that two committees answer to


class PlaceWords:
    """Words → the committees beneath one centre. Another centre's is none of its words."""

    def __init__(self, centre_id: int):
        first, last = span(centre_id)
        self.centre_id = centre_id
        self.words: dict[str, int] = {}
        for code, name in Place.objects.filter(pk__gt=first, pk__lte=last).order_by("pk").values_list("pk", "name"):
            for word in {_bare(name), _close(name), str(code)}:
                self.words[word] = code if self.words.get(word, code) == code else AMBIGUOUS

    def of(self, cell) -> int | None:
        """The committee's code. Raises CellRefused: nothing is guessed."""
        said = cells.text(cell)
        if not said or cells.says_none(said):
            return None
        found = self.words.get(_close(said), self.words.get(_bare(said)))
        if found:
            return found
        if found == AMBIGUOUS:
            raise CellRefused(
                "place_in_doubt", _("Several residents' committees of this centre are called so."),
                _("Write its full name, or its code of twelve digits."),
            )  # fmt: skip
        raise CellRefused(
            "unknown_place", _("No residents' committee of this centre is called so."),
            _("Write its name as in the list of places, or its code of twelve digits; leave it empty if it is none."),
        )  # fmt: skip


def _close(word: str) -> str:
    return "".join(word.split())


def _bare(word: str) -> str:
    word = _close(word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending)
    return word
