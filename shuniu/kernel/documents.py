"""Numbered papers with a QR code that opens a public page showing only what the paper shows."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import running_action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Document

# No 0/O, 1/I/L: people read it from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

ISSUED = trail.entry_kind("kernel.document_issued", _("Issued {kind} {number}"), erasure=trail.Erasure.NOTHING_PERSONAL)
REVOKED = trail.entry_kind(
    "kernel.document_revoked", _("Revoked {kind} {number}: {reason}"), erasure=trail.Erasure.NOTHING_PERSONAL
)


def issue(
    kind: str, thing, *, number: str, shows: Mapping[str, str], by: Actor, valid_until: date | None = None
) -> Document:
    """Give a paper its number and its public face. `shows`: label → text as printed, frozen."""
    running_action()
    paper = Document(
        centre_id=thing.centre_id,
        kind=kind,
        number=number,
        token="".join(secrets.choice(ALPHABET) for _i in range(12)),
        noun=thing._meta.label_lower,
        noun_id=thing.pk,
        shows=[[label, value] for label, value in shows.items()],
        issued_at=by.at,
        issued_by=by.name,
        valid_until=valid_until,
    )
    paper.save(force_insert=True)
    trail.record(ISSUED, thing, by=by, facts={"kind": kind, "number": number, "document": paper.pk})
    return paper


def revoke(paper: Document, *, reason: str, by: Actor) -> None:
    """Take a paper out of force; its public page says so from now on."""
    running_action()
    paper.revoked_at, paper.revoked_because = by.at, reason
    paper.save(update_fields=["revoked_at", "revoked_because"])
    trail.record(REVOKED, paper, by=by, facts={"kind": paper.kind, "number": paper.number, "reason": reason})


def verification_url(paper: Document) -> str:
    """The address the QR code holds."""
    return settings.SHUNIU_ORIGIN + reverse("kernel:verify_document", args=[paper.token])


def latest(kind: str, thing) -> Document | None:
    """The newest paper of a kind about a thing the caller has scoped."""
    return (
        Document.objects.unscoped(because="the thing itself was scoped")
        .filter(centre_id=thing.centre_id, noun=thing._meta.label_lower, noun_id=thing.pk, kind=kind)
        .order_by("-id")
        .first()
    )
