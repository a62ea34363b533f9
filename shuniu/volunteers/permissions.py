"""Who may do what at the volunteer station. The table is the law: pages, buttons, docs and tests read it."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, permission

CENTRE = ("worker", "director")
OWN = ("volunteer",)

VIEW = permission("volunteers.view", _("See volunteers and teams"), roles=(*STAFF, "committee", "auditor"))
REGISTER = permission("volunteers.register", _("Register volunteers"), roles=CENTRE)
OFFER = permission("volunteers.offer", _("Change what a volunteer offers"), roles=(*CENTRE, *OWN))
ACCEPT = permission("volunteers.accept", _("Accept and retire volunteers"), roles=CENTRE)
ARRANGE_TEAMS = permission("volunteers.arrange_teams", _("Arrange the teams"), roles=CENTRE)
ARRANGE_SHIFTS = permission("volunteers.arrange_shifts", _("Arrange posts and shifts"), roles=CENTRE)
SERVE = permission("volunteers.serve", _("Have the own shifts and hours at hand"), roles=OWN)
SIGN_UP = permission("volunteers.sign_up", _("Put volunteers on a shift"), roles=(*CENTRE, *OWN))
CHECK_IN = permission("volunteers.check_in", _("Check in at a shift"), roles=(*CENTRE, *OWN))
KEY_HOURS = permission("volunteers.key_hours", _("Key in hours"), roles=(*CENTRE, *OWN))
SECOND_HOURS = permission("volunteers.second_hours", _("Second hours above the threshold"), roles=CENTRE)
CORRECT_HOURS = permission("volunteers.correct_hours", _("Correct hours by a new entry"), roles=CENTRE)
OBJECT = permission("volunteers.object", _("Object to recorded hours"), roles=(*CENTRE, *OWN))
DECIDE_OBJECTION = permission("volunteers.decide_objection", _("Decide on an objection"), roles=CENTRE)
IMPORT = permission("volunteers.import", _("Import the office's volunteer workbook"), roles=CENTRE)
PRINT = permission("volunteers.print", _("Print rosters"), roles=STAFF)
