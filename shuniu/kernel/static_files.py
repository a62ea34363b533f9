"""Style sheets and scripts over a poor line: sent once, compressed, and kept until they change."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.middleware.gzip import GZipMiddleware
from django.templatetags.static import static

VERSION = "v"
FOR_GOOD = "public, max-age=31536000, immutable"


def versioned(path: str) -> str:
    """The address of a static file with a digest of what is in it: changed, it has another address."""
    file = finders.find(path)
    if file is None:
        return static(path)
    return f"{static(path)}?{VERSION}={hashlib.sha256(Path(file).read_bytes()).hexdigest()[:10]}"


class StaticFilesMiddleware(GZipMiddleware):
    """Stands above WhiteNoise, which sends a file as it lies and has it asked for again after a minute.

    Pages are left alone: what a page says to one person must not be compressed together with what a stranger sent (BREACH).
    """

    def process_response(self, request, response):
        if response.status_code != 200 or not request.path.startswith(settings.STATIC_URL):
            return response
        if VERSION in request.GET:
            response.headers["Cache-Control"] = FOR_GOOD
        return super().process_response(request, response)
