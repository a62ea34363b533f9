"""The trail, who looked, and the seals, as lists."""

from __future__ import annotations

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.audit.queries import (
    DOORS,
    HOUSE,
    entries_for,
    kind_label,
    link_of,
    looks_for,
    noun_label,
    role_label,
)
from shuniu.kernel.forms import row_key
from shuniu.kernel.jobs import name_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.kernel.models import TrailSeal
from shuniu.kernel.permissions import ROLES, VIEW_LOOKS, VIEW_TRAIL
from shuniu.kernel.trail import KINDS


def _equal(column: str):
    return lambda rows, value, actor: rows.filter(**{column: value})


def _kinds(actor):
    return sorted(((name, kind_label(name)) for name in KINDS), key=lambda pair: (pair[0].split(".")[0], pair[1]))


def _nouns(actor):
    """What entries are about: the tables that have a name for people."""
    named = (m._meta for m in apps.get_models() if m.__module__.startswith("shuniu."))
    return [(meta.label_lower, noun_label(meta.label_lower)) for meta in named if "verbose_name" in meta.original_attrs]


def _roles(actor):
    return [*ROLES.items(), (HOUSE, role_label(HOUSE))]


WHEN = Column("at", _("When"), value=lambda e: f"{timezone.localtime(e.at):%Y-%m-%d %H:%M}", sort="id")
WHO = Column("who", _("Who"), value=name_of)
ROLE = Column("role", _("Role"), value=lambda e: role_label(e.role))
VIA = Column("via", _("Through"), value=lambda e: DOORS.get(e.via, e.via))
ON = DateFilter("on", _("Date"), "at__date")
BY_NAME = Filter("who", _("Who"), _equal("name__icontains"), kind="text")
BY_ROLE = Filter("role", _("Role"), _equal("role"), choices=_roles)


class Trail(ListPage):
    permission = VIEW_TRAIL
    title = _("Trail")
    sentence = _("Everything that happened, newest first. Nothing here can be changed, by anyone.")
    order = "-id"
    columns = [
        WHEN,
        Column("what", _("What happened"), value=trail.sentence),
        WHO,
        ROLE,
        VIA,
        Column("thing", _("About"), value=lambda e: f"{noun_label(e.noun)} {e.noun_id or ''}".strip()),
    ]
    filters = [
        BY_NAME,
        Filter("kind", _("Kind"), _equal("kind"), choices=_kinds),
        BY_ROLE,
        Filter("via", _("Through"), _equal("via"), choices=lambda actor: DOORS.items()),
        Filter("noun", _("About"), _equal("noun"), choices=_nouns),
        ON,
    ]

    def rows(self, actor):
        return entries_for(actor)

    def row_url(self, row):
        return reverse("kernel:trail_entry", args=[row.pk])

    def actions(self):
        yield {"label": _("Who looked"), "url": reverse("kernel:looks"), "main": False}
        yield {"label": _("Seals"), "url": reverse("kernel:seals"), "main": False}


class Looks(ListPage):
    permission = VIEW_LOOKS
    title = _("Who looked at personal data")
    sentence = _("Each time somebody opened a sealed field, with the reason they gave.")
    order = "-id"
    empty_text = _("Nobody has looked.")
    columns = [
        WHEN,
        WHO,
        ROLE,
        Column("what", _("What, and why"), value=trail.sentence),
        Column("thing", _("About"), value=lambda e: f"{noun_label(e.noun)} {e.noun_id or ''}".strip()),
        VIA,
    ]
    filters = [
        BY_NAME,
        BY_ROLE,
        Filter("thing", _("Number of the record"), lambda rows, value, actor: _numbered(rows, value), kind="text"),
        ON,
    ]

    def rows(self, actor):
        return looks_for(actor)

    def row_url(self, row):
        if self.actor.may(VIEW_TRAIL):
            return reverse("kernel:trail_entry", args=[row.pk])
        return link_of(row, self.actor)


def _numbered(rows, value):
    key = row_key(value)
    return rows.none() if key is None else rows.filter(noun_id=key)


class Seals(ListPage):
    permission = VIEW_TRAIL
    template = "kernel/audit/seals.html"
    title = _("Seals of the trail")
    sentence = _("Each seal is a digest of its lines and of the seal before: whoever changes a line breaks the chain.")
    order = "-id"
    empty_text = _("Nothing is sealed yet; the clock seals once a minute.")
    columns = [
        Column("id", _("No."), sort="id"),
        Column("lines", _("Lines"), value=lambda s: f"{s.first_id}–{s.last_id}"),
        Column("entries", _("Count"), kind="number"),
        Column("at", _("Sealed"), value=lambda s: f"{timezone.localtime(s.sealed_at):%Y-%m-%d %H:%M}"),
        Column("digest", _("Digest"), value=lambda s: s.digest[:16], export=lambda s: s.digest),
    ]
    filters = [DateFilter("on", _("Sealed"), "sealed_at__date")]

    def rows(self, actor):
        return TrailSeal.objects.all()  # one chain for the whole installation; a seal says nothing of what it seals
