"""What waits for somebody, as every room tells it to the desk's inbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import unsaid
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import MANAGE_CODES
from shuniu.kernel.rules.queries import label_of, year_without_holidays

SOON = timedelta(days=3)
FILES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody: what, of whom, where it stands, where it is done, until when."""

    matter: str | Promise
    thing: str
    step: str | Promise
    url: str
    due_on: date | None = None
    at_once: bool = False  # stands before everything else: somebody is in danger

    def urgency(self, today: date) -> str:
        """late · due · ok: the colour beside the words."""
        if self.due_on is None:
            return "ok"
        return "late" if self.due_on < today else "due" if self.due_on <= today + SOON else "ok"

    def limit(self, today: date) -> str:
        """How much time is left, in words."""
        if self.due_on is None:
            return _("no limit")
        days = (self.due_on - today).days
        if days == 0:
            return _("today")
        if days > 0:
            return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def files_waiting_for(actor: Actor, kinds: tuple[str, ...], *, matter: str | Promise, page: str) -> Iterator[Waiting]:
    """Uploaded files of these kinds that somebody must accept or throw away; `page` is the name of a batch's page."""
    batches = Batch.objects.visible_to(actor).filter(state=Batch.State.WAITING, kind__in=kinds).order_by("-pk")
    for batch in batches[:FILES_SHOWN]:
        url = reverse(page, args=[batch.pk])
        yield Waiting(matter, batch.file_name, gettext_lazy("waits for acceptance"), url)


def calendar_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """The year's holidays, once they are announced and not entered: every time limit in working days needs them."""
    if actor.may(MANAGE_CODES) and (year := year_without_holidays(actor.today)):
        thing = _("holidays of %(year)s") % {"year": year}
        yield Waiting(gettext_lazy("calendar"), thing, gettext_lazy("not entered yet"), reverse("kernel:new_workdays"))


def settings_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """What papers and public pages say of this place alone, where nobody has said it yet."""
    if actor.may(MANAGE_CODES) and actor.centre is not None:
        for key in unsaid(actor.centre, on=actor.today):
            url = reverse("kernel:setting", args=[key])
            yield Waiting(gettext_lazy("settings"), str(label_of(key)), gettext_lazy("not entered yet"), url)
