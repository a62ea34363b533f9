"""Who may do what with people's records."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, permission

VIEW = permission("people.view", _("See people's records, masked"), roles=STAFF)
REVEAL = permission("people.reveal", _("See sealed personal data, with a reason"), roles=("worker", "director"))
EDIT = permission("people.edit", _("Record and correct people"), roles=("worker", "director"))
MERGE = permission("people.merge", _("Decide on duplicates"), roles=("worker", "director"))
CONSENT = permission("people.consent", _("Record consents"), roles=("worker", "director"))
HAND_OVER = permission("people.hand_over", _("Hand a person their whole record"), roles=("director",))
ASK_ERASURE = permission("people.ask_erasure", _("Record a request for erasure"), roles=("worker", "director"))
ERASE = permission("people.erase", _("Decide on an erasure"), roles=("director", "officer"))
