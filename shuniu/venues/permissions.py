"""Who may do what with venues. The table is the law: pages, buttons, docs and tests read it."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import PHONE_ROLES, STAFF, Allowed, Denied, permission

CENTRE = ("worker", "director")
OWN = ("leader",)

VIEW = permission("venues.view", _("See venues and who uses them when"), roles=(*STAFF, "committee", *OWN))
USE = permission("venues.use", _("Have the own group's places at hand"), roles=OWN)
MANAGE = permission("venues.manage", _("Keep the list of venues and their hours"), roles=CENTRE)
OFFER = permission("venues.offer", _("Offer rooms of organizations"), roles=(*CENTRE, "contact"))
BOOK = permission("venues.book", _("Book, swap and cancel times"), roles=(*CENTRE, *OWN))
APPROVE = permission("venues.approve", _("Approve bookings"), roles=CENTRE)
CHECK_IN = permission("venues.check_in", _("Check in"), roles=(*CENTRE, *OWN))
COMPLAIN = permission("venues.record_complaint", _("Record complaints about the use of a venue"), roles=CENTRE)
REPLY = permission("venues.reply", _("Answer for the own group"), roles=(*CENTRE, *OWN))
WISH = permission("venues.wish", _("Hand in a group's wishes and objections"), roles=(*CENTRE, *OWN))
TELL = permission("venues.tell", _("Print results and note how groups got them"), roles=CENTRE)
ALLOCATE = permission("venues.allocate", _("Announce rounds, run the allocation, publish it"), roles=("director",))
DECIDE = permission("venues.decide", _("Change a result by hand and decide objections"), roles=("director",))


def speaks_for(organization_id: int, actor) -> Allowed | Denied:
    """Whether the actor may speak for an organization: the centre for any, a contact for the own."""
    if actor.subject is None or actor.subject == ("organizations.organization", organization_id):
        return Allowed()
    return Denied(_("Your appointment is for another organization."))


def acts_for(group_id: int | None, actor) -> Allowed | Denied:
    """Whether the actor may speak for a group: the centre for any, a leader for the own."""
    if actor.role not in PHONE_ROLES:
        return Allowed()
    if group_id is not None and actor.subject == ("groups.group", group_id):
        return Allowed()
    return Denied(_("Your appointment is for another group."))
