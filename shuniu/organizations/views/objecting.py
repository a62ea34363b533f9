"""An objection to a listing or a result, and its answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.organizations import permissions
from shuniu.organizations.actions import objecting as actions
from shuniu.organizations.forms.growing import AnswerForm, ObjectionForm
from shuniu.organizations.models import Objection

from .asking import AskingPage, thing_url
from .growing import OfListingPage
from .inspections import OfInspectionPage


class ObjectToListing(OfListingPage):
    permission = permissions.OBJECT
    form_class = ObjectionForm
    title = _("The organization's objection")

    def act(self, listing, data):
        return actions.object_to_listing(listing, **data, by=self.actor)


class ObjectToResult(OfInspectionPage):
    permission = permissions.OBJECT
    form_class = ObjectionForm
    title = _("The organization's objection")

    def act(self, inspection, data):
        return actions.object_to_result(inspection, **data, by=self.actor)


class Answer(AskingPage):
    """What was answered, noted beside the words it answers."""

    permission = permissions.ANSWER_OBJECTION
    form_class = AnswerForm
    title = _("Answer to the objection")

    def thing(self, pk):
        rows = Objection.objects.visible_to(self.actor).select_related("organization", "inspection")
        return self.find(rows.filter(state="raised"), pk=pk)

    def initial(self, objection):
        return {"answered_by": objection.organization.registry, "on": self.actor.today}

    def sentence(self, objection) -> str:
        return f"{objection.organization}: {objection.words}"

    def back_url(self, objection) -> str:
        return thing_url(objection.inspection or objection.organization)

    def act(self, objection, data):
        return actions.answer_objection(objection, **data, by=self.actor)
