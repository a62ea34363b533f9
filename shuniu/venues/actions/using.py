"""What becomes of a booked time: the group comes, or the time is released, and a group that often stays away is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import bulk, trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import setting
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.venues import permissions
from shuniu.venues.actions.booking import NOTHING, said_of
from shuniu.venues.actions.slots import free_slots
from shuniu.venues.models import Booking, Series, UseNotice
from shuniu.venues.queries import not_come
from shuniu.venues.standing import HOLDS, NOT_GIVEN_BACK, keyed_in_since, moment_of

RULE, VERSION = "venues.unused", 1
CHECKED_IN = trail.entry_kind("venues.checked_in", _("Checked in to {space} on {day}"), erasure=NOTHING)
SHEET_KEYED = trail.entry_kind(
    "venues.sheet_keyed", _("Keyed in the sign-in sheet: {count} times were used"), erasure=NOTHING
)
SHEET_UNSIGNED = trail.entry_kind(
    "venues.sheet_unsigned", _("Keyed in that nobody signed the sheet for {count} times"), erasure=NOTHING
)
RELEASED = trail.entry_kind("venues.released", _("Released {count} times that nobody used"), erasure=NOTHING)
TOLD_UNUSED = trail.entry_kind(
    "venues.told_unused",
    _("Looked for times that are not used: {told} groups told, {too_little} with too few dates"),
    erasure=NOTHING,
)
ANSWERED_UNUSED = trail.entry_kind(
    "venues.answered_unused", _("The group answered about its unused times"), erasure=NOTHING
)


@action
def check_in(booking: Booking, *, people: int | None = None, channel: str, by: Actor) -> None:
    """The group is here. From a while before the beginning until the end; later only from paper, by the centre.

    Paper counts for a time that the clock has released too; whoever has got the place since keeps it.
    """
    require(holds(by, permissions.CHECK_IN))
    require(permissions.acts_for(booking.group_id, by))
    on_paper = channel == Booking.Channel.PAPER and by.may(permissions.MANAGE)
    if on_paper:
        _require_sheet_open(booking, by)
    else:
        _require_now(booking, by)
    came = {"checked_in_at": by.at, "checked_in_by": by.name, "checked_in_via": channel, "people_came": people}
    came |= {"released_at": None} if on_paper else {}
    mine = Booking.objects.unscoped(because="the booking was scoped")
    held = NOT_GIVEN_BACK if on_paper else HOLDS
    if not mine.filter(held, pk=booking.pk, checked_in_at__isnull=True).update(**came):
        raise Refused(Denied(_("This time is checked in already, or it is no longer the group's.")))
    for name, value in came.items():
        setattr(booking, name, value)
    trail.record(CHECKED_IN, booking, by=by, facts={**said_of(booking), "channel": channel})


@action
def key_in_sheet(
    bookings: Sequence[Booking], *, people: dict[int, int] | None = None, unsigned: Sequence[Booking] = (), by: Actor
) -> int:
    """The sign-in sheet of a venue, keyed in: these times were used. One line in the trail for the sheet.

    A time that the clock has released counts as used all the same; whoever has got the place since keeps it.
    `unsigned`: times of groups that sign on paper for which the sheet, seen as a whole, has no signature: unused.
    """
    require(holds(by, permissions.MANAGE))
    if not bookings and not unsigned:
        raise Refused(Denied(_("Tick the times for which somebody signed.")))
    for booking in (*bookings, *unsigned):
        _require_sheet_open(booking, by)
    if unsigned:
        _write_unsigned(unsigned, by)
    return _write_signed(bookings, people or {}, by) if bookings else 0


def _write_signed(bookings: Sequence[Booking], came: dict[int, int], by: Actor) -> int:
    rows = Booking.objects.unscoped(because="the bookings were scoped")
    used = {"checked_in_at": by.at, "checked_in_by": by.name, "checked_in_via": Booking.Channel.PAPER}
    keyed: list[int] = []
    for some in bulk.in_portions(booking.pk for booking in bookings):
        mine = rows.filter(NOT_GIVEN_BACK, centre_id=bookings[0].centre_id, pk__in=some, checked_in_at__isnull=True)
        found = list(mine.values_list("pk", flat=True))
        mine.update(**used, released_at=None)
        keyed += found
    bulk.update(Booking, ("people_came",), [(came[key], key) for key in keyed if key in came])
    place = Place.objects.get(pk=bookings[0].centre_id)
    trail.record(SHEET_KEYED, place, by=by, facts={"count": len(keyed)}, centre_id=place.pk)
    return len(keyed)


def _write_unsigned(bookings: Sequence[Booking], by: Actor) -> None:
    centre = bookings[0].centre_id
    rows = Booking.objects.unscoped(because="the bookings were scoped").filter(HOLDS, centre_id=centre, on_paper=True)
    over = [each.pk for each in bookings if (each.day, each.ends) <= moment_of(by.at)]
    held = rows.filter(pk__in=over, checked_in_at__isnull=True)
    unused = list(held.values_list("pk", flat=True))
    held.update(released_at=by.at)
    free_slots(unused, centre_id=centre)
    place = Place.objects.get(pk=centre)
    trail.record(SHEET_UNSIGNED, place, by=by, facts={"count": len(unused)}, centre_id=centre)


@action
def release_unused(place: Place, *, by: Actor) -> int:
    """Let go the times of a centre for which nobody checked in (`venues.check_in`), so that others may have them."""
    unused = list(not_come(place.pk, by.at).values_list("pk", flat=True))
    for some in bulk.in_portions(unused):
        rows = Booking.objects.unscoped(because="the bookings were found above").filter(centre_id=place.pk, pk__in=some)
        rows.update(released_at=by.at)
    free_slots(unused, centre_id=place.pk)
    trail.record(RELEASED, place, by=by, facts={"count": len(unused)}, centre_id=place.pk)
    return len(unused)


@action
def tell_of_unused(place: Place, *, by: Actor) -> list[UseNotice]:
    """Judge every running series of a centre by `venues.unused`; each judgement is a row with its numbers.

    A group is told once in as many weeks as are looked at. Nothing follows from it but the question.
    """
    rules = setting("venues.unused", place=place.pk, on=by.today)
    since = by.today - timedelta(weeks=rules["weeks"])
    written = [_judged(series, rules, since, by) for series in _to_judge(place, since, by)]
    notices = UseNotice.objects.bulk_create([notice for notice in written if notice is not None])
    told = sum(notice.outcome == UseNotice.Outcome.TOLD for notice in notices)
    facts = {"told": told, "too_little": len(notices) - told, "rule": RULE, "version": VERSION}
    trail.record(TOLD_UNUSED, place, by=by, facts=facts, centre_id=place.pk)
    return notices


def _to_judge(place: Place, since, by: Actor):
    past = Q(
        bookings__refused="", bookings__cancelled_at__isnull=True, bookings__day__gte=since, bookings__day__lt=by.today
    )
    past &= (
        Q(bookings__on_paper=False) | Q(bookings__checked_in_at__isnull=False) | Q(bookings__released_at__isnull=False)
    )
    running = Series.objects.unscoped(because="the clock's work for one centre").filter(
        centre_id=place.pk, group__isnull=False, ended_on__isnull=True, last__gte=by.today
    )
    told = UseNotice.objects.unscoped(because="the clock's work for one centre").filter(
        centre_id=place.pk, told_at__gte=by.at - (by.today - since)
    )
    return running.exclude(pk__in=told.values("series_id")).annotate(
        dates=Count("bookings", filter=past),
        unused=Count("bookings", filter=past & Q(bookings__released_at__isnull=False)),
        begun=Min("bookings__day", filter=past),
        latest=Max("bookings__day", filter=past),
    )


def _judged(series: Series, rules: dict, since, by: Actor) -> UseNotice | None:
    if series.dates == 0 or (series.dates >= rules["least_dates"] and series.unused < rules["unused_dates"]):
        return None
    too_few = series.dates < rules["least_dates"]
    if too_few and not series.unused:
        return None
    outcome = UseNotice.Outcome.TOO_LITTLE if too_few else UseNotice.Outcome.TOLD
    said = _("%(unused)s of %(dates)s times since %(day)s were not used.") % {
        "unused": series.unused, "dates": series.dates, "day": series.begun,
    }  # fmt: skip
    return UseNotice(
        centre_id=series.centre_id, series=series, group_id=series.group_id, told_at=by.at, rule=RULE, version=VERSION,
        outcome=outcome, since=since, dates=series.dates, unused=series.unused, sentence=in_official_words(said),
    )  # fmt: skip


def in_official_words(said) -> str:
    """What is kept and shown to a group is in the language of the place."""
    with translation.override("zh-hans"):
        return str(said)


@action
def answer_unused(notice: UseNotice, *, reply: str, by: Actor) -> None:
    require(holds(by, permissions.REPLY))
    require(permissions.acts_for(notice.group_id, by))
    if not reply.strip():
        raise Refused(Denied(_("Please write a word, or give the time back.")))
    notice.reply, notice.replied_at = reply.strip()[:300], by.at
    notice.save(update_fields=["reply", "replied_at"])
    trail.record(ANSWERED_UNUSED, notice, by=by)


def _require_sheet_open(booking: Booking, by: Actor) -> None:
    if (booking.day, booking.starts) > moment_of(by.at):
        raise Refused(Denied(_("This time has not begun yet.")))
    if booking.day < (first := keyed_in_since(booking.centre_id, by.today)):
        raise Refused(Denied(_("Sheets can be keyed in from %(day)s on; this one is older.") % {"day": first}))


def _require_now(booking: Booking, by: Actor) -> None:
    rules = setting("venues.check_in", place=booking.centre_id, on=by.today)
    _day, soon = moment_of(by.at + timedelta(minutes=rules["opens_minutes_before"]))
    today, now = moment_of(by.at)
    if booking.day != today or soon < booking.starts or now >= booking.ends:
        minutes_before = rules["opens_minutes_before"]
        said = _("You can check in from %(minutes)s minutes before the beginning until the end.")
        raise Refused(Denied(said % {"minutes": minutes_before}))
