"""Who may do what with activities, courses and publicity."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, permission

CENTRE = ("worker", "director")

PERFORM = permission("activities.perform", _("Have the own group's acts and sessions at hand"), roles=("leader",))
LEARN = permission(
    "activities.learn", _("See the own courses: lessons, attendance, tests, certificates"), roles=("trainee",)
)
VIEW = permission("activities.view", _("See the programme"), roles=(*STAFF, "bureau", "auditor"))
PLAN = permission("activities.plan", _("Plan activities, shows and fairs"), roles=CENTRE)
SIGN_UP = permission("activities.sign_up", _("Sign people up and note who came"), roles=CENTRE)
PUBLICIZE = permission("activities.publicize", _("Keep the publicity log"), roles=CENTRE)
VIEW_COURSES = permission("activities.view_courses", _("See courses"), roles=STAFF)
RUN_COURSES = permission("activities.run_courses", _("Run courses: trainees, attendance, tests, jobs"), roles=CENTRE)
LOOK = permission("activities.look", _("See sealed data of trainees, with a reason"), roles=CENTRE)
AWARD = permission("activities.award", _("Award and revoke course certificates"), roles=("director",))
