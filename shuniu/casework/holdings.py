"""What this room tells a person on record of themselves, forgets with them, and lets stand in the way of an erasure."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework.actions.forgetting import forget_cases_of, forget_day_care_of
from shuniu.casework.actions.rights import follow_record
from shuniu.casework.advice import advice_in_force, advice_paper
from shuniu.casework.keeping import cases_naming, cases_of, days_of, incidents_of, is_in_day_care, places_of
from shuniu.casework.models import Secrecy
from shuniu.casework.queries import asked_of, files_named, sent_to, tellable_notes
from shuniu.casework.workflow import CASE, OPEN_STATES
from shuniu.kernel import trail
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.calendar import day_of
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.sealing import reveal
from shuniu.people.public import CORRECTED, HOLDINGS, TIES, Holding, Person, as_read


# --- Told -------------------------------------------------------------------------------------------------------------
def told_of_case(case, actor: Actor, *, notes: Sequence[int] | None = None, files: Sequence[int] | None = None) -> dict:
    """A case as its applicant reads it: never of danger, and no note but those the actor may read.

    notes, files: the keys that a named person chose; None is all that may be told, and of an assessment none. What an
    assessment says of the applicant without having it from them is told by choice alone, its advice once it is issued.
    """
    assessed = case.secrecy == Secrecy.ASSESSORS
    written, kept = tellable_notes(case, actor), attachments_of(case)
    if notes is not None or assessed:
        written = written.filter(pk__in=notes or ())
    if files is not None or assessed:
        kept = kept.filter(pk__in=files or ())
    return {
        _("Case number"): case.number,
        _("Service"): case.service.name,
        _("Taken in on"): day_of(case.taken_in_at).isoformat(),
        _("Taken in"): case.get_channel_display(),
        _("Applicant"): reveal(case, "applicant"),
        _("Phone"): reveal(case, "phone"),
        _("What is asked"): reveal(case, "request"),
        _("State"): str(CASE.by_state[case.state].label),
        _("What came of it"): "" if assessed else reveal(case, "outcome"),
        _("Satisfaction"): case.satisfaction or "",
        _("Notes"): [f"{day_of(note.written_at)} {reveal(note, 'text')}" for note in written],
        _("The paper"): _advice_given(case),
        _("Referrals"): [_told_of_referral(each, assessed) for each in case.referrals.order_by("pk")],
        _("Documents in custody"): [f"{each.taken_on} {each.called}" for each in case.custodyitems.order_by("pk")],
        _("Files"): [name for _key, name in files_named(case, kept)],
    }


def _advice_given(case) -> str:
    document = advice_in_force(case)
    if document is None:
        return ""
    paper = advice_paper(case, document, on=day_of(document.issued_at))
    return f"{document.number} {paper.conclusion} {paper.grounds}"


def _told_of_referral(referral, assessed: bool) -> str:
    """The applicant agreed to whom it goes; what assessors asked there and heard is not from the applicant."""
    whom = f"{referral.sent_on} {sent_to(referral)[0]}"
    return whom if assessed else f"{whom}：{asked_of(referral)} {reveal(referral, 'result')}".strip()


def requests_of(person: Person, actor: Actor) -> list[dict]:
    return [told_of_case(case, actor) for case in cases_of(person)]


def care_of(person: Person, actor: Actor) -> list[dict]:
    places = places_of(person)
    return [as_read(row) for rows in (days_of(places), incidents_of(places)) for row in rows]


# --- Forgotten --------------------------------------------------------------------------------------------------------
def forget_requests(person: Person, actor: Actor) -> None:
    if cases_of(person):
        forget_cases_of(person, by=actor)


def forget_care(person: Person, actor: Actor) -> None:
    if is_in_day_care(person):
        forget_day_care_of(person, by=actor)


HOLDINGS.append(Holding(gettext_lazy("Requests at the window"), requests_of, forget_requests))
HOLDINGS.append(Holding(gettext_lazy("Days and incidents in day care"), care_of, forget_care))


# --- What stands in the way -------------------------------------------------------------------------------------------
def waits_at_the_window(person: Person) -> Allowed | Denied:
    """An open request that is not sealed; of a sealed one nothing is said here."""
    if any(case.state in OPEN_STATES for each in person.records for case in cases_of(each)):
        return Denied(_("The person has a request at the window that is still open; close it first."))
    return Allowed()


def holds_a_day_care_place(person: Person) -> Allowed | Denied:
    if any(places_of(each).filter(until=None).exists() for each in person.records):
        return Denied(_("The person has a place in day care; end it first."))
    return Allowed()


TIES += [waits_at_the_window, holds_a_day_care_place]


# --- Corrected --------------------------------------------------------------------------------------------------------
@trail.listener(CORRECTED)
def follow_correction(entry) -> None:
    """A name or phone put right in the register is put right in the person's requests. Sealed cases are not touched."""
    before = (trail.detail_of(entry) or {}).get("before", {})
    by = system_actor(place=entry.centre_id, via="job", at=entry.at, name="people.corrected")
    person = Person.objects.visible_to(by).get(pk=entry.noun_id)
    now = {"name": person.name, "phone": reveal(person, "phone")}
    was = {column: before.get(column, value) for column, value in now.items()}
    if was == now:
        return
    for case in cases_naming(was["name"], was["phone"], centre=entry.centre_id):
        follow_record(case, applicant=now["name"], phone=now["phone"], by=by)
