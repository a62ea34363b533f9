"""Whose turn it is, within one process: first come, first served."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """A lock that is handed on in the order in which it was asked for. `Lock` wakes whoever happens to run."""

    def __init__(self):
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()
        self._handed = 0  # how often

    def take(self, timeout: float, *, of_one: bool = False) -> bool:
        """Wait for the turn, at most `timeout` seconds in all, or `of_one` holder of it; whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine, handed = Lock(), self._handed
            mine.acquire()
            self._waiting.append(mine)
        while not mine.acquire(timeout=timeout):
            with self._guard:
                if mine not in self._waiting:
                    return True  # it was handed over while the waiting ended
                if not of_one or handed == self._handed:
                    self._waiting.remove(mine)
                    return False
                handed = self._handed
        return True

    def hand_on(self) -> None:
        with self._guard:
            self._handed += 1
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
