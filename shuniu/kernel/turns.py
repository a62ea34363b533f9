"""Whose turn it is, within one process: first come, first served."""

from __future__ import annotations

import time
from collections import deque
from threading import Lock


class Bell:
    """What one waits by who wants the turn only once another has rung."""

    __slots__ = ("lock", "rung", "wants_turn")

    def __init__(self, *, wants_turn: bool):
        self.lock, self.rung, self.wants_turn = Lock(), False, wants_turn
        self.lock.acquire()


class Turns:
    """A lock that is handed on in the order in which it was asked for. `Lock` wakes whoever happens to run."""

    def __init__(self):
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()
        self._handed = 0  # how often

    def take(self, timeout: float, *, of_one: bool = False, next_one: bool = False) -> bool:
        """Wait for the turn, at most `timeout` seconds in all, or `of_one` holder of it; whether it came.

        `next_one`: before all who wait, for who has begun something that others wait for.
        """
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine, handed = Lock(), self._handed
            mine.acquire()
            (self._waiting.appendleft if next_one else self._waiting.append)(mine)
        while not mine.acquire(timeout=timeout):
            with self._guard:
                if mine not in self._waiting:
                    return True  # it was handed over while the waiting ended
                if not of_one or handed == self._handed:
                    self._waiting.remove(mine)
                    return False
                handed = self._handed
        return True

    def ring(self, bell: Bell) -> None:
        """Put who waits by the bell in line for the turn; ringing again is nothing."""
        with self._guard:
            if bell.rung:
                return
            bell.rung = True
            if bell.wants_turn and self._taken:
                self._waiting.append(bell.lock)
            else:
                self._taken = self._taken or bell.wants_turn
                bell.lock.release()

    def wait_by(self, bell: Bell, seconds: float, timeout: float) -> tuple[bool, bool]:
        """Hand the turn on and wait: (whether it was rung within `seconds`, whether the turn has come).

        Who was rung wakes with the turn, and without it only where one holder kept it for `timeout`, as in `take`.
        """
        if bell.wants_turn:
            self.hand_on()
        last, handed = time.monotonic() + seconds, None
        while not bell.lock.acquire(timeout=timeout):
            with self._guard:
                if bell.rung and bell.lock not in self._waiting:
                    break  # it was handed over while the waiting ended
                if bell.rung and handed == self._handed:
                    self._waiting.remove(bell.lock)
                    return True, False
                if not bell.rung and time.monotonic() > last:
                    bell.rung = True  # nobody rings for it any more
                    return False, False
                handed = self._handed if bell.rung else None
        return True, bell.wants_turn

    def hand_on(self) -> None:
        with self._guard:
            self._handed += 1
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
