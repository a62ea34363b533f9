"""Coming in by card, and in the demonstration by choosing a person."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from shuniu.kernel.actor import system_actor
from shuniu.kernel.forms import row_key
from shuniu.kernel.limits import Limited, over, too_many
from shuniu.kernel.models import Appointment
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.signin.actions.cards import try_pin
from shuniu.kernel.signin.actions.entering import sign_in
from shuniu.kernel.signin.cards import is_pin, live_card
from shuniu.kernel.signin.cast import cast
from shuniu.kernel.signin.forms import PinForm
from shuniu.kernel.signin.queries import in_force
from shuniu.kernel.signin.session import account_actor, enter
from shuniu.kernel.views import safe_next

# A centre's leaders may share one wireless network, so an address has more tries than a card.
WRONG_PINS, WRONG_PIN_WINDOW = 20, 15 * 60


@method_decorator([never_cache, sensitive_post_parameters("pin")], name="dispatch")
class EnterCard(Limited, Page):
    """The address in the QR code of a phone card: one field, the PIN."""

    permission = OPEN
    template = "kernel/signin/enter_card.html"
    rate = 20

    def get(self, request, secret):
        card = live_card(secret)
        if card is None:
            return self._unknown()
        if request.actor.user_id == card.user_id:
            return redirect("/")
        return self._ask(card, PinForm())

    def post(self, request, secret):
        card = live_card(secret)
        if card is None:
            return self._unknown()
        if over("wrong_pin", request, WRONG_PINS - 1, window=WRONG_PIN_WINDOW, count=False):
            return too_many(request)
        form = PinForm(request.POST)
        if not form.is_valid():
            return self._ask(card, form, status=422)
        house = system_actor(place=card.centre_id, via="phone", at=timezone.now(), name="signin")
        right = is_pin(card, secret, form.cleaned_data["pin"])
        answer = try_pin(card, right=right, by=account_actor(card.user, at=house.at) if right else house)
        if answer.right:
            enter(request, card.user, door="card")
            return redirect("/")
        over("wrong_pin", request, WRONG_PINS, window=WRONG_PIN_WINDOW)
        card.locked_until = answer.locked_until
        return self._ask(card, PinForm(), status=422, left=answer.left)

    def _ask(self, card, form, *, status: int = 200, left: int = 0):
        locked = card.locked_until and card.locked_until > timezone.now()
        again_at = f"{timezone.localtime(card.locked_until):%H:%M}" if locked else ""
        response = self.show(status=status, form=form, holder=mask_name(card.user.name), again_at=again_at, left=left)
        # The address is half of the key. Not "no-referrer": with it browsers send forms without an origin.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def _unknown(self):
        return self.show("kernel/signin/unknown_card.html", status=404)


class EnterAs(Page):
    """The demonstration's cast: choose a person and be in. Anywhere else this page does not exist."""

    permission = OPEN
    template = "kernel/signin/enter_as.html"

    def dispatch(self, request, *args, **kwargs):
        if not settings.SHUNIU_DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show(cast=cast(self.actor.today), next=safe_next(request))

    def post(self, request):
        chosen = in_force(Appointment.objects.filter(user__is_active=True), self.actor.today)
        appointment = self.find(chosen.select_related("user"), pk=row_key(request.POST.get("appointment")))
        enter(request, appointment.user, door="demo", appointment_id=appointment.pk)
        sign_in(appointment.user, door="demo", by=account_actor(appointment.user, at=timezone.now()))
        return redirect(safe_next(request))
