"""What the clock asks about the points books: what the ledger has new is entered, what has run out is taken out."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.jobs import scheduled
from shuniu.volunteers.actions.coins import count_coins, expire_coins
from shuniu.volunteers.books import has_news, has_run_out
from shuniu.volunteers.jobs import centres_at_work
from shuniu.volunteers.models import CoinBook


@scheduled("volunteers.count_coins", _("Bring the points books up to date"), daily=time(4, 30))
def bring_books_up_to_date(*, by: Actor) -> None:
    """Each centre once a night; run again, it enters nothing."""
    for place, actor, _rules in centres_at_work(CoinBook, by):
        if has_news(place):
            count_coins(place, by=actor)
        if has_run_out(place, by.today):
            expire_coins(place, by=actor)
