"""Where Django looks for an engine: `ENGINE = "shuniu.kernel.sqlite"`.

SQLite has one writer. Who finds it busy sleeps, longer each time, and asks again: out of many, some are passed over for
seconds, and meanwhile nobody writes. So the threads of a process queue here before they begin, and SQLite's own waiting
is left to what comes from other processes.
"""

from __future__ import annotations

from itertools import count

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from shuniu.kernel.at_work import stepping_aside
from shuniu.kernel.turns import Turns

PATIENCE = 20  # seconds, when the settings give no `timeout`

_turns: dict[str, Turns] = {}
_numbers = count(1)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; it has the turn from the begin of a transaction to its end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._has_turn, self.number = False, 0

    def get_new_connection(self, conn_params):
        self.number = next(_numbers)  # no two connections of a process have the same
        return super().get_new_connection(conn_params)

    def kept_cursor(self):
        """As PostgreSQL's: sqlite3 keeps the plans of all that it is asked."""
        return self.cursor()

    def _start_transaction_under_autocommit(self):
        if not self._has_turn:
            if not self._turns.take(0) and not self._wait_for_turn():
                raise OperationalError("database is locked: another thread of this process is still writing")
            self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._hand_on()
            raise

    def _commit(self):
        super()._commit()
        self._hand_on()  # where it failed, Django rolls back

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self._hand_on()

    def _close(self):
        try:
            super()._close()
        finally:
            self._hand_on()

    def _wait_for_turn(self) -> bool:
        with stepping_aside():
            return self._turns.take(self.settings_dict["OPTIONS"].get("timeout", PATIENCE))

    @property
    def _turns(self) -> Turns:
        return _turns.setdefault(str(self.settings_dict["NAME"]), Turns())

    def _hand_on(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turns.hand_on()
