"""The publicity log: entered, and set right."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import publicity as actions
from shuniu.activities.forms.courses import CountForm, PublicityForm
from shuniu.activities.models import Publicity
from shuniu.activities.views.asking import Asking


class OfLog(Asking, abstract=True):
    def back(self, thing) -> str:
        return reverse("activities:publicity")


class LogPublicity(OfLog):
    permission = permissions.PUBLICIZE
    form_class = PublicityForm
    title, submit = _("Enter in the log"), _("Put on record")

    def thing(self):
        return None

    def initial(self, thing) -> dict:
        return {"done_on": self.actor.today}

    def act(self, thing, data):
        actions.log_publicity(centre_id=self.actor.centre, **data, by=self.actor)
        return self.back(thing)


class CorrectPublicity(OfLog):
    permission = permissions.PUBLICIZE
    form_class = CountForm
    title = _("Set the count right")

    def thing(self, pk):
        return self.find(Publicity.objects.visible_to(self.actor).prefetch_related("corrections"), pk=pk)

    def initial(self, thing) -> dict:
        return {"count": thing.count + sum(each.count for each in thing.corrections.all())}

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.get_kind_display()} · {thing.title} · {thing.done_on}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.correct_publicity(thing, **data, by=self.actor)
        return self.back(thing)
