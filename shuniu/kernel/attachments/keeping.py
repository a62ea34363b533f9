"""Keeping papers about a record, sealed and in small parts, and reading them again."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from hashlib import sha256

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import running_action
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.types import Paper
from shuniu.kernel.models import Attachment, AttachmentPart, TrailEntry
from shuniu.kernel.prepared import prepared
from shuniu.kernel.sealing import Tampered, conceal, reveal

PART = 96 << 10  # bytes

KEPT = trail.entry_kind(
    "kernel.attachment_kept", _("Took in a paper ({type}, {size} bytes)"), erasure=trail.Erasure.FORGET_DETAIL
)
DROPPED = trail.entry_kind(
    "kernel.attachment_dropped", _("Deleted the content of a paper: {reason}"), erasure=trail.Erasure.NOTHING_PERSONAL
)


def keep(thing, paper: Paper, *, kind: str, by: Actor, names_it: bool = True) -> Attachment:
    """Store a judged paper about `thing`. Only from inside an action.

    names_it: whether the file's name stands in plain; if not, it stands in the trail's sealed detail alone (`sealed_names`).
    """
    running_action()
    kept = Attachment(
        centre_id=thing.centre_id,
        noun=thing._meta.label_lower,
        noun_id=thing.pk,
        kind=kind,
        name=paper.name if names_it else nameless(paper.type),
        type=paper.type,
        size=len(paper.content),
        digest=paper.digest,
        received_at=by.at,
        received_by=by.name,
    )
    kept.save(force_insert=True)
    for number, start in enumerate(range(0, len(paper.content), PART)):
        part = AttachmentPart(centre_id=kept.centre_id, attachment=kept, number=number)
        conceal(part, "content", base64.b64encode(paper.content[start : start + PART]).decode())
        part.save(force_insert=True)
    facts = {"type": paper.type.upper(), "size": len(paper.content), "paper": kind, "attachment": kept.pk}
    trail.record(KEPT, thing, by=by, facts=facts, detail={"name": paper.name})
    return kept


def nameless(type_: str) -> str:
    """What stands for a name that is not told."""
    return f"–.{type_}"


def sealed_names(thing) -> dict[int, str]:
    """Paper → the name it was handed in under, from the trail's sealed details of a record the caller has scoped."""
    mine = TrailEntry.objects.filter(
        centre_id=thing.centre_id, noun=thing._meta.label_lower, noun_id=thing.pk, kind=KEPT
    ).select_related("detail")
    found = ((entry.facts["attachment"], trail.detail_of(entry)) for entry in mine)
    return {key: detail["name"] for key, detail in found if detail}


def drop(attachment: Attachment, *, reason: str, by: Actor) -> None:
    """Delete the content; that the paper was here stays. Only from inside an action."""
    running_action()
    attachment.parts.all().delete()
    attachment.name, attachment.dropped_at = nameless(attachment.type), by.at
    attachment.save(update_fields=["name", "dropped_at"])
    trail.record(DROPPED, attachment, by=by, facts={"reason": reason, "paper": attachment.kind})


def attachments_of(thing) -> QuerySet[Attachment]:
    """The papers about a record the caller has scoped, newest first."""
    found = Attachment.objects.unscoped(because="the thing itself was scoped")
    return found.filter(
        centre_id=thing.centre_id, noun=thing._meta.label_lower, noun_id=thing.pk, dropped_at__isnull=True
    ).order_by("-id")


def attachments_among(records: Sequence[models.Model]) -> dict[int, set[str]]:
    """Record → the kinds of papers that are here, for a page of records of one model, which the caller has scoped."""
    if not records:
        return {}
    centres, keys = sorted({record.centre_id for record in records}), [record.pk for record in records]
    found: dict[int, set[str]] = {}
    for key, kind in _kinds_here(records[0]._meta.label_lower, centres, keys):
        found.setdefault(key, set()).add(kind)
    return found


@prepared
def _kinds_here(noun: str, centres: list[int], keys: list[int]) -> QuerySet[Attachment]:
    here = Attachment.objects.unscoped(because="of records that the caller scoped")
    here = here.filter(centre_id__in=centres, noun=noun, noun_id__in=keys, dropped_at__isnull=True)
    return here.values_list("noun_id", "kind")


def content_of(attachment: Attachment) -> bytes:
    """The whole paper. Raises Tampered where its parts do not give what was handed in."""
    content = b"".join(_parts(attachment))
    if sha256(content).hexdigest() != attachment.digest:
        raise Tampered(f"Attachment {attachment.pk} is not what was handed in.")
    return content


def _parts(attachment: Attachment) -> Iterator[bytes]:
    for part in attachment.parts.order_by("number").iterator(20):
        yield base64.b64decode(reveal(part, "content"))
