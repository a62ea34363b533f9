"""Who may do what with organizations. The table is the law: pages, buttons, docs and tests read it."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, permission

OWN = ("contact",)
CENTRE = ("worker", "director")

VIEW = permission(
    "organizations.view", _("See organizations"), roles=(*STAFF, "committee", "contact", "bureau", "auditor")
)
LOOK_THROUGH = permission(
    "organizations.look_through", _("Look through the register"), roles=(*STAFF, "committee", "bureau")
)
OWN_ENTRY = permission("organizations.own", _("Have the own organization at hand"), roles=OWN)
VIEW_CONTACTS = permission("organizations.view_contacts", _("See an organization's contacts"), roles=(*STAFF, *OWN))
EDIT = permission("organizations.edit", _("Record and correct organizations"), roles=CENTRE)
IMPORT = permission("organizations.import", _("Import ledgers of organizations"), roles=CENTRE)
SETTLE = permission("organizations.settle", _("Help organizations to settle and grow"), roles=CENTRE)
OPEN_CYCLE = permission("organizations.open_cycle", _("Open a yearly inspection"), roles=("director",))
SEE_SEASON = permission("organizations.see_season", _("See how the yearly inspection stands"), roles=(*STAFF, "bureau"))
STATISTICS = permission(
    "organizations.statistics", _("Draw up the statistics of organizations"), roles=(*STAFF, "bureau")
)
REMIND = permission("organizations.remind", _("Remind organizations"), roles=CENTRE)
FILL = permission("organizations.fill", _("Fill in the yearly inspection"), roles=(*CENTRE, *OWN))
PRE_CHECK = permission("organizations.pre_check", _("Pre-check the yearly inspection"), roles=CENTRE)
SUPERVISE = permission(
    "organizations.supervise", _("Give or record the supervisor's opinion"), roles=("officer", *CENTRE)
)
RECORD_VERDICT = permission("organizations.record_verdict", _("Record the registry's result"), roles=CENTRE)
MIRROR = permission("organizations.mirror", _("Mirror grades and credit lists of the registry"), roles=CENTRE)
OBJECT = permission("organizations.object", _("Record an organization's objection"), roles=(*CENTRE, *OWN))
ANSWER_OBJECTION = permission("organizations.answer_objection", _("Note the answer to an objection"), roles=CENTRE)
ASK_CHANGE = permission("organizations.ask_change", _("Ask for a change of the directory entry"), roles=(*CENTRE, *OWN))
MODERATE = permission("organizations.moderate", _("Decide on changes of the directory entry"), roles=CENTRE)
