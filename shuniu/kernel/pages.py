"""Pages. One that does not say who may enter does not import."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import PERMISSIONS, Refused, holds, require
from shuniu.kernel.scope import one_visible

OPEN = "open to everyone"
SIGNED_IN = "open to whoever has signed in"


class Page(View):
    """A page: `permission` says who may enter, `template` what it shows, `view` the one object the template gets."""

    permission: str | None = None
    template: str | None = None

    def __init_subclass__(cls, abstract: bool = False, **kwargs):
        super().__init_subclass__(**kwargs)
        if abstract:
            return
        if cls.permission is None:
            raise TypeError(f"{cls.__qualname__} must declare permission = … (a permission, SIGNED_IN or OPEN)")
        if cls.permission not in (OPEN, SIGNED_IN) and cls.permission not in PERMISSIONS:
            raise ImproperlyConfigured(f"{cls.__qualname__}: no such permission: {cls.permission}")

    @property
    def actor(self) -> Actor:
        return self.request.actor

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):  # nobody types it, and PostgreSQL takes it in no text
            raise BadRequest("a nought in the address")
        if self.permission != OPEN:
            if request.actor.user_id is None:
                return redirect_to_sign_in(request)
            if self.permission != SIGNED_IN:
                require(holds(request.actor, self.permission))
        return super().dispatch(request, *args, **kwargs)

    def show(self, template: str | None = None, *, status: int = 200, **context) -> HttpResponse:
        return render(self.request, template or self.template, context, status=status)

    def row(self, noun, pk: int | None, *related: str):
        """The row of a noun with this key, its `related` rows loaded with it, or 404 where the actor does not see it."""
        found = one_visible(noun, self.actor, pk, related)
        if found is None:
            raise Http404
        return found

    def find(self, queryset, **key):
        """The one row of a scoped queryset, or 404: another place's record does not exist for this actor."""
        try:
            return queryset.get(**key)
        except queryset.model.DoesNotExist:
            raise Http404 from None


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def denied(request, exception=None) -> HttpResponse:
    reason = exception.denied.reason if isinstance(exception, Refused) else _("You may not do this.")
    return render(request, "kernel/denied.html", {"reason": reason}, status=403)


def missing(request, exception=None) -> HttpResponse:
    return render(request, "kernel/404.html", {}, status=404)


def broken(request) -> HttpResponse:
    return render(request, "kernel/500.html", {}, status=500)
