"""Keyset pages, capped counts, csv, and parts that are drawn once."""

from datetime import UTC, date, datetime

import pytest
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from shuniu.kernel.lists import body, keyset
from shuniu.kernel.lists.body import body_of
from shuniu.kernel.lists.export import csv_lines
from shuniu.kernel.lists.keyset import capped_count, page_of
from shuniu.kernel.models import Place, Workday

pytestmark = pytest.mark.django_db


def places():
    return Place.objects.filter(id__range=(310107000000, 310107999999))


def walked(rows, order: str, size: int) -> list[list]:
    """Every page from the first to the last, by the cursors."""
    pages, cursor = [], ""
    while True:
        page = page_of(rows, order, cursor=cursor, size=size)
        pages.append(page)
        if not page.after:
            return pages
        cursor = page.after


@pytest.mark.parametrize("order", ["pk", "-pk", "name", "-name", "level", "-level"])
def test_pages_hold_every_row_once_and_lead_back(order):
    pages = walked(places(), order, 7)
    down = order.startswith("-")
    in_order = list(places().order_by(order, "-pk" if down else "pk"))
    assert [row for page in pages for row in page.rows] == in_order
    back, cursor = [pages[-1].rows], pages[-1].before
    while cursor:
        page = page_of(places(), order, cursor=cursor, size=7)
        back.insert(0, page.rows)
        cursor = page.before
    assert [row for rows in back for row in rows] == in_order


def test_days_are_keys_too():
    rows = Workday.objects.all()
    found = [row for page in walked(rows, "-day", 9) for row in page.rows]
    assert found == list(rows.order_by("-day"))


ANOTHERS = signing.dumps([False, 1, 2], salt="another")  # holds the second it was signed in, so it cannot name a test


@pytest.mark.parametrize("cursor", ["", "x", "a:b:c", ANOTHERS], ids=["none", "a letter", "parts", "another's"])
def test_a_cursor_that_is_not_ours_is_the_first_page(cursor):
    first = page_of(places(), "pk", cursor=cursor, size=5)
    assert first.rows == list(places().order_by("pk")[:5])
    assert first.before == ""


def test_a_count_goes_no_further_than_its_cap(monkeypatch):
    assert capped_count(places()) == places().count()
    monkeypatch.setattr(keyset, "COUNT_CAP", 10)
    assert capped_count(places()) == 10


def test_csv_opens_as_text():
    lines = [["=1+1", date(2026, 11, 23), datetime(2026, 11, 23, 1, tzinfo=UTC), None, "王,福生"]]
    said = b"".join(csv_lines(list("abcde"), lines)).decode("utf-8-sig").splitlines()
    assert said == ["a,b,c,d,e", '\'=1+1,2026-11-23,2026-11-23 09:00,,"王,福生"']


# --- Drawn once -------------------------------------------------------------------------------------------------------

HEAD = [{"label": "Name", "kind": ""}]


def test_a_text_is_never_taken_for_markup():
    as_markup = body_of(HEAD, [{"url": "", "cells": [Markup("<b>x</b>")]}])
    as_text = body_of(HEAD, [{"url": "", "cells": ["<b>x</b>"]}])
    assert "<b>x</b>" in as_markup
    assert "<b>x</b>" not in as_text
    nested = [body_of([{"label": "Name", "kind": "tag"}], [{"url": "", "cells": [("ok", text)]}])
              for text in (Markup("<b>y</b>"), "<b>y</b>")]  # fmt: skip
    assert "<b>y</b>" in nested[0]
    assert "<b>y</b>" not in nested[1]


def test_the_same_cells_are_drawn_once_a_language(monkeypatch):
    drawn = []
    monkeypatch.setattr(body, "_draw", lambda template, listing: drawn.append(template) or Markup(""))
    body._kept.clear()
    head = [{"label": gettext_lazy("Name"), "kind": ""}]
    for language in ("zh-hans", "zh-hans", "en"):
        with translation.override(language):
            body_of(head, [{"url": "/1/", "cells": ["王福生", 1, None]}])
    body_of(head, [{"url": "/1/", "cells": ["王福生", True, None]}])
    body_of([{"label": gettext_lazy("Sex"), "kind": ""}], [{"url": "/1/", "cells": ["王福生", 1, None]}])
    assert len(drawn) == 4
    body._kept.clear()


def test_what_cannot_be_told_is_drawn_each_time(monkeypatch):
    drawn = []
    monkeypatch.setattr(body, "_draw", lambda template, listing: drawn.append(template) or Markup(""))
    for _again in range(2):
        body_of(HEAD, [{"url": "", "cells": [object()]}])
    assert len(drawn) == 2


def test_it_keeps_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(body, "MOST", 3)
    for number in range(9):
        body_of(HEAD, [{"url": "", "cells": [f"keeps {number}"]}])
    assert len(body._kept) <= 3
