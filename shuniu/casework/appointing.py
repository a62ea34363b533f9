"""A kind of case that is open to its own appointment only: the security administrator appoints somebody for it alone."""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.casework.models import CaseType, Secrecy
from shuniu.casework.models.case import OF_TYPE
from shuniu.kernel.actor import Actor
from shuniu.kernel.signin.appointable import APPOINTABLE


def kinds_of_their_own(by: Actor) -> Iterator[tuple[int, str]]:
    """The kinds of cases of the actor's place that ask for an appointment of their own."""
    kinds = CaseType.objects.visible_to(by).filter(secrecy=Secrecy.APPOINTMENT, valid_until=None)
    return ((kind.pk, kind.name) for kind in kinds.order_by("pk"))


APPOINTABLE[OF_TYPE] = kinds_of_their_own
