"""This room's doors in the rail."""

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.kernel.navigation import door

ACTIVITIES = _("Activities")
door("activities:programme", _("Programme"), permission=permissions.VIEW, group=ACTIVITIES, order=70,
     prefix="/activities/")  # fmt: skip
door("activities:courses", _("Courses"), permission=permissions.VIEW_COURSES, group=ACTIVITIES, order=71,
     prefix="/activities/courses/")  # fmt: skip
door("activities:placements", _("Jobs found"), permission=permissions.VIEW_COURSES, group=ACTIVITIES, order=72,
     prefix="/activities/placements/")  # fmt: skip
door("activities:publicity", _("Publicity"), permission=permissions.VIEW, group=ACTIVITIES, order=73,
     prefix="/activities/publicity/")  # fmt: skip
door("activities:mine", _("My courses"), permission=permissions.LEARN, order=10, phone=True)
door("activities:ours", _("Our shows"), permission=permissions.PERFORM, order=14, prefix="/activities/", phone=True)
