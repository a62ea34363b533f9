"""The directory entry: an organization asks for a change, somebody of the centre decides beside the difference."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.organizations import permissions
from shuniu.organizations.models import ChangeRequest, Organization
from shuniu.organizations.workflow import CHANGE_REQUEST

# What an organization says of itself. Its registered address and business scope are the registry's, and not among it.
ENTRY = ("about", "hours", "public_phone", "website", "public_address")
ASKED = trail.entry_kind(
    "organizations.change_asked", _("Asked for a change of {kind}"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@action
def ask_for_change(organization: Organization, *, by: Actor, **proposed) -> ChangeRequest:
    """Put beside the entry what the organization would rather have there; nothing is changed yet."""
    require(holds(by, permissions.ASK_CHANGE))
    changed = {c: proposed[c] for c in ENTRY if c in proposed and proposed[c] != getattr(organization, c)}
    if not changed:
        raise Refused(Denied(_("Nothing was changed.")))
    request = ChangeRequest(
        centre_id=organization.centre_id, organization=organization, proposed=changed, asked_by=by.name,
        asker_id=by.user_id, asked_at=by.at,
        before={column: getattr(organization, column) for column in changed},
    )  # fmt: skip
    CHANGE_REQUEST.begin(request, by=by)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("A change is waiting already; withdraw it to ask for another."))) from twice
    trail.record(ASKED, organization, by=by, facts={**_columns(changed), "request": request.pk})
    return request


@action
def accept_change(request: ChangeRequest, *, by: Actor) -> ChangeRequest:
    """Put it into the entry, unless the entry has moved since: then the difference shown was not what would happen."""
    organization = request.organization
    if set(request.proposed) - set(ENTRY):
        raise Refused(Denied(_("It asks for what the registry has to register. Let it be asked for anew.")))
    moved = [column for column, was in request.before.items() if getattr(organization, column) != was]
    if moved:
        raise Refused(Denied(_("The entry was changed meanwhile. Let it be asked for anew.")))
    CHANGE_REQUEST.take("accept", request, by=by, facts=_columns(request.proposed), due_on=None)
    for column, value in request.proposed.items():
        setattr(organization, column, value)
    organization.changed_at = by.at
    organization.save(update_fields=[*request.proposed, "changed_at"])
    return request


@action
def decline_change(request: ChangeRequest, *, reason: str, by: Actor) -> ChangeRequest:
    CHANGE_REQUEST.take("decline", request, by=by, reason=reason, facts=_columns(request.proposed), answer=reason[:300])
    return request


@action
def withdraw_change(request: ChangeRequest, *, by: Actor) -> ChangeRequest:
    CHANGE_REQUEST.take("withdraw", request, by=by, facts=_columns(request.proposed))
    return request


def _columns(changed: dict) -> dict[str, str]:
    """What was changed, in the source's words: the trail says them in the reader's language."""
    with override(None):
        return {"kind": ", ".join(str(Organization._meta.get_field(column).verbose_name) for column in changed)}
