"""Objections to public notices at the desk: keyed in, decided, and the objector told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.volunteers import permissions
from shuniu.volunteers.actions import notices as actions
from shuniu.volunteers.forms.notices import NoticeDecisionForm, NoticeObjectionForm, ToldForm
from shuniu.volunteers.lists.notices import page_of
from shuniu.volunteers.models import Certificate, NoticeObjection, Star
from shuniu.volunteers.notice_workflow import NOTICE_OBJECTION
from shuniu.volunteers.views.asking import Asking


def shown_objections(shown: Certificate | Star, actor, *, on_phone: bool) -> list[tuple]:
    """(objection, kind, label, the steps of it that are open to who looks) of a notice, the oldest first."""
    rows = []
    for row in shown.objections.order_by("pk"):
        state = NOTICE_OBJECTION.by_state[row.state]
        wanted = {"decide_unasked" if not row.wants_answer else "decide", "tell"}
        steps = [] if on_phone else [pair for pair in NOTICE_OBJECTION.open_steps(row, actor) if pair[0].name in wanted]
        rows.append((row, state.kind, (on_phone and state.applicant_label) or state.label, steps))
    return rows


class Object(Asking, abstract=True):
    """Somebody rang, came or wrote: keyed in beside what is shown."""

    permission = permissions.CERTIFY
    form, title, submit = NoticeObjectionForm, _("Somebody objects"), _("Take it in")
    sentence = _("Nothing is signed before a named person has decided on it.")
    said = _("Taken in. It is to be decided before anything is signed.")

    def shown_at(self, pk) -> Certificate | Star:
        raise NotImplementedError

    def more(self, pk) -> dict:
        shown = self.shown_at(pk)
        return {"notice": f"{shown.volunteer.person.name} {shown.volunteer.number}"}

    def back(self, pk) -> str:
        return page_of(self.shown_at(pk))

    def write(self, form, pk) -> str:
        shown = self.shown_at(pk)
        actions.take_objection(shown, **form.cleaned_data, by=self.actor)
        return page_of(shown)


class ObjectToCertificate(Object):
    permission = permissions.CERTIFY

    def shown_at(self, pk) -> Certificate:
        return self.row(Certificate, pk, "volunteer__person")


class ObjectToStar(Object):
    permission = permissions.CERTIFY

    def shown_at(self, pk) -> Star:
        return self.row(Star, pk, "volunteer__person")


class OfNoticeObjection(Asking, abstract=True):
    def objection_at(self, pk) -> NoticeObjection:
        return self.row(NoticeObjection, pk, "certificate__volunteer", "star__volunteer")

    def more(self, pk) -> dict:
        return {"notice": self.objection_at(pk).says}

    def back(self, pk) -> str:
        return page_of(self.objection_at(pk).shown)


class DecideNotice(OfNoticeObjection):
    permission = permissions.DECIDE_NOTICE
    form, title, submit = NoticeDecisionForm, _("Decide on the objection"), _("Decide")
    sentence = _("Look at the hours first: correct what is wrong, or say why it is right.")
    said = _("Decided.")

    def write(self, form, pk) -> str:
        objection = self.objection_at(pk)
        actions.decide_objection(objection, **form.cleaned_data, by=self.actor)
        return page_of(objection.shown)


class TellObjector(OfNoticeObjection):
    """GET opens whom to tell, and the look stays in the trail. POST: she was told."""

    permission = permissions.CERTIFY
    template = "volunteers/certificates/tell.html"
    form, title, submit = ToldForm, _("Tell the objector"), _("She was told")
    said = _("Noted. Who it was is deleted.")

    def more(self, pk) -> dict:
        objection = self.objection_at(pk)
        return {"objection": objection, "objector": actions.look_at_objector(objection, by=self.actor)}

    def write(self, form, pk) -> str:
        objection = self.objection_at(pk)
        actions.tell_objector(objection, by=self.actor)
        return page_of(objection.shown)
