"""The queue before SQLite's one writer: in order, never two, and never a turn that is lost."""

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from shuniu.kernel.models import NumberSeries
from shuniu.kernel.turns import Turns
from tests.cast import CENTRE

SOON = 20  # seconds


def test_the_turn_is_handed_on_in_the_order_of_asking():
    turns, order = Turns(), []

    def ask(number: int) -> None:
        assert turns.take(SOON)
        order.append(number)
        turns.hand_on()

    assert turns.take(SOON)
    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=ask, args=(number,)))
        threads[-1].start()
        while len(turns._waiting) <= number:
            time.sleep(0.001)
    turns.hand_on()
    for thread in threads:
        thread.join(SOON)
    assert order == list(range(8))
    assert turns.take(0)


def test_who_has_begun_something_comes_before_all_who_wait():
    turns, order = Turns(), []

    def ask(name: str, *, next_one: bool) -> None:
        assert turns.take(SOON, next_one=next_one)
        order.append(name)
        turns.hand_on()

    assert turns.take(SOON)
    threads = []
    for name, next_one in (("first", False), ("second", False), ("begun", True)):
        threads.append(threading.Thread(target=ask, args=(name,), kwargs={"next_one": next_one}))
        threads[-1].start()
        while len(turns._waiting) < len(threads):
            time.sleep(0.001)
    turns.hand_on()
    for thread in threads:
        thread.join(SOON)
    assert order == ["begun", "first", "second"]


def test_who_gives_up_waiting_is_passed_over():
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.hand_on()
    assert turns.take(0)


sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many writers")


@sqlite
@pytest.mark.django_db(transaction=True)
def test_many_threads_add_up_and_none_is_told_that_the_database_is_locked():
    series = NumberSeries.objects.create(centre_id=CENTRE, series="turns", year=2026, last=0)
    failed = []

    def add() -> None:
        try:
            for _again in range(10):
                with transaction.atomic():
                    found = NumberSeries.objects.get(pk=series.pk)
                    NumberSeries.objects.filter(pk=series.pk).update(last=found.last + 1)
        except Exception as error:  # noqa: BLE001 told below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    series.refresh_from_db()
    assert (failed, series.last) == ([], 120)


@sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends", ["commit", "rollback", "close"])
def test_however_a_transaction_ends_the_turn_goes_on(ends):
    atomic = transaction.atomic()
    atomic.__enter__()
    assert connection._has_turn
    if ends == "close":
        connection.close()
    atomic.__exit__(*((ValueError, ValueError(), None) if ends == "rollback" else (None, None, None)))
    assert not connection._has_turn
    assert connection._turns.take(0)
    connection._turns.hand_on()


@sqlite
@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_is_told_and_the_next_may_write(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    assert connection._turns.take(0)  # another thread writes
    with pytest.raises(OperationalError, match="another thread"), transaction.atomic():
        pass
    connection._turns.hand_on()
    with transaction.atomic():
        assert connection._has_turn
