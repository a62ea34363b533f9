"""A form whose protection against forged requests does not match: mostly a page that lay open too long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "kernel/signin/stale_form.html", {}, status=403)
