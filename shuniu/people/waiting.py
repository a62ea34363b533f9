"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting
from shuniu.people.queries import duplicates_open, erasures_waiting_for


def people_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Erasures to sign, possible duplicates to look at."""
    for asked in erasures_waiting_for(actor):
        url = reverse("people:erasure", args=[asked.pk])
        yield Waiting(_("erasure"), asked.person.name, _("waits for two signatures"), url, asked.due_on)
    if count := duplicates_open(actor):
        pairs = ngettext("%(count)s pair", "%(count)s pairs", count) % {"count": count}
        yield Waiting(_("possible duplicates"), pairs, _("to be looked at"), reverse("people:duplicates"))
