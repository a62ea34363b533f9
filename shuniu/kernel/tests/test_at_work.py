"""One thread works at a time, and nobody is held up by it: not by who waits, nor by who takes long."""

import threading
import time

import pytest

from shuniu.kernel import at_work as module
from shuniu.kernel.at_work import Called, at_work, in_turn, stepping_aside
from tests.threads import SOON, run_all


@pytest.fixture
def patient(monkeypatch):
    """Nobody gives up waiting while a slow machine sleeps."""
    monkeypatch.setattr(module, "PATIENCE", SOON)


def together(count: int, work) -> None:
    threads = [threading.Thread(target=work) for _n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()


def test_two_never_work_at_once(patient):
    inside, most = [], []

    def work() -> None:
        for _again in range(5):
            with at_work():
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    together(6, work)
    assert len(most) == 30
    assert max(most) == 1


def test_who_waits_lets_the_others_work_and_comes_after_them(patient):
    order, begun, waiting = [], threading.Event(), threading.Event()

    def first() -> None:
        with at_work():
            begun.set()
            assert waiting.wait(SOON)
            while not module._turns._waiting:
                time.sleep(0.001)
            with stepping_aside():
                order.append("aside")
            order.append("first")

    def second() -> None:
        assert begun.wait(SOON)
        waiting.set()
        with at_work():
            order.append("second")

    threads = [threading.Thread(target=each) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert sorted(order[:2]) == ["aside", "second"]
    assert order[2] == "first"


def test_a_long_piece_of_work_holds_nobody_up():
    begun, done = threading.Event(), threading.Event()

    def long() -> None:
        with at_work():
            begun.set()
            assert done.wait(SOON)

    thread = threading.Thread(target=long)
    thread.start()
    assert begun.wait(SOON)
    with at_work():
        done.set()  # reached although the other still has the turn
    thread.join(SOON)
    with at_work(), stepping_aside():
        pass
    assert not module._turns._taken


def test_without_a_turn_there_is_nothing_to_step_aside_from():
    with stepping_aside():
        assert not module._turns._taken


def test_an_application_answers_in_turn_and_a_failure_gives_the_turn_back():
    def fails(environ, start_response):
        assert module._turns._taken
        raise LookupError(environ["PATH_INFO"])

    with pytest.raises(LookupError, match="/here/"):
        in_turn(fails)({"PATH_INFO": "/here/"}, lambda *_args: None)
    assert not module._turns._taken


class TestCalled:
    def test_who_is_called_wakes_with_the_turn_after_those_who_work(self, patient):
        order, made, aside = [], [], threading.Event()

        def first() -> None:
            with at_work():
                made.append(called := Called())
                aside.set()
                assert called.wait(SOON)
                order.append("called")
                assert module._here.has_turn

        def second() -> None:
            assert aside.wait(SOON)
            with at_work():
                made[0].call()
                made[0].call()  # once more is nothing
                order.append("caller")

        run_all(first, second)
        assert order == ["caller", "called"]
        assert_nobody_has_the_turn()

    def test_a_call_that_comes_before_the_waiting_is_not_lost(self, patient):
        with at_work():
            called = Called()
            together(1, called.call)
            assert called.wait(SOON)
            assert module._here.has_turn
        assert_nobody_has_the_turn()

    def test_whom_nobody_calls_goes_on_with_the_turn_and_is_called_no_more(self, monkeypatch):
        monkeypatch.setattr(module, "PATIENCE", 0.01)
        with at_work():
            called = Called()
            assert not called.wait(0.03)
            assert module._here.has_turn
            called.call()
        assert_nobody_has_the_turn()

    def test_who_is_called_goes_on_beside_one_that_takes_long(self, monkeypatch):
        monkeypatch.setattr(module, "PATIENCE", 0.05)
        made, aside, went_on = [], threading.Event(), threading.Event()

        def first() -> None:
            with at_work():
                made.append(called := Called())
                aside.set()
                assert called.wait(SOON)
                went_on.set()
                assert not module._here.has_turn

        def long() -> None:
            assert aside.wait(SOON)
            with at_work():
                made[0].call()
                assert went_on.wait(SOON)  # while the turn is kept

        run_all(first, long)
        assert_nobody_has_the_turn()

    def test_without_a_turn_there_is_none_to_wait_for(self):
        called = Called()
        with at_work():
            together(1, called.call)
        assert called.wait(SOON)
        assert_nobody_has_the_turn()


def assert_nobody_has_the_turn() -> None:
    assert module._turns.take(0)
    module._turns.hand_on()
