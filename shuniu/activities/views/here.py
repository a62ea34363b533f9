"""Behind the QR code at the door: whoever signed up says the phone, and is noted as present. No account is needed."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from shuniu.activities.actions.coming import note_attendance
from shuniu.activities.forms.programme import HereForm
from shuniu.activities.models import Session, SignUp, Source
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.limits import Limited
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing.fields import index_of


class Here(Limited, Page):
    """The answer is the same whether a phone is known or not, but for the count: nobody learns who signed up."""

    permission = OPEN
    template = "activities/here.html"
    rate = 12
    limited_methods = frozenset({"POST"})

    def get(self, request, token):
        return self.ask(self.session_of(token), HereForm(by=self.actor))

    def post(self, request, token):
        session, form = self.session_of(token), HereForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(session, form, status=422)
        if self.actor.today != session.held_on or session.is_cancelled:
            return self.ask(session, form, status=409)
        self.note(session, form.cleaned_data["phone"])
        return self.ask(session, form, done=True)

    def note(self, session: Session, phone: str) -> None:
        """A phone that nobody signed up with, or that was noted already, changes nothing."""
        index = index_of(SignUp, "phone_index", phone, session.centre_id)
        asked = SignUp.objects.unscoped(because="the token at the door is the key").filter(
            centre_id=session.centre_id, session=session, phone_index=index, cancelled_at__isnull=True
        )
        try:
            note_attendance(
                session, sign_ups=asked.values_list("pk", flat=True), source=Source.QR, by=self.door(session)
            )
        except Refused:
            return

    def door(self, session: Session) -> Actor:
        """The house itself, at the door of this session's centre."""
        return system_actor(place=session.centre_id, via="phone", at=self.actor.at, name=_("QR code at the door"))

    def session_of(self, token: str) -> Session:
        found = Session.objects.unscoped(because="the token at the door is the key").filter(token=token.upper())
        session = found.select_related("activity").first()
        if session is None:
            raise Http404
        return session

    def ask(self, session, form, *, done: bool = False, status: int = 200):
        is_open = self.actor.today == session.held_on and not session.is_cancelled
        return self.show(session=session, form=form, done=done, is_open=is_open, status=status)
