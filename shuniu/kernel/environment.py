"""The Jinja2 environment of every page, and what every page is told."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.template.backends.utils import csrf_input as hidden_field
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment

from shuniu.kernel.addresses import address_of
from shuniu.kernel.calendar import day_of
from shuniu.kernel.jobs import name_of
from shuniu.kernel.navigation import navigation_for, open_doors, rail
from shuniu.kernel.permissions import ROLES
from shuniu.kernel.static_files import versioned

DATE = re.compile(r"\d{4}-\d\d-\d\d\b.{0,13}$")
NUMBER = re.compile(r"[A-Z\d-]{5,14}$")  # SQ2026-0068
SHORT = 4  # characters


def environment(**options) -> Environment:
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.loopcontrols"]
    options["autoescape"] = True
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701  (autoescape is in the options)
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)
    env.globals.update(
        rail=rail,
        open_doors=open_doors,
        url=address_of,
        static=lru_cache(maxsize=200)(versioned),
        demo=settings.SHUNIU_DEMO,
    )
    env.tests["whole"] = whole
    env.filters.update(clock=clock, day=day, moment=moment, month=month, who=name_of)
    return env


def context_of(request) -> dict:
    """What every page is told beside its own context."""
    actor = request.actor
    return {
        "actor": actor,
        "seat": ROLES.get(actor.role, ""),
        "language": translation.get_language(),
        "type_size": request.COOKIES.get("type_size", ""),
        "navigation": navigation_for(request),
        "messages": get_messages(request),
        "today": actor.today,
        "csrf_input": SimpleLazyObject(lambda: hidden_field(request)),  # once, though a page has several forms
    }


def day(value) -> str:
    """2026-11-23, as GB/T 7408.1 writes it, of a moment the day here; "–" for none."""
    return f"{_here(value):%Y-%m-%d}" if value else "–"


def whole(value) -> bool:
    """Whether this stands on one line however narrow its column: a date, a number, a word as short as a name."""
    return isinstance(value, date) or (
        isinstance(value, str)
        and (len(value) <= SHORT or NUMBER.match(value) is not None or DATE.match(value) is not None)
    )


def clock(value: datetime) -> str:
    """A moment's time of day here: 09:30."""
    return f"{timezone.localtime(value):%H:%M}"


def moment(value) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else "–"


def month(value) -> str:
    """A month in the reader's language: 2026年10月, October 2026."""
    if not value:
        return "–"
    return date_format(_here(value), "Y年n月" if translation.get_language() != "en" else "F Y")


def _here(value: date) -> date:
    return day_of(value) if isinstance(value, datetime) else value
