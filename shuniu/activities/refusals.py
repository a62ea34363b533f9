"""What a database key or a cancelled session refuses, said to people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.activities.models import Session
from shuniu.kernel.permissions import Denied, Refused


@contextmanager
def refusing(sentence) -> Iterator[None]:
    """Raise Refused with `sentence` where a constraint of the database stands against what is written inside."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(Denied(sentence)) from error


def require_open(session: Session) -> None:
    if session.is_cancelled:
        raise Refused(Denied(_("The session was cancelled.")))


def require_reason(reason: str) -> str:
    if not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
    return reason.strip()
