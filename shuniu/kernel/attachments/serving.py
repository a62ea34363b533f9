"""A paper goes out as a download and never as a page: a browser must not run what somebody handed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.actions import open_attachment
from shuniu.kernel.attachments.types import TYPES
from shuniu.kernel.models import Attachment


def download(attachment: Attachment, *, thing, by: Actor) -> HttpResponse:
    """The answer that hands out a paper about `thing`, and writes down the look."""
    answer = HttpResponse(open_attachment(attachment, thing=thing, by=by), content_type=TYPES[attachment.type])
    answer["Content-Disposition"] = content_disposition_header(True, attachment.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer
