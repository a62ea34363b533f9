"""Which lines of the trail an actor may read, and how they are told."""

from __future__ import annotations

import re

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import TrailDetail, TrailEntry, TrailSeal
from shuniu.kernel.pages import OPEN, SIGNED_IN
from shuniu.kernel.permissions import ROLES
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.scope import CentreRow, one_visible
from shuniu.kernel.trail import KINDS, Erasure

HOUSE = "house"
DOORS: dict[str, Promise] = {
    "page": _("page"),
    "phone": pgettext_lazy("channel", "phone"),
    "paper": _("paper"),
    "job": _("clock"),
    "import": _("import"),
    "exchange": _("exchange"),
    "command": _("command line"),
}


def entries_for(actor: Actor) -> QuerySet[TrailEntry]:
    """The lines of the actor's place and beneath, and those of the installation itself (backups, keys, seals).

    An entry has no fence of its own: this is it.
    """
    low, high = actor.reach
    if not actor.permissions or actor.is_narrow:
        return TrailEntry.objects.none()
    return TrailEntry.objects.filter(Q(centre_id__range=(low, high)) | Q(centre_id=NATION))


def looks_for(actor: Actor) -> QuerySet[TrailEntry]:
    """Who looked at whose personal data: every kind that is called `….looked` or `…_looked`."""
    return entries_for(actor).filter(kind__in=[name for name in KINDS if name.endswith((".looked", "_looked"))])


def seal_of(entry: TrailEntry) -> TrailSeal | None:
    return TrailSeal.objects.filter(first_id__lte=entry.id, last_id__gte=entry.id).first()


def detail_state(entry: TrailEntry) -> str:
    """none · there · erased · lost"""
    if not entry.detail_digest:
        return "none"
    if TrailDetail.objects.filter(pk=entry.pk).exists():
        return "there"
    kind = KINDS.get(entry.kind)
    return "lost" if kind is not None and kind.erasure is Erasure.KEEP_BY_LAW else "erased"


def kind_label(name: str) -> str:
    """A kind's sentence with its blanks left blank: “Filed as …”."""
    return re.sub(r"\{\w+\}", "…", str(KINDS[name].sentence)) if name in KINDS else name


def role_label(role: str) -> Promise | str:
    return _("the house itself") if role == HOUSE else ROLES.get(role, role)


def noun_label(noun: str) -> str:
    try:
        return gettext(str(apps.get_model(noun)._meta.verbose_name))
    except (LookupError, ValueError):
        return noun


# Nouns that are named by their tables alone, and stand in the trail.
UNNAMED = (gettext_noop("workday"), gettext_noop("saved view"))


PROBLEMS = {
    "the chain is broken before this seal": _("The chain is broken before this seal."),
    "an entry was changed after it was sealed": _("A line was changed after it was sealed."),
    "the detail of an entry was changed": _("The sealed detail of a line was changed."),
    "a detail that is kept by law is gone": _("A sealed detail that the law keeps is gone."),
}


def problem_label(problem: str) -> Promise | str:
    if count := re.fullmatch(r"(\d+) entries were sealed, (\d+) are there", problem):
        return _("%(sealed)s lines were sealed, %(there)s are there.") % {"sealed": count[1], "there": count[2]}
    return PROBLEMS.get(problem, problem)


def link_of(entry: TrailEntry, actor: Actor) -> str:
    """The page of the thing, `groups:group` of a "groups.group", where there is one and the actor sees the thing there."""
    try:
        noun, url = apps.get_model(entry.noun), reverse(entry.noun.replace(".", ":"), args=[entry.noun_id])
    except (LookupError, ValueError, NoReverseMatch):
        return ""
    seen = issubclass(noun, CentreRow) and one_visible(noun, actor, entry.noun_id) is not None
    return url if seen and _opens(url, actor) else ""


def _opens(url: str, actor: Actor) -> bool:
    try:
        page = resolve(url.split("?")[0]).func
    except Resolver404:
        return False
    permission = getattr(getattr(page, "view_class", None), "permission", None)
    return permission in (OPEN, SIGNED_IN) or (permission is not None and actor.may(permission))
