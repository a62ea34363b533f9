"""The points book: opened on wish, filled from the ledger of hours, given away, redeemed; coins run out on their day."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_months, month_end, month_of
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import coins, permissions
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.books import book_of, lots_of, new_lines, open_books, with_old_coins
from shuniu.volunteers.models import CoinBook, CoinEntry, Volunteer
from shuniu.volunteers.standing import acts_for
from shuniu.volunteers.station import rules_of

OPENED = trail.entry_kind("volunteers.coins_opened", _("Opened a points book"), erasure=trail.Erasure.NOTHING_PERSONAL)
CLOSED = trail.entry_kind(
    "volunteers.coins_closed", _("Closed the points book; {coins} coins lapsed"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
COUNTED = trail.entry_kind(
    "volunteers.coins_counted", _("Entered {entries} services into the points books"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
MOVED = trail.entry_kind("volunteers.coins_given", _("Gave {coins} coins away"), erasure=trail.Erasure.FORGET_DETAIL)
REDEEMED = trail.entry_kind(
    "volunteers.coins_redeemed", _("Redeemed {coins} coins"), erasure=trail.Erasure.FORGET_DETAIL
)
EXPIRED = trail.entry_kind(
    "volunteers.coins_expired", _("{coins} coins ran out in {books} points books"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)  # fmt: skip
Kind = CoinEntry.Kind
CAPS = ("an_hour", "most_a_day", "most_a_month", "most_held")
CAPPED = "已达上限"  # in the book as on paper, in the language of the office


@action
def open_book(volunteer: Volunteer, *, by: Actor) -> CoinBook:
    """From today on, service earns coins. Only on the volunteer's wish."""
    require(holds(by, permissions.USE_COINS))
    require(acts_for(volunteer, by))
    if volunteer.state != "active":
        raise Refused(Denied(_("Only who is in service keeps a points book.")))
    if book_of(volunteer) is not None:
        raise Refused(Denied(_("The volunteer keeps a points book already.")))
    book = CoinBook(centre_id=volunteer.centre_id, volunteer=volunteer, opened_on=by.today, opened_by=by.name)
    book.save(force_insert=True)
    trail.record(OPENED, volunteer, by=by)
    return book


@action
def close_book(book: CoinBook, *, heard: Heard | None = None, by: Actor) -> CoinBook:
    """The volunteer wants no book any more; what is left lapses. At the window with how that came."""
    require(holds(by, permissions.USE_COINS))
    require_own_word(book.volunteer, book.volunteer, heard, by=by)
    book = _locked(book)
    left = book.balance
    if left:
        _enter(book, Kind.EXPIRED, -left, by=by)
    book.closed_on = by.today
    book.save(update_fields=["closed_on"])
    trail.record(CLOSED, book.volunteer, by=by, facts={"coins": coins.shown(left)})
    return book


@action
def give_coins(
    book: CoinBook, *, hundredths: int, to: CoinBook | None, reason: str, heard: Heard | None = None, by: Actor
) -> CoinEntry:
    """Give coins to another volunteer's book; or, with `to` None, to family or to the centre, in words.

    A gift runs out with the first coins in it, and fills no book beyond what it may hold. At the window with how the
    giver's word came. Raises Refused.
    """
    require(holds(by, permissions.USE_COINS))
    require_own_word(book.volunteer, book.volunteer, heard, by=by)
    if to is not None and to.pk == book.pk:
        raise Refused(Denied(_("Coins are given to somebody else.")))
    books = {each.pk: _locked(each) for each in sorted(filter(None, (book, to)), key=lambda each: each.pk)}
    book = books[book.pk]
    lots = lots_of(book)
    _asked_of(book, hundredths, reason)
    if to is not None:
        _require_room(books[to.pk], hundredths, by)
    entry = _enter(book, Kind.GIVEN, -hundredths, other=to, reason=reason, by=by)
    if to is not None:
        until = coins.valid_as_long_as(lots, hundredths)
        _enter(books[to.pk], Kind.RECEIVED, hundredths, other=book, valid_until=until, reason=reason, by=by)
    _tell(MOVED, book, hundredths, reason, by)
    return entry


@action
def redeem_coins(book: CoinBook, *, hundredths: int, reason: str, by: Actor) -> CoinEntry:
    """Coins for a service or a thing of the centre; at the window, by staff."""
    require(holds(by, permissions.REDEEM_COINS))
    book = _locked(book)
    _asked_of(book, hundredths, reason)
    entry = _enter(book, Kind.REDEEMED, -hundredths, reason=reason, by=by)
    _tell(REDEEMED, book, hundredths, reason, by)
    return entry


