"""The window's pages: phone cards."""

from __future__ import annotations

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from markupsafe import Markup

from shuniu.kernel.models import PhoneCard, Place
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import ISSUE_CARD
from shuniu.kernel.signin.actions import Issued, issue_card, replace_card, revoke_card
from shuniu.kernel.signin.queries import card_holders_of, live_cards, roles_in_force


@method_decorator(never_cache, name="dispatch")
class IssueCard(Page):
    """One person's card: issue, print once, replace, revoke."""

    permission = ISSUE_CARD
    template = "kernel/signin/card.html"

    def get(self, request, user_id):
        holder = self.find(card_holders_of(self.actor), pk=user_id)
        past = PhoneCard.objects.filter(user=holder, revoked_at__isnull=False, centre_id=self.actor.centre)
        return self.show(
            holder=holder,
            card=live_cards([holder]).get(holder.pk),
            appointments=roles_in_force([holder], self.actor.today)[holder.pk],
            past=past.order_by("-revoked_at")[:10],
        )

    def post(self, request, user_id):
        """The paper is the answer: what is printed on it is kept nowhere, so there is no redirect."""
        holder = self.find(card_holders_of(self.actor), pk=user_id)
        live = live_cards([holder]).get(holder.pk)
        issued = replace_card(live, by=self.actor) if live else issue_card(holder, by=self.actor)
        return show_card_paper(self, issued)


class RevokeCard(Page):
    permission = ISSUE_CARD

    def post(self, request, user_id):
        holder = self.find(card_holders_of(self.actor), pk=user_id)
        card = self.find(PhoneCard.objects.filter(user=holder, revoked_at__isnull=True))
        revoke_card(card, by=self.actor)
        messages.success(request, _("The card is revoked: it opens nothing any more."))
        return redirect("kernel:issue_card", user_id)


def show_card_paper(page: Page, issued: Issued):
    """Print a new card; a room that has just called `seat_leader` answers with this too."""
    address = settings.SHUNIU_ORIGIN + reverse("kernel:enter_card", args=[issued.secret])
    qr = segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr card-qr")
    centre = Place.objects.get(pk=issued.card.centre_id)
    return page.show(
        "kernel/signin/card_paper.html",
        card=issued.card,
        holder=issued.card.user,
        pin=issued.pin,
        centre=centre,
        address=address,
        qr=Markup(qr),  # noqa: S704 segno's own markup
        back_url=reverse("kernel:issue_card", args=[issued.card.user_id]),
    )
