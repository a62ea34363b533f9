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
VIEW_CHANGES = permission("volunteers.view_changes", _("See whom a changed post bears on"), roles=(*CENTRE, *OWN))
ANSWER_CHANGE = permission("volunteers.answer_change", _("Answer about a changed post"), roles=(*CENTRE, *OWN))
DECIDE_CHANGE = permission("volunteers.decide_change", _("Decide on the places at a changed post"), roles=CENTRE)
PRINT = permission("volunteers.print", _("Print rosters"), roles=STAFF)

# --- Certificates -------------------------------------------------------------------------------------------------------
VIEW_CERTIFICATES = permission(
    "volunteers.view_certificates", _("See service certificates"), roles=(*STAFF, "auditor", *OWN)
)
ASK_CERTIFICATE = permission("volunteers.ask_certificate", _("Ask for a service certificate"), roles=(*CENTRE, *OWN))
CERTIFY = permission("volunteers.certify", _("Check hours for a certificate"), roles=CENTRE)
SIGN_CERTIFICATE = permission("volunteers.sign_certificate", _("Sign and revoke certificates"), roles=("director",))
DECIDE_NOTICE = permission(
    "volunteers.decide_notice", _("Decide on an objection to a public notice"), roles=("director",)
)
EXCHANGE = permission("volunteers.exchange", _("Write the exchange file of volunteer records"), roles=("director",))

# --- Outreach patrols ---------------------------------------------------------------------------------------------------
VIEW_PATROLS = permission("patrols.view", _("See outreach patrols"), roles=(*CENTRE, "officer"))
ARRANGE_PATROLS = permission("patrols.arrange", _("Arrange patrol routes"), roles=CENTRE)
PATROL = permission("patrols.record", _("Record outreach patrols"), roles=(*CENTRE, *OWN))
TELL_OF_MINOR = permission("patrols.tell_of_minor", _("Pass on that a minor is in danger"), roles=(*CENTRE, "officer"))

# --- Recognition --------------------------------------------------------------------------------------------------------
AWARD_STARS = permission("volunteers.award_stars", _("Award stars"), roles=("director",))
WANT_STARS = permission("volunteers.want_stars", _("Say that a star is not wanted"), roles=(*CENTRE, *OWN))
EVALUATE = permission("volunteers.evaluate", _("Note what is said of a service"), roles=CENTRE)
USE_COINS = permission("volunteers.use_coins", _("Keep a points book and give coins away"), roles=(*CENTRE, *OWN))
REDEEM_COINS = permission("volunteers.redeem_coins", _("Redeem coins"), roles=CENTRE)

# --- Hours said to be false ---------------------------------------------------------------------------------------------
VIEW_INQUIRIES = permission(
    "volunteers.view_inquiries", _("See inquiries into hours"), roles=(*CENTRE, "officer", *OWN)
)
INQUIRE = permission("volunteers.inquire", _("Tell a volunteer that hours are said to be false"), roles=CENTRE)
ANSWER_INQUIRY = permission(
    "volunteers.answer_inquiry", _("Answer an inquiry into hours and object to what was decided"), roles=(*CENTRE, *OWN)
)
SIGN_BAR = permission("volunteers.sign_bar", _("Sign that new stars and honours are withheld"), roles=("director",))
REVIEW_BAR = permission(
    "volunteers.review_bar", _("Decide on an objection to an inquiry into hours"), roles=("officer",)
)
