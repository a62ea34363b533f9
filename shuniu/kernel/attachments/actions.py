"""A paper is looked at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import content_of
from shuniu.kernel.models import Attachment

OPENED = trail.entry_kind(
    "kernel.attachment_opened", _("Opened a paper ({type}, {size} bytes)"), erasure=trail.Erasure.KEEP_BY_LAW
)


@action
def open_attachment(attachment: Attachment, *, thing, by: Actor) -> bytes:
    """The content of a paper about `thing`, both scoped by the caller; the look is in the record's trail."""
    if (attachment.noun, attachment.noun_id) != (thing._meta.label_lower, thing.pk):
        raise ValueError("the paper is about another record")
    content = content_of(attachment)
    facts = {
        "type": attachment.type.upper(),
        "size": attachment.size,
        "paper": attachment.kind,
        "attachment": attachment.pk,
    }
    trail.record(OPENED, thing, by=by, facts=facts)
    return content
