"""One thread of a process works at a time; the others wait for their turn instead of taking the interpreter from it.

Python runs one thread at a time anyway. Threads that work at once pass the interpreter to one another at every question
to the database, and that passing costs a third of a processor (ADR 0084). Whoever waits for something other than the
processor steps aside meanwhile. A long piece of work holds nobody up for more than a moment: who has waited PATIENCE for
one other goes on beside it, as threads always did.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from shuniu.kernel.turns import Bell, Turns

PATIENCE = 0.05  # seconds

_turns = Turns()
_here = threading.local()


@contextmanager
def at_work() -> Iterator[None]:
    """Work in turn with the other threads that enter here; entered once a thread, at its door."""
    _here.has_turn = _turns.take(PATIENCE, of_one=True)
    try:
        yield
    finally:
        if _here.has_turn:
            _here.has_turn = False
            _turns.hand_on()


@contextmanager
def stepping_aside(*, next_one: bool = False) -> Iterator[None]:
    """Let the others work while this thread waits, and come after them, or `next_one`; nothing where it has no turn."""
    if not getattr(_here, "has_turn", False):
        yield
        return
    _here.has_turn = False
    _turns.hand_on()
    try:
        yield
    finally:
        _here.has_turn = _turns.take(PATIENCE, of_one=True, next_one=next_one)


class Called:
    """Made by one who will wait for another's work: steps aside until called, and wakes once, with its turn."""

    def __init__(self) -> None:
        self._bell = Bell(wants_turn=getattr(_here, "has_turn", False))

    def wait(self, seconds: float) -> bool:
        """Whether it was called; only for who made it, once."""
        called, _here.has_turn = _turns.wait_by(self._bell, seconds, PATIENCE)
        if not called and self._bell.wants_turn:
            _here.has_turn = _turns.take(PATIENCE, of_one=True)
        return called

    def call(self) -> None:
        _turns.ring(self._bell)


def in_turn(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that answers one request at a time; what it streams afterwards it streams beside the next."""

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        with at_work():
            return application(environ, start_response)

    return answer
