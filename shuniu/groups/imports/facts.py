"""A group's own cells → columns of `groups.Group`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import span

from .vocabulary import CATEGORY_WORDS, GROUP, NAMELESS_TABS

FACTS = tuple(field for field in GROUP if field != "group")
COMMITTEE_ENDINGS = ("社区居民委员会", "居民委员会", "社区居委会", "居委会", "居委", "居民区", "社区", "村委会")
QUOTES = dict.fromkeys(map(ord, "“”\"‘’'「」『』《》"))
GROUP_ENDINGS = (
    "成员花名册",
    "队员花名册",
    "花名册",
    "成员名单",
    "队员名单",
    "人员名单",
    "名单",
    "成员登记表",
    "登记表",
)


class FactReader:
    """Turns clean cells into columns, with the words of one centre."""

    def __init__(self, centre_id: int, as_of: date):
        self.categories = _category_words(centre_id, as_of)
        self.codes = tuple(codes("groups.category", place=centre_id, on=as_of))
        self.known = "、".join(code.label for code in self.codes)
        self.places = _place_words(centre_id)

    def read(self, clean: dict) -> tuple[dict, list[tuple[str, CellRefused]], list]:
        """(column → value, [(field, refusal)], notes in words) of one group's cells; blank cells say nothing."""
        facts, refused, notes = {}, [], []
        for field, value in clean.items():
            if isinstance(value, CellRefused):
                refused.append((field, value))
            elif value in (None, ""):
                continue
            elif field == "category":
                self._category(value, facts, refused)
            elif field == "place":
                self._place(value, facts, notes)
            elif field == "founded":
                facts["founded_on"], facts["founded_precision"] = value.first, value.precision
            else:
                facts[field] = value
        if "filing_number" in facts and "filed_on" not in facts:
            del facts["filing_number"]
            notes.append(_("A filing number without its date was left out."))
        return facts, refused, notes

    def words(self, column: str, value) -> str:
        """A value of a group's column as a person would write it."""
        if column == "category":
            return next((code.label for code in self.codes if code.code == value), str(value))
        if column == "place_id":
            return next((word for word, place in self.places.items() if place == value), str(value))
        return str(value)

    def _category(self, word: str, facts: dict, refused: list) -> None:
        code = self.categories.get(category_word(word))
        if code:
            facts["category"] = code
            return
        refused.append(
            (
                "category",
                CellRefused(
                    "unknown_category",
                    _("This category is not known here."),
                    _("Write one of: %(known)s.") % {"known": self.known},
                ),
            )
        )

    def _place(self, word: str, facts: dict, notes: list) -> None:
        place = self.places.get(place_word(word))
        if place:
            facts["place_id"] = place
        else:
            notes.append(
                _("%(word)s is no residents' committee here; the group stays with the centre.") % {"word": word}
            )


def group_key(name: str) -> str:
    """What makes two writings of a group's name the same."""
    plain = normalize("NFKC", name).translate(QUOTES)
    return "".join(plain.split()).casefold()


def name_of_sheet(tab: str, title: str) -> str:
    """The group a tab or a title names; "" for 名单, Sheet1 and their like."""
    name = _bare(tab)
    if name and name.casefold() not in NAMELESS_TABS and not name.casefold().startswith(("sheet", "工作表")):
        return name
    name = _bare(title)
    if name != title and name.endswith(("队", "社", "组", "班", "团", "会")) and not name.endswith(("团队", "社团")):
        return name
    return ""


def category_word(word: str) -> str:
    word = "".join(word.split()).strip("()（）").removesuffix("团队").removesuffix("类")
    return word.casefold()


def place_word(word: str) -> str:
    word = "".join(word.split())
    for ending in COMMITTEE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending)
    return word


def _bare(text: str) -> str:
    name = "".join(text.split())
    for ending in GROUP_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _category_words(centre_id: int, as_of: date) -> dict[str, str]:
    words: dict[str, str] = {}
    for code in codes("groups.category", place=centre_id, on=as_of):
        for word in (code.label, code.label_en, code.code, *CATEGORY_WORDS.get(code.code, ())):
            if word:
                words.setdefault(category_word(word), code.code)
    return words


def _place_words(centre_id: int) -> dict[str, int]:
    rows: Iterable = Place.objects.filter(id__range=span(centre_id)).order_by("id").values_list("id", "name")
    words: dict[str, int] = {}
    for code, name in rows:
        words.setdefault(place_word(name), code)
        words.setdefault("".join(name.split()), code)
        if code == centre_id:
            words.setdefault(name.removesuffix("街道").removesuffix("镇"), code)
    return words
