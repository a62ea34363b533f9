"""Five wrong passwords lock a user name at an address for a quarter of an hour (django-axes counts)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from shuniu.kernel.actor import system_actor
from shuniu.kernel.limits import client_ip
from shuniu.kernel.models import Appointment, User
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.signin.actions.entering import lock_name


def username_of(request: HttpRequest, credentials: dict | None = None) -> str:
    """The name as the lock knows it: the same for `Chen` and `chen `."""
    said = (credentials or {}).get("username") or request.POST.get(settings.AXES_USERNAME_FORM_FIELD, "")
    return str(said).strip().lower()


def locked_out(request: HttpRequest, response=None, credentials: dict | None = None) -> HttpResponse:
    """Too many wrong passwords: say so, and when to try again. The failure that locks is written to the trail."""
    if getattr(request, "axes_failures_since_start", None):  # none: it was locked before this try
        _write_down(username_of(request, credentials), client_ip(request))
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return render(request, "kernel/signin/locked_out.html", {"minutes": minutes}, status=429)


def _write_down(username: str, address: str) -> None:
    """Nobody has signed in, so the house itself says it, in the place the account belongs to."""
    user = User.objects.filter(username__iexact=username).first()
    newest = Appointment.objects.filter(user=user).order_by("-since", "-pk").first() if user else None
    place = newest.place_id if newest else (user and user.place_id) or NATION
    house = system_actor(place=place, via="page", at=timezone.now(), name="signin")
    lock_name(username, user=user, address=address, by=house)
