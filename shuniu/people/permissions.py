"""Who may do what with people's records."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import STAFF, Allowed, Denied, holds, permission
from shuniu.people.models import Merge

VIEW = permission("people.view", _("See people's records, masked"), roles=STAFF)
REVEAL = permission("people.reveal", _("See sealed personal data, with a reason"), roles=("worker", "director"))
EDIT = permission("people.edit", _("Record and correct people"), roles=("worker", "director"))
MERGE = permission("people.merge", _("Decide on duplicates"), roles=("worker", "director"))
CONSENT = permission("people.consent", _("Record consents"), roles=("worker", "director"))
HAND_OVER = permission("people.hand_over", _("Hand a person their whole record"), roles=("director",))
ASK_ERASURE = permission("people.ask_erasure", _("Record a request for erasure"), roles=("worker", "director"))
ERASE = permission("people.erase", _("Decide on an erasure"), roles=("director", "officer"))

APART_ALREADY = _("This merge has been taken apart already.")


def recording(by: Actor) -> Actor:
    """Who may write down the person an act is about, and no other: a leader a new member, the station an applicant.

    For rooms above, inside an action whose own permission was asked; the lines of the trail carry the actor's own name.
    """
    return replace(by, permissions=by.permissions | {EDIT})


def can_take_apart(merge: Merge, actor: Actor) -> Allowed | Denied:
    """Whether the two records of a merge may be two again: only while nothing was merged on top of it."""
    kept = merge.kept
    if not (held := holds(actor, MERGE)):
        return held
    if merge.undone_at is not None:
        return Denied(APART_ALREADY)
    if kept.erased_at or merge.absorbed.erased_at:
        return Denied(_("The person was erased; there is nothing to take apart."))
    if kept.merged_into_id:
        return Denied(
            _("This record was itself merged later, into %(name)s (record %(key)s). Take that merge apart first.")
            % {"name": kept.merged_into.name, "key": kept.merged_into_id}
        )
    later = Merge.objects.visible_to(actor).filter(kept=kept, undone_at__isnull=True, pk__gt=merge.pk).order_by("pk")
    if last := later.last():
        return Denied(
            _("Record %(key)s was merged into this one later. Take that merge apart first.") % {"key": last.absorbed_id}
        )
    return Allowed()
