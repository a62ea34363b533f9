"""Where Django looks for an engine: `ENGINE = "shuniu.kernel.postgresql"`.

PostgreSQL takes longer to plan a short question than to answer it. Where the values are sent apart from the question the
server keeps its plan; but such a question holds 65,535 values at most, and what Django writes in bulk knows no such
limit. So the values go apart where a question is known to be short and to come again, and in the text elsewhere.
"""

from __future__ import annotations

from django.db.backends.postgresql import base

from shuniu.kernel.at_work import stepping_aside

PLANNED_AFTER = 3  # times that a connection has asked the same


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; who waits for the server's answer lets the other threads work."""

    _keeps = False

    def get_connection_params(self):
        params = super().get_connection_params()
        return {**params, "cursor_factory": base.Cursor, "prepare_threshold": PLANNED_AFTER}

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        wait = connection.wait

        def wait_aside(*args, **kwargs):
            with stepping_aside(next_one=self.in_atomic_block):  # what it has locked, others wait for
                return wait(*args, **kwargs)

        connection.wait = wait_aside
        return connection

    def kept_cursor(self):
        """A cursor for what is asked again and again, with few values: the server keeps its plan."""
        self._keeps = True
        try:
            return self.cursor()
        finally:
            self._keeps = False

    def create_cursor(self, name=None):
        if name is not None or not self._keeps:
            return super().create_cursor(name)
        self.connection.cursor_factory = base.ServerBindingCursor
        try:
            return super().create_cursor()
        finally:
            self.connection.cursor_factory = base.Cursor
