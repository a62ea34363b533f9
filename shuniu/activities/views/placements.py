"""Jobs found: entered, checked at set times, ended."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import placements as actions
from shuniu.activities.forms.courses import CheckForm, EndForm, PlacementForm
from shuniu.activities.models import Placement, Trainee
from shuniu.activities.queries import checks_due
from shuniu.activities.views.asking import Asking
from shuniu.kernel.sealing import mask_name


class Place(Asking):
    permission = permissions.RUN_COURSES
    form_class = PlacementForm
    title = _("A trainee found work")

    def thing(self, pk):
        return self.row(Trainee, pk, "course", "person")

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.course_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.course} · {thing.number} · {mask_name(thing.person.name)}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        row = actions.place_trainee(thing, **data, by=self.actor)
        return reverse("activities:placement", args=[row.pk])


class OfPlacement(Asking, abstract=True):
    def thing(self, pk):
        rows = Placement.objects.visible_to(self.actor).select_related("trainee__person", "trainee__course")
        return self.find(rows.prefetch_related("checks"), pk=pk)

    def back(self, thing) -> str:
        return reverse("activities:placements")

    def ask(self, thing, form, status: int = 200):
        trainee = thing.trainee
        self.sentence = f"{trainee.course} · {trainee.number} · {mask_name(trainee.person.name)}"
        return super().ask(thing, form, status)


class PlacementPage(OfPlacement):
    """One job: the checks made, and the next one with its form."""

    permission = permissions.VIEW_COURSES
    template = "activities/placement.html"
    form_class = CheckForm
    title, submit = _("Does the job last?"), _("Put on record")

    def more(self, thing) -> dict:
        checks_due([thing], on=self.actor.today)
        checks = sorted(thing.checks.all(), key=lambda check: check.after_days)
        days, due_on = thing.next_check or (None, None)
        return {"checks": checks, "next_days": days, "due_on": due_on,
                "is_due": due_on is not None and due_on <= self.actor.today, "permissions": permissions}  # fmt: skip

    def act(self, thing, data):
        checks_due([thing], on=self.actor.today)
        days = thing.next_check[0] if thing.next_check else 0
        actions.check_retention(thing, after_days=days, **data, by=self.actor)
        return reverse("activities:placement", args=[thing.pk])


class End(OfPlacement):
    permission = permissions.RUN_COURSES
    form_class = EndForm
    title = _("The job ends")

    def act(self, thing, data):
        actions.end_placement(thing, **data, by=self.actor)
        return reverse("activities:placement", args=[thing.pk])
