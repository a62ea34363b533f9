"""Two who book the same time in the same moment: one has it, the other hears who, and has written nothing."""

import threading
from datetime import time

import pytest
from django.db import connection, transaction
from django.utils import translation

from shuniu.kernel.models import TrailEntry
from shuniu.venues.actions.booking import BOOKED, book_space
from shuniu.venues.actions.slots import Taken
from shuniu.venues.models import Booking, Slot
from shuniu.venues.tests.cast import NINE, TEN, THURSDAY, a_hall, filed_group, halves_of, leader_of

WANTED = {
    "the same hall": lambda hall, half: (hall, hall),
    "a half of the hall": lambda hall, half: (hall, half),
    "the hall of the half": lambda hall, half: (half, hall),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wanted", WANTED)
def test_who_books_while_the_time_is_being_booked_waits_and_hears_who_has_it(wanted):
    """On both engines: the second looks while the first has not been written, and again when its turn has come."""
    hall = a_hall()
    half, _other_half = halves_of(hall)
    groups = filed_group(), filed_group("新会合唱队")
    first, second = ((group, leader_of(group)) for group in groups)
    taken, asked_for = WANTED[wanted](hall, half)
    begun, came = threading.Event(), []

    def books() -> None:
        begun.set()
        try:
            with translation.override("en"):
                came.append(book(asked_for, second, starts=TEN, ends=time(12)))
        except Taken as refused:
            came.append(str(refused.denied.reason))
        finally:
            connection.close()

    other = threading.Thread(target=books)
    with transaction.atomic():
        had = book(taken, first)
        other.start()
        begun.wait(5)
        other.join(0.4)  # time enough to book, were there nobody to wait for
        assert came == []
    other.join(20)
    assert came == [f"{groups[0].name} has this from 09:00 to 11:00 on {THURSDAY}."]
    assert list(Booking.everything.values_list("pk", flat=True)) == [had.pk]
    assert set(Slot.everything.values_list("booking_id", flat=True)) == {had.pk}
    assert TrailEntry.objects.filter(kind=BOOKED).count() == 1


def book(space, who, *, starts=NINE, ends=time(11)) -> Booking:
    group, by = who
    return book_space(space, group=group, day=THURSDAY, starts=starts, ends=ends, persons=12, by=by)