@action
def count_coins(centre: Place, *, by: Actor) -> int:
    """Enter what the ledger of hours has new for the open books; run again, it enters nothing. Returns how many."""
    require(holds(by, permissions.REDEEM_COINS))
    rules = rules_of(centre.pk, by.today)
    caps = coins.Caps(*(int(rules[f"coins.{name}"]) for name in CAPS))
    until = add_months(by.today, int(rules["coins.valid_months"])) if rules["coins.valid_months"] else None
    count = 0
    for book in open_books(centre).select_for_update().order_by("pk"):
        for line in new_lines(book):
            if line.minutes < 0:
                came = line.corrects_id and _earned_by(book, line.corrects_id)
                _enter(book, Kind.TAKEN_BACK, -min(came or 0, book.balance), hours_entry=line, by=by)
            else:
                month = month_of(line.day)
                had = {
                    "on_the_day": _earned_between(book, line.day, line.day),
                    "in_the_month": _earned_between(book, month, month_end(month)),
                    "held": book.balance,
                }
                found = coins.earned(line.minutes, caps, **had)
                whole = line.minutes * caps.an_hour // 60
                reason = CAPPED if found < whole else ""
                _enter(book, Kind.EARNED, found, hours_entry=line, valid_until=until, reason=reason, by=by)
            count += 1
    trail.record(COUNTED, centre, by=by, facts={"entries": count}, centre_id=centre.pk)
    return count


@action
def expire_coins(centre: Place, *, by: Actor) -> int:
    """Take out what has run out; returns the hundredths."""
    require(holds(by, permissions.REDEEM_COINS))
    found: list[int] = []
    for book in open_books(centre).filter(with_old_coins(by.today)).select_for_update().order_by("pk"):
        if gone := coins.run_out(lots_of(book), by.today):
            _enter(book, Kind.EXPIRED, -gone, by=by)
            found.append(gone)
    facts = {"coins": coins.shown(sum(found)), "books": len(found)}
    trail.record(EXPIRED, centre, by=by, facts=facts, centre_id=centre.pk)
    return sum(found)


def _tell(kind: str, book: CoinBook, hundredths: int, reason: str, by: Actor) -> None:
    """What the coins were for is the volunteer's own affair: a detail, forgotten with the person."""
    facts, detail = {"coins": coins.shown(hundredths)}, {"reason": reason.strip()}
    trail.record(kind, book.volunteer, by=by, facts=facts, detail=detail, about=book.volunteer.person_id)


def _locked(book: CoinBook) -> CoinBook:
    """The book as it is now, nobody else writing in it. Raises Refused where it is closed."""
    rows = CoinBook.objects.unscoped(because="the book was scoped").select_for_update().select_related(None)
    book = rows.get(pk=book.pk)
    if book.closed_on:
        raise Refused(Denied(_("This points book is closed.")))
    return book


def _asked_of(book: CoinBook, hundredths: int, reason: str) -> None:
    if hundredths <= 0:
        raise Refused(Denied(_("How many coins? More than none.")))
    if hundredths > book.balance:
        raise Refused(Denied(_("The book holds %(coins)s coins.") % {"coins": coins.shown(book.balance)}))
    if not reason.strip():
        raise Refused(Denied(_("Say what the coins are for.")))


def _require_room(book: CoinBook, hundredths: int, by: Actor) -> None:
    """How much is in the book of another stays unsaid."""
    most = int(rules_of(book.centre_id, by.today)["coins.most_held"])
    if most and book.balance + hundredths > most:
        told = {"coins": coins.shown(most)}
        raise Refused(
            Denied(_("A points book holds %(coins)s coins at most, and this gift would be more. Give fewer.") % told)
        )


def _earned_by(book: CoinBook, entry: int) -> int:
    found = book.entries.filter(hours_entry_id=entry).aggregate(found=Sum("hundredths"))
    return found["found"] or 0


def _earned_between(book: CoinBook, first: date, last: date) -> int:
    """What service of some days, both included, has earned; less what was taken back."""
    rows = book.entries.filter(hours_entry__day__range=(first, last), kind__in=(Kind.EARNED, Kind.TAKEN_BACK))
    return rows.aggregate(found=Sum("hundredths"))["found"] or 0


def _enter(book: CoinBook, kind: str, hundredths: int, *, reason: str = "", by: Actor, **more) -> CoinEntry:
    entry = CoinEntry(
        centre_id=book.centre_id,
        volunteer_id=book.volunteer_id,
        book=book,
        kind=kind,
        hundredths=hundredths,
        day=by.today,
        reason=reason.strip()[:200],
        noted_at=by.at,
        noted_by=by.name,
        **more,
    )
    entry.save(force_insert=True)
    book.balance += hundredths
    book.save(update_fields=["balance"])
    return entry
