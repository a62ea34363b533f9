"""One page for every list: scope, filter, sort, keyset pages, saved views, export of the same rows, htmx.

A list is declared; what it shows on the page and what it exports are the same rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.template import engines
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from jinja2_fragments import render_block

from shuniu.kernel.addresses import address_of
from shuniu.kernel.environment import context_of
from shuniu.kernel.lists.body import body_of, filters_of
from shuniu.kernel.lists.columns import Column, DateFilter, Filter
from shuniu.kernel.lists.export import exported
from shuniu.kernel.lists.keyset import COUNT_CAP, KeysetPage, Turn, capped, capped_count
from shuniu.kernel.models import SavedView
from shuniu.kernel.pages import Page
from shuniu.kernel.prepared import again, count_again, prepared
from shuniu.kernel.witness import while_told_the_same


class ListPage(Page, abstract=True):
    """Declare `permission`, `title`, `columns`, `filters`, `order`, and `rows(actor)`; the rest comes along."""

    template = "kernel/list.html"
    title: Promise
    sentence: Promise | str = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter | DateFilter] = ()
    keeps: Sequence[str] = ()  # what a saved view and the filter form carry besides filters and order: chosen columns
    order: str = "pk"
    per_page = 50
    empty_text: Promise | str = ""
    row_template = ""
    exports = True
    # Whether `rows` and the filters depend on the actor, the day and the address alone, and on nothing in the database:
    # then the SQL of a page is written once and kept (kernel/prepared.py). A search by text is always written anew.
    repeatable = False
    search_order = ""  # the order of a search that asks for none: "pk" where names are found by the hundred thousand

    def rows(self, actor) -> QuerySet:
        raise NotImplementedError

    def row_url(self, row) -> str:
        return ""

    def prepare(self, rows: list) -> list:
        """Fetch once for a whole page what its rows will show; must not query a row."""
        return rows

    def actions(self) -> Iterable[dict]:
        """Buttons at the head: {label, url, main}."""
        return ()

    def list_title(self) -> str:
        return self.title

    def list_sentence(self) -> str:
        return self.sentence

    def extra(self) -> dict:
        return {}

    # --- What follows is the same for every list -------------------------------------------------------------------
    def get(self, request, **kwargs) -> HttpResponse:
        if self.exports and request.GET.get("export") in ("xlsx", "csv"):
            return exported(self, self.found)
        context = {"listing": self.kept_listing(), **self.extra()}
        if request.htmx and request.htmx.target == "rows":
            response = HttpResponse(self.fragment(context))
        else:
            response = self.show(**context)
        response["Vary"] = "HX-Request"
        return response

    def fragment(self, context: dict) -> str:
        return render_block(
            engines["jinja2"].env,
            self.template,
            "rows",
            {**context_of(self.request), "request": self.request, **context},
        )

    @cached_property
    def found(self) -> QuerySet:
        """All the rows, in no order."""
        return self.narrowed(self.rows(self.actor))

    def narrowed(self, rows: QuerySet) -> QuerySet:
        for each in self.filters:
            rows = each.narrow(rows, self.request.GET, self.actor)
        return rows

    def chosen_order(self) -> str:
        asked = self.request.GET.get("sort", "")
        column = next((c for c in self.columns if c.sort and c.name == asked.lstrip("-")), None)
        if column is None:
            return self.search_order if self.search_order and self._searched() else self.order
        return ("-" if asked.startswith("-") else "") + column.sort

    def page_and_count(self) -> tuple[KeysetPage, int]:
        """The page asked for, and how many rows there are on all pages (no further than COUNT_CAP)."""
        turn = Turn.to(self.chosen_order(), cursor=self.request.GET.get("cursor", ""), size=self.per_page)
        question = self._question() if self.repeatable and not self._searched() else None
        if question is None:
            page = turn.page(list(turn.window(self.found)))
        else:
            page = turn.page(again(question, lambda: turn.window(self.found)))
        if not page.after and not page.before:
            return page, len(page.rows)
        return page, self.counted(question)

    def counted(self, question: tuple | None) -> int:
        """How many rows there are on all pages. A list that has counted them already says so itself."""
        return capped_count(self.found) if question is None else count_again(question, lambda: capped(self.found))

    def _question(self) -> tuple:
        """All that the rows of a repeatable list depend on."""
        return *self.asker(), self.request.GET.urlencode()

    def asker(self) -> tuple:
        """All that a question of this list may depend on but the address: who asks, and when."""
        actor = self.actor
        return type(self), actor.role, actor.permissions, actor.place, actor.subject, actor.user_id, actor.today

    def _searched(self) -> bool:
        return any(f.kind == "text" and self.request.GET.get(f.name) for f in self.filters)

    def kept_listing(self) -> dict:
        """`listing`, made anew only where the database no longer answers as it did."""
        if not self.repeatable or self._searched():
            return self.listing()
        key = (self.request.path, get_language(), self._question(), self.told_besides())
        return while_told_the_same(key, self.listing, self.request.mark)

    def told_besides(self) -> Hashable:
        """What a repeatable list shows that it asked for before its rows, as the answers are now."""
        return ()

    def listing(self) -> dict:
        order = self.chosen_order()
        page, count = self.page_and_count()
        shown = [c for c in self.columns if c.on_page]
        columns = [self._heading(c, order) for c in shown]
        filters = [f.shown(self.request.GET, self.actor) for f in self.filters]
        said = self.said() if self.request.GET else ""
        clear_url = self.request.path if said else ""
        rows = [
            {"cells": [c.of(row) for c in shown], "url": self.row_url(row), "row": row}
            for row in self.prepare(page.rows)
        ]
        body = None if self.row_template else body_of(columns, rows)
        return {
            "title": self.list_title(),
            "sentence": self.list_sentence(),
            "actions": list(self.actions()),
            "url": self.request.path,
            "filters": filters,
            "kept": [(name, self.request.GET[name]) for name in ("sort", *self.keeps) if self.request.GET.get(name)],
            "clear_url": clear_url,
            "columns": columns,
            "rows": rows if body is None else len(rows),  # what is drawn is drawn: no record stays behind it
            "body": body,
            "filter_form": filters_of(filters, self.request.path, clear_url) if filters else "",
            "row_template": self.row_template,
            "said": self._said(count, said),
            "page": {
                "previous_url": self._link(cursor=page.before) if page.before else "",
                "next_url": self._link(cursor=page.after) if page.after else "",
                "first_url": self._link() if page.before else "",
            },
            "views": self._views(),
            "save_url": f"{address_of('kernel.save_view')}?{urlencode(self._saving())}" if said else "",
            "xlsx_url": self._link(export="xlsx") if self.exports else "",
            "csv_url": self._link(export="csv") if self.exports else "",
            "empty_text": self.empty_text,
            "empty_action": None,
        }

    def said(self) -> str:
        """The filters in a sentence."""
        return _("; ").join(filter(None, (f.said(self.request.GET, self.actor) for f in self.filters)))

    def _said(self, count: int, said: str) -> str:
        shown = f"{COUNT_CAP - 1:,}+" if count >= COUNT_CAP else f"{count:,}"
        rows = ngettext("%(count)s row", "%(count)s rows", count) % {"count": shown}
        return f"{rows} · {said}" if said else rows

    def _heading(self, column: Column, order: str) -> dict:
        current = bool(column.sort) and order.lstrip("-") == column.sort
        down = order.startswith("-")
        return {
            "name": column.name,
            "label": str(column.label),
            "kind": column.kind,
            "sorted": ("descending" if down else "ascending") if current else "",
            "sort_url": self._link(sort=("" if down or not current else "-") + column.name) if column.sort else "",
        }

    def _link(self, **changes) -> str:
        query = urlencode({k: v for k, v in {**self._asked(), **changes}.items() if v})
        return f"{self.request.path}?{query}" if query else self.request.path

    def _asked(self) -> dict[str, str]:
        """What was asked of the list, whichever page of it, and on screen or as a file."""
        return {k: v for k, v in self.request.GET.items() if k not in ("cursor", "export") and v}

    @property
    def list_name(self) -> str:
        return self.request.resolver_match.view_name

    def _saving(self) -> dict:
        return {"list": self.list_name, "query": urlencode(self._asked()), "next": self.request.path}

    def _views(self) -> list[dict]:
        saved = saved_views(self.actor.centre or 0, self.actor.user_id, self.list_name)
        here = urlencode(self._asked())
        return [{"label": v.title, "url": f"{self.request.path}?{v.query}", "current": v.query == here} for v in saved]


@prepared
def saved_views(centre_id: int, user_id: int | None, list_name: str) -> QuerySet[SavedView]:
    """The actor's own views of a list, then those that others share with the centre."""
    mine, shared = Q(user_id=user_id), Q(shared=True)
    rows = SavedView.objects.filter(mine | shared, centre_id=centre_id, list_name=list_name)
    return rows.order_by("shared", "title", "pk")[:24]
