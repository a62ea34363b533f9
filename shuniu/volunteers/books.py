"""Questions about points books: whose is open, what is left in one, what the ledger of hours has new for it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from shuniu.kernel.models import Place
from shuniu.volunteers import coins
from shuniu.volunteers.models import CoinBook, CoinEntry, HourEntry, Volunteer


def book_of(volunteer: Volunteer) -> CoinBook | None:
    rows = CoinBook.objects.unscoped(because="the volunteer was scoped")
    return rows.filter(centre_id=volunteer.centre_id, volunteer=volunteer, closed_on__isnull=True).first()


def open_books(centre: Place):
    rows = CoinBook.objects.unscoped(because="the centre's own books")
    return rows.filter(centre_id=centre.pk, closed_on__isnull=True)


def lots_of(book: CoinBook) -> list[coins.Lot]:
    """The coins still there, those that run out first standing first."""
    return coins.lots_left(book.entries.order_by("pk").values_list("hundredths", "valid_until"))


def new_lines(book: CoinBook):
    """Hours since the book was opened that no line of it tells of yet."""
    told = CoinEntry.objects.unscoped(because="the centre's own books").filter(hours_entry=OuterRef("pk"))
    rows = HourEntry.objects.unscoped(because="the centre's own books")
    rows = rows.filter(centre_id=book.centre_id, volunteer_id=book.volunteer_id, day__gte=book.opened_on)
    return rows.filter(~Exists(told)).order_by("pk")


def has_news(centre: Place) -> bool:
    """Whether the ledger has something that no open book tells of yet."""
    return any(new_lines(book).exists() for book in open_books(centre))


def has_run_out(centre: Place, on: date) -> bool:
    """Whether coins of an open book have passed their last day."""
    return any(coins.run_out(lots_of(book), on) for book in open_books(centre).filter(with_old_coins(on)))


def with_old_coins(on: date) -> Exists:
    rows = CoinEntry.objects.unscoped(because="the centre's own books").filter(valid_until__lt=on)
    return Exists(rows.filter(book=OuterRef("pk")))
