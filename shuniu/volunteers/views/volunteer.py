"""One volunteer at the desk: what is on record, and the steps that lead on."""

from __future__ import annotations

from shuniu.kernel import trail
from shuniu.kernel.pages import Page
from shuniu.volunteers import permissions
from shuniu.volunteers.models import Volunteer


class VolunteerPage(Page):
    """One volunteer: masked, with teams, conditions and hours."""

    permission = permissions.VIEW
    template = "volunteers/volunteer.html"

    def get(self, request, pk):
        rows = Volunteer.objects.visible_to(self.actor).select_related("person", "place")
        volunteer = self.find(rows, pk=pk)
        return self.show(volunteer=volunteer, entries=trail.of_thing(volunteer, limit=20), said=trail.sentence)
