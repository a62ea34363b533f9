"""How often one address may ask: small and honest limits for pages that are open to everyone."""

from __future__ import annotations

import time
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WINDOW = 60  # seconds
NO_ADDRESS = "0.0.0.0"  # noqa: S104 nothing is bound to it


class Limited:
    """Stands before `Page`: `rate` requests a minute from one address, then 429 in plain words.

    `limited_methods` says which requests count.
    """

    rate = 60
    limited_methods = frozenset({"GET", "POST"})

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method in self.limited_methods and over(type(self).__name__, request, self.rate):
            return too_many(request)
        return super().dispatch(request, *args, **kwargs)


def over(name: str, request: HttpRequest, rate: int, *, window: int = WINDOW, count: bool = True) -> bool:
    """Whether this address asked `name` more than `rate` times within the window; `count` adds this request.

    The cache of files adds one without a lock, so two requests at the same instant may count as one. It never shuts
    out the innocent; what must be exact (wrong passwords, wrong PINs of one card) is counted in the database.
    """
    key = f"limit:{name}:{client_ip(request)}:{int(time.time()) // window}"
    if not count:
        return cache.get(key, 0) > rate
    cache.add(key, 0, 2 * window)
    try:
        return cache.incr(key) > rate
    except ValueError:  # dropped between the two lines
        return False


def too_many(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    response = render(request, "kernel/signin/too_many.html", {}, status=429)
    response["Retry-After"] = str(WINDOW)
    return response


def client_ip(request: HttpRequest) -> str:
    """The address that asks. A forwarded address is believed only as far as our own proxies wrote it."""
    proxies = settings.SHUNIU_PROXIES
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    asked = said[-proxies] if proxies and len(said) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(asked))
    except ValueError:  # a socket of the same machine has none
        return NO_ADDRESS
