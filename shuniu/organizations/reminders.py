"""Who was reminded of an inspection, by which channel, and whom to call: for the season, the call list, the letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import attachments_among
from shuniu.kernel.dated import codes
from shuniu.kernel.environment import moment
from shuniu.kernel.sealing import mask_phone, reveal
from shuniu.organizations.checking import PAPERS
from shuniu.organizations.models import CallAttempt, Contact, Inspection, InspectionReminder, ReminderCall
from shuniu.organizations.queries import channel_names

STATEMENT = _("the statement of the legal representative")


def calls_shown(calls: Sequence[ReminderCall], actor: Actor) -> list[ReminderCall]:
    """The calls of a page with whom to call, the number in part, what is missing and the last attempt."""
    contacts = contacts_of([call.organization_id for call in calls], actor)
    missing = missing_of([call.inspection for call in calls], actor)
    attempts = {row.call_id: row for row in CallAttempt.objects.visible_to(actor).filter(call__in=calls).order_by("pk")}
    names = channel_names(place=actor.place, on=actor.today)
    for call in calls:
        contact = next(iter(contacts.get(call.organization_id, ())), None)
        call.contact_shown = _named(contact) if contact else call.organization.legal_representative or None
        call.phone_shown = (mask_phone(reveal(contact, "phone")) if contact else "") or None
        call.missing_shown = pgettext("between words", ", ").join(missing[call.inspection_id]) or None
        attempt = attempts.get(call.pk)
        call.attempt_shown = attempt_in_words(attempt, names) if attempt else None
    return list(calls)


def attempt_in_words(attempt: CallAttempt, names: dict[str, str]) -> str:
    said = (attempt.get_outcome_display(), names.get(attempt.channel, attempt.channel), attempt.tried_by)
    return " · ".join((moment(attempt.tried_at), *map(str, said)))


def contacts_of(organizations: Iterable[int], actor: Actor) -> dict[int, list[Contact]]:
    """Organization → who answers for it today, the longest first."""
    rows = Contact.objects.visible_to(actor).filter(organization__in=list(organizations), until__isnull=True)
    found: dict[int, list[Contact]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.organization_id, []).append(row)
    return found


def missing_of(inspections: Sequence[Inspection], actor: Actor) -> dict[int, list[str]]:
    """Inspection → the papers that are not here, and the statement where it was not given, by their names."""
    here = attachments_among(inspections)
    names = {code.code: str(code) for code in codes(PAPERS, place=actor.place, on=actor.today)}
    return {
        each.pk: [names.get(code, code) for code in each.cycle.papers if code not in here.get(each.pk, ())]
        + ([] if each.declared_by else [str(STATEMENT)])
        for each in inspections
    }


def last_reminder() -> Subquery:
    """Of each inspection of a question that its caller scoped: {channel, name} of its last reminder, None without one."""
    rows = InspectionReminder.objects.unscoped(because="of an inspection that its caller scoped")
    mine = rows.filter(centre=OuterRef("centre"), inspection=OuterRef("pk")).order_by("-pk")
    return Subquery(mine.values(told=JSONObject(channel="channel", name="reminded_by"))[:1])


def _named(contact: Contact) -> str:
    return " · ".join(filter(None, (contact.name, contact.duty)))
