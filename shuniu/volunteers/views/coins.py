"""A points book at the desk and on the volunteer's phone."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.jobs import JOBS
from shuniu.kernel.permissions import require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import coins as actions
from shuniu.volunteers.books import book_of, lots_of
from shuniu.volunteers.coins import coins_by_day, shown
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.forms.recognition import CoinsForm, GiftForm
from shuniu.volunteers.models import CoinBook, CoinEntry, Volunteer
from shuniu.volunteers.standing import acts_for
from shuniu.volunteers.views.asking import Asking, StationPage, refuse


class OwnCoinsPage(StationPage, abstract=True):
    """A volunteer opens the own book alone, also as the leader of a team."""

    def volunteer_at(self, pk: int) -> Volunteer:
        volunteer = super().volunteer_at(pk)
        require(acts_for(volunteer, self.actor))
        return volunteer


class CoinsPage(OwnCoinsPage):
    """What came in, what went out, what is left and until when."""

    permission = permissions.USE_COINS
    template = "volunteers/recognition/coins.html"

    def get(self, request, pk):
        volunteer = self.volunteer_at(pk)
        book = CoinBook.objects.visible_to(self.actor).filter(volunteer=volunteer).order_by("-pk").first()
        is_open = book is not None and book.closed_on is None
        return self.show(
            volunteer=volunteer,
            book=book,
            is_open=is_open,
            lots=coins_by_day(lots_of(book)) if is_open else [],
            lines=[_with_who(line) for line in book.entries.order_by("-pk")[:60]] if book else [],
            shown=shown,
            may_redeem=self.actor.may(permissions.REDEEM_COINS) and is_open,
            back_url=reverse("volunteers:mine") if self.on_phone else "",
        )

    def post(self, request, pk):
        """Open the book."""
        actions.open_book(self.volunteer_at(pk), by=self.actor)
        messages.success(request, _("From today on, service earns coins."))
        return redirect("volunteers:coins", pk)


class MyCoins(StationPage):
    permission = permissions.SERVE

    def get(self, request):
        return redirect("volunteers:coins", self.myself.pk)


class OfCoins(OwnCoinsPage, Asking, abstract=True):
    def back(self, pk) -> str:
        return reverse("volunteers:coins", args=[pk])

    def more(self, pk) -> dict:
        book = book_of(self.volunteer_at(pk))
        return {"sentence": _("The book holds %(coins)s coins.") % {"coins": shown(book.balance if book else 0)}}


class CloseCoins(OfCoins):
    """On the own phone at once, at the desk with how that came."""

    permission = permissions.USE_COINS
    form, title, submit = HeardForm, _("Close the book"), _("Close the book")
    said = _("The points book is closed.")

    def more(self, pk) -> dict:
        return super().more(pk) | {"notice": _("What is left lapses. The hours stay.")}

    def write(self, form, pk) -> str:
        actions.close_book(_open_book(self.volunteer_at(pk)), heard=form.heard(), by=self.actor)
        return self.back(pk)


class GiveCoins(OfCoins):
    permission = permissions.USE_COINS
    form, title, submit = GiftForm, _("Give coins away"), _("Give")
    said = _("The coins are given.")

    def write(self, form, pk) -> str:
        told = form.cleaned_data
        book = _open_book(self.volunteer_at(pk))
        given = {"hundredths": form.hundredths, "to": told["to"], "reason": told["reason"]}
        actions.give_coins(book, **given, heard=form.heard(), by=self.actor)
        return self.back(pk)


class RedeemCoins(OfCoins):
    permission = permissions.REDEEM_COINS
    form, title, submit = CoinsForm, _("Redeem coins"), _("Redeem")
    said = _("The coins are redeemed.")

    def write(self, form, pk) -> str:
        book = _open_book(self.volunteer_at(pk))
        reason = form.cleaned_data["reason"]
        actions.redeem_coins(book, hundredths=form.hundredths, reason=reason, by=self.actor)
        return self.back(pk)


def _with_who(line: CoinEntry) -> CoinEntry:
    """With who noted it, as people call it: the clock-driven count by what it does."""
    job = JOBS.get(line.noted_by)
    line.said_by = job.label if job else line.noted_by
    return line


def _open_book(volunteer: Volunteer) -> CoinBook:
    book = book_of(volunteer)
    if book is None:
        refuse(_("No points book is open."))
    return book
