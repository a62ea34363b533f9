"""The rail: each room names its doors; an actor sees those that open. Whoever has no account sees those for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from django.template import engines
from django.utils.functional import Promise
from django.utils.translation import get_language
from markupsafe import Markup

from shuniu.kernel.addresses import address_of
from shuniu.kernel.permissions import PHONE_ROLES


@dataclass(frozen=True, slots=True)
class Door:
    url_name: str
    label: Promise
    permission: str
    group: Promise | str = ""
    order: int = 50
    prefix: str = ""  # the path under which the door counts as the current one; * is any one part of it
    phone: bool = False  # whether it is one of the few doors of the phone pages


DOORS: list[Door] = []


def door(url_name: str, label: Promise, **kwargs) -> None:
    DOORS.append(Door(url_name, label, **kwargs))
    DOORS.sort(key=lambda d: d.order)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    url_name: str
    label: Promise
    order: int


OPEN_DOORS: list[OpenDoor] = []


def open_door(url_name: str, label: Promise, *, order: int) -> None:
    """A page for everyone, which strangers find under every page that needs no account (ADR 0098)."""
    OPEN_DOORS.append(OpenDoor(url_name, label, order))
    OPEN_DOORS.sort(key=lambda d: d.order)


def open_doors() -> list[tuple[str, str]]:
    """(label, address) of what is open to everyone."""
    return [(str(d.label), address_of(d.url_name)) for d in OPEN_DOORS]


def navigation_for(request) -> list[dict]:
    """The doors that open to this actor; leaders and volunteers have the few of the phone pages.

    `open`: whether it is in the group that lies open, which is the page's own, else its room's, else the first.
    """
    actor = request.actor
    doors = _open_to(actor.permissions, actor.role in PHONE_ROLES, len(DOORS), get_language())
    here = max(
        (prefix or address for _label, _group, prefix, address in doors if _leads_to(request.path, prefix, address)),
        key=len,
        default=None,
    )
    room = request.path.split("/", 2)[1]
    near = [group for _label, group, prefix, address in doors if (prefix or address) == here and group]
    near += [group for _label, group, _prefix, address in doors if room and address.split("/", 2)[1] == room and group]
    near += [group for _label, group, _prefix, _address in doors if group]
    return [
        {
            "label": label,
            "url": address,
            "group": group,
            "current": (prefix or address) == here,
            "open": group in near[:1],
        }
        for label, group, prefix, address in doors
    ]


@lru_cache(maxsize=200)
def _open_to(permissions: frozenset[str], on_phone: bool, doors: int, language: str) -> list[tuple[str, str, str, str]]:
    """(label, group, prefix, address) of the doors that open, in words; `doors` is how many there are by now."""
    return [
        (str(d.label), str(d.group), d.prefix, address_of(d.url_name))
        for d in DOORS
        if d.phone == on_phone and d.permission in permissions
    ]


def _leads_to(path: str, prefix: str, address: str) -> bool:
    return path == address or (bool(prefix) and fnmatchcase(path, f"{prefix}*"))


def rail(navigation: list[dict]) -> Markup:
    """The doors that `navigation_for` found, drawn."""
    return _drawn(tuple(tuple(item.values()) for item in navigation))


@lru_cache(maxsize=500)
def _drawn(doors: tuple[tuple, ...]) -> Markup:
    navigation = [dict(zip(("label", "url", "group", "current", "open"), each, strict=True)) for each in doors]
    return Markup(engines["jinja2"].env.get_template("kernel/rail.html").render(navigation=navigation))  # noqa: S704 the template escapes
