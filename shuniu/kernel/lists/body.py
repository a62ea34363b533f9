"""The parts of a list, kept for as long as the same things are to be drawn in the same language.

What is kept is found again by everything that was drawn, and by the type of each thing: a text that looks like markup is
never taken for markup. So nothing kept can be out of date, or somebody else's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date, datetime
from threading import Lock

from django.template import engines
from django.utils.functional import Promise
from django.utils.translation import get_language
from markupsafe import Markup

MOST = 300  # parts kept, of some 60 kB each
PLAIN = frozenset((str, Markup, int, float, bool, type(None), date, datetime))

_kept: OrderedDict[Hashable, Markup] = OrderedDict()
_lock = Lock()


class NotTold(TypeError):
    """A thing of which nobody can tell whether it is the same another time."""


def body_of(columns: list[dict], rows: list[dict]) -> Markup:
    """The <tr>s of `rows`, each {cells, url}, under `columns`, each {label, kind}."""
    heads = [(column["label"], column["kind"]) for column in columns]
    listing = {"columns": columns, "rows": rows}
    return drawn("kernel/list_body.html", listing, [heads, [(row["url"], *row["cells"]) for row in rows]])


def filters_of(filters: list[dict], url: str, clear_url: str) -> Markup:
    """The filters' form."""
    listing = {"filters": filters, "url": url, "clear_url": clear_url}
    return drawn("kernel/list_filters.html", listing, [url, clear_url, *(list(each.values()) for each in filters)])


def drawn(template: str, listing: dict, shown: list) -> Markup:
    """`template` given `listing` alone. `shown` holds all that its answer depends on beside the language."""
    try:
        key = template, get_language(), _told(shown)
    except NotTold:
        return _draw(template, listing)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _draw(template, listing)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def _draw(template: str, listing: dict) -> Markup:
    found = engines["jinja2"].env.get_template(template)
    return Markup(found.render(listing=listing))  # noqa: S704 the template escapes


def _of_texts(lazy: Promise) -> bool:
    """Whether a lazy text is gettext's, of plain arguments: then its arguments tell it, beside its type."""
    _function, arguments, keywords = lazy.__reduce__()[1][:3]
    return not keywords and all(type(each) is str for each in arguments)


def _told(things: list | tuple) -> tuple:
    """Things and their types, as deep as lists go. Raises NotTold."""
    told: list = []
    for thing in things:
        kind = type(thing)
        told.append(kind)
        if kind in PLAIN:
            told.append(thing)
        elif kind is tuple or kind is list:
            told.append(_told(thing))
        elif isinstance(thing, Promise):  # told by what it would translate, which is cheaper than translating it
            told.append(thing.__reduce__()[1][1] if _of_texts(thing) else str(thing))
        else:
            raise NotTold
    return tuple(told)
