"""Filing certificates: issued on approval, and anew whenever what they show has changed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.groups import permissions
from shuniu.groups.models import Group
from shuniu.groups.on_paper import CERTIFICATE, certificate_in_force, certificate_of, is_outdated
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.documents import issue, revoke
from shuniu.kernel.models import Document
from shuniu.kernel.permissions import Denied, Refused, holds, require


@action
def reissue_certificate(group: Group, *, by: Actor) -> Document:
    """Issue the certificate anew, as after a loss; the old one is out of force. Raises Refused."""
    require(holds(by, permissions.EDIT))
    if not group.filing_number or group.ended_on or group.suspended_on:
        raise Refused(Denied(gettext_lazy("Only a filed group that is neither suspended nor ended has a certificate.")))
    return issue_certificate(group, by=by)


def issue_certificate(group: Group, *, by: Actor) -> Document:
    """A new certificate from the record as it stands; the one before it is replaced."""
    before = certificate_in_force(group)
    number = _next_paper_number(group)
    if before is not None:
        revoke(before, reason=_("replaced by %(number)s") % {"number": number}, by=by)
    drawn = certificate_of(group, on=by.today)
    return issue(CERTIFICATE, group, number=number, shows=drawn.shows(), valid_until=group.filed_until, by=by)


def renew_if_changed(group: Group, *, by: Actor) -> Document | None:
    """A new certificate where the one in force no longer says what the record says; else None."""
    paper = certificate_in_force(group)
    if paper is None or not is_outdated(paper, group, on=by.today):
        return None
    return issue_certificate(group, by=by)


def withdraw_certificate(group: Group, *, reason: str, by: Actor) -> None:
    """Take the certificate out of force: the group was suspended, or has left the register."""
    if paper := certificate_in_force(group):
        revoke(paper, reason=reason, by=by)


def _next_paper_number(group: Group) -> str:
    """The filing number, and from the second paper on its count: 长寿路备 2026-0087-2."""
    issued = (
        Document.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, noun=group._meta.label_lower, noun_id=group.pk, kind=CERTIFICATE)
        .count()
    )
    return f"{group.filing_number}-{issued + 1}" if issued else group.filing_number
