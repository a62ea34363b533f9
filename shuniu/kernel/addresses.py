"""Addresses by name, worked out once each: a page names dozens, and a list one a row."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

MARK = 7_919_000_001


def address_of(name: str, *args, **kwargs) -> str:
    """The address of a page by its name ("groups.group" or "groups:group")."""
    under = (settings.ROOT_URLCONF, get_urlconf(), get_script_prefix())
    if args or kwargs:
        return reverse(name.replace(".", ":"), args=args, kwargs=kwargs)
    return _fixed(name, under)


def row_addresses(name: str):
    """`address(pk)` for the rows of a list."""
    before, after = _around(name, (settings.ROOT_URLCONF, get_urlconf(), get_script_prefix()))
    return lambda pk: f"{before}{pk}{after}"


@lru_cache(maxsize=1_000)
def _fixed(name: str, under: tuple) -> str:
    return reverse(name.replace(".", ":"))


@lru_cache(maxsize=1_000)
def _around(name: str, under: tuple) -> tuple[str, str]:
    before, after = reverse(name.replace(".", ":"), args=[MARK]).split(str(MARK))
    return before, after
