"""Sessions in the database, as Django keeps them; the one question of every page is written once."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from shuniu.kernel.prepared import prepared


class SessionStore(DatabaseSessionStore):
    def _get_session_from_db(self) -> Session | None:
        for session in _sessions(self.session_key or ""):
            if session.expire_date > timezone.now():
                return session
        self._session_key = None
        return None


@prepared
def _sessions(key: str) -> QuerySet[Session]:
    return Session.objects.filter(pk=key)
