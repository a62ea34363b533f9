"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from shuniu.casework.queries import cases_waiting_for
from shuniu.casework.workflow import CASE
from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting

SHOWN = 60


def casework_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """The open cases in this actor's hands, by their number alone: a name would tell who asked for help."""
    for case in cases_waiting_for(actor)[:SHOWN]:
        url = reverse("casework:case", args=[case.pk])
        yield Waiting(case.service.name, case.number, CASE.by_state[case.state].label, url, case.due_on)
