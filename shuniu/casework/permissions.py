"""Who may do what at the window. Sealed cases ask for more: a role in the case itself (`models/case.py`)."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import permission

CENTRE = ("worker", "director")

VIEW_MENU = permission("casework.view_menu", _("See the service menu"), roles=(*CENTRE, "officer", "committee"))
VIEW = permission("casework.view", _("See cases"), roles=CENTRE)
TAKE_IN = permission("casework.take_in", _("Take in requests"), roles=CENTRE)
HANDLE = permission("casework.handle", _("Handle cases"), roles=CENTRE)
FORGET = permission(
    "casework.forget",
    _("Delete personal data whose time is over, or of a person erased"),
    roles=("director", "officer"),
)
ANSWER_REFERRALS = permission(
    "casework.answer_referrals",
    _("Give an organization's answer to a referral, or key it in"),
    roles=(*CENTRE, "contact"),
)
OWN_REFERRALS = permission(
    "casework.own_referrals", _("See what the centre refers to the own organization"), roles=("contact",)
)
TRANSFER = permission("casework.transfer", _("Transfer and reopen cases"), roles=CENTRE)
OPEN_SEALED = permission("casework.open_sealed", _("Open sealed cases and name who assesses"), roles=("director",))
EDIT_MENU = permission("casework.edit_menu", _("Keep the services on the menu"), roles=CENTRE)
MANAGE_MENU = permission("casework.manage_menu", _("Arrange the case types behind the menu"), roles=("director",))
DAY_CARE = permission("casework.day_care", _("Run the day care rooms"), roles=CENTRE)
ARRANGE_DAY_CARE = permission("casework.arrange_day_care", _("Open day care rooms"), roles=("director",))
