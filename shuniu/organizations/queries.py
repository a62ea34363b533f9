"""Questions that cross nouns: who is registered, who may be one, what ends soon, how the inspections went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value

from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.kernel.models import Appointment, Code
from shuniu.kernel.permissions import CARD_ROLES
from shuniu.kernel.sealing import reveal
from shuniu.kernel.signin.queries import in_force
from shuniu.organizations.codes import name_key
from shuniu.organizations.models import (
    ChangeRequest,
    Contact,
    Incubation,
    Inspection,
    InspectionCycle,
    Licence,
    Objection,
    Organization,
    Premises,
    ReminderCall,
    Settling,
)
from shuniu.organizations.models.organization import NOUN
from shuniu.organizations.standing import stands
from shuniu.organizations.workflow import OPEN_INSPECTIONS, WITH_THE_ORGANIZATION
from shuniu.people.public import Person


def organizations_on(on: date, actor: Actor) -> QuerySet[Organization]:
    """Organizations that are registered here on a day, suspended or not."""
    return Organization.objects.visible_to(actor).filter(stands("registered", on))


def registries_on(actor: Actor) -> list[str]:
    """The registries that the register names."""
    rows = Organization.objects.visible_to(actor).exclude(registry="").order_by("registry")
    return list(rows.values_list("registry", flat=True).distinct())


def committees_on(actor: Actor) -> list[tuple[int, str]]:
    """The residents' committees with organizations: (code, name)."""
    rows = Organization.objects.visible_to(actor).exclude(place=None).order_by("place_id")
    return list(rows.values_list("place_id", "place__name").distinct())


def acting_for(organization: Organization, *, on: date) -> set[int]:
    """The accounts appointed for one organization on a day."""
    mine = Appointment.objects.filter(noun=NOUN, noun_id=organization.pk, role__in=CARD_ROLES)
    return set(in_force(mine, on).values_list("user_id", flat=True))


def contacts_of(person: Person) -> list[Contact]:
    """Where a person on record answers for an organization, or did: by name, with the phone or the account beside it.

    Never by the name alone: a namesake's contact is none of theirs, to read or to forget.
    """
    named = Contact.objects.unscoped(because="of a person that its caller scoped").filter(
        centre_id=person.centre_id, name=person.name
    )
    phone, rows = reveal(person, "phone"), list(named.order_by("pk"))
    found = [contact for contact in rows if _is_of(contact, person.user_id, phone)]
    accounts = {contact.account_id for contact in found} - {None}
    return [contact for contact in rows if contact in found or contact.account_id in accounts]


def unsure_contacts_of(person: Person) -> list[Contact]:
    """Contacts of the same name who have left, with neither number nor account: theirs or a namesake's, nobody can tell from
    the row. Who still answers for an organization is ended first, as everybody is: no duty ends by a likeness."""
    named = Contact.objects.unscoped(because="of a person that its caller scoped").filter(
        centre_id=person.centre_id, name__in={each.name for each in person.records}, account=None,
        until__isnull=False,
    )  # fmt: skip
    rows = named.select_related("organization").order_by("pk")
    return [contact for contact in rows if not reveal(contact, "phone")]


def _is_of(contact: Contact, account: int | None, phone: str) -> bool:
    if account is not None and contact.account_id == account:
        return True
    return bool(phone) and reveal(contact, "phone") == phone


def organizations_found(rows: QuerySet, text: str, _actor=None) -> QuerySet[Organization]:
    """By a piece of the name, the credit code or the registration number."""
    text = text.strip()
    return rows.filter(Q(name__icontains=text) | Q(code=text.upper()) | Q(certificate_number=text))


CHANNELS = "organizations.reminder_channel"
BEFORE_CODES = {"page": "account", "clock": "account"}  # how the account's channel was written before it had a code


def channel_names(*, place: int, on: date) -> dict[str, str]:
    """Channel as it is stored → what it is called."""
    return channels_in(codes(CHANNELS, place=place, on=on))


def channels_in(table: Iterable[Code]) -> dict[str, str]:
    """`channel_names` of a code table that is here already."""
    names = {code.code: str(code) for code in table}
    return names | {old: names[new] for old, new in BEFORE_CODES.items() if new in names}


def with_an_account(organizations: Iterable[int], *, on: date) -> set[int]:
    """Of these organizations, the ones for which somebody acts online on a day."""
    seats = Appointment.objects.filter(noun=NOUN, noun_id__in=list(organizations), role__in=CARD_ROLES)
    return set(in_force(seats, on).values_list("noun_id", flat=True))


def calls_to_make(actor: Actor, *, year: int | None = None) -> QuerySet[ReminderCall]:
    """Whom to call: reminders that reach no account, until somebody was told or the report is here."""
    rows = ReminderCall.objects.visible_to(actor).filter(
        told_at__isnull=True, inspection__state__in=WITH_THE_ORGANIZATION
    )
    rows = rows.filter(inspection__year=year) if year is not None else rows
    return rows.select_related("organization", "inspection__cycle")


def perhaps_the_same(organization: Organization) -> QuerySet[Organization]:
    """Others on record that may be this one: the same name but for place and brackets, or the same number."""
    same = Q(name_key=organization.name_key or name_key(organization.name))
    if organization.certificate_number:
        same |= Q(certificate_number=organization.certificate_number)
    return (
        Organization.objects.unscoped(because="the organization itself was scoped")
        .filter(same, centre_id=organization.centre_id, deregistered_on__isnull=True)
        .exclude(pk=organization.pk)
    )


def doubled(rows: QuerySet, _value=None, actor: Actor | None = None) -> QuerySet[Organization]:
    """Those of `rows` whose name stands twice in the centre, but for place and brackets."""
    twice = Organization.objects.visible_to(actor).filter(deregistered_on__isnull=True).values("name_key")
    return rows.filter(name_key__in=twice.annotate(count=Count("pk")).filter(count__gt=1).values("name_key"))


def settled_on(on: date, actor: Actor) -> QuerySet[Organization]:
    """Organizations registered on a day that moved in with the centre's help."""
    return organizations_on(on, actor).filter(settled_on__lte=on)


def inspected_on_time(on: date, actor: Actor) -> QuerySet[Inspection]:
    """Of the newest inspection of each registry and kind whose last day has come: those received by it."""
    ended = InspectionCycle.objects.visible_to(actor).filter(registry_by__lte=on)
    newest = ended.filter(
        centre=OuterRef("cycle__centre"), registry=OuterRef("cycle__registry"), kind=OuterRef("cycle__kind")
    )
    newest = newest.order_by().values("kind").annotate(newest=Max("year")).values("newest")
    return Inspection.objects.visible_to(actor).filter(
        year=Subquery(newest), received_on__lte=F("cycle__registry_by"), cycle__registry_by__lte=on
    )  # fmt: skip


CALLS = "calls to make"  # stands where the states of inspections stand, and is none


def inspected_years(actor: Actor) -> QuerySet:
    """The years of which there are inspections, the newest first."""
    held = Inspection.objects.visible_to(actor).filter(centre=OuterRef("centre"), cycle=OuterRef("pk"))
    cycles = InspectionCycle.objects.visible_to(actor).filter(Exists(held))
    return cycles.order_by("-year").values_list("year", flat=True).distinct()


def season_counts(actor: Actor, *, year: int) -> QuerySet:
    """(state, or CALLS, how many) of a year, in one question."""
    states = Inspection.objects.visible_to(actor).filter(year=year).order_by().values("state")
    calls = calls_to_make(actor, year=year).order_by().values(state=Value(CALLS))
    states, calls = (rows.annotate(count=Count("pk")).values_list("state", "count") for rows in (states, calls))
    return states.union(calls, all=True)


def licences_in_question(rows: QuerySet[Licence]) -> QuerySet[Licence]:
    """Those of `rows` that none of the same kind outlasts: a renewal ends the former."""
    renewed = Licence.objects.unscoped(because="of the same organization").filter(
        _outlasts("valid_until"),
        centre=OuterRef("centre"),
        organization=OuterRef("organization"),
        title=OuterRef("title"),
    )
    return rows.filter(~Exists(renewed))


def premises_in_question(rows: QuerySet[Premises]) -> QuerySet[Premises]:
    """Those of `rows` whose agreement was not renewed, and which no others followed when it ended."""
    later = Premises.objects.unscoped(because="of the same organization").filter(
        _outlasts("until") & Q(address=OuterRef("address")) | Q(since__gte=OuterRef("until")),
        centre=OuterRef("centre"),
        organization=OuterRef("organization"),
    )
    return rows.filter(~Exists(later))


def _outlasts(end: str) -> Q:
    return Q(**{f"{end}__gt": OuterRef(end)}) | Q(**{f"{end}__isnull": True}, pk__gt=OuterRef("pk"))


def expired(organizations: Iterable[int], *, on: date, actor: Actor) -> dict[int, list[str]]:
    """Organization → what has run out on a day and was not renewed: licences and premises, by their names."""
    found: dict[int, list[str]] = {}
    for rows, said in (
        (licences_in_question(Licence.objects.visible_to(actor).filter(valid_until__lt=on)), "title"),
        (premises_in_question(Premises.objects.visible_to(actor).filter(until__lt=on)), "address"),
    ):
        for key, name in rows.filter(organization__in=organizations).values_list("organization_id", said):
            found.setdefault(key, []).append(name)
    return found


def ending_soon(on: date, until: date, actor: Actor) -> QuerySet[Licence]:
    """Licences that run out between two days and were not renewed, the first to go first."""
    rows = licences_in_question(Licence.objects.visible_to(actor).filter(valid_until__range=(on, until)))
    return rows.select_related("organization").order_by("valid_until")


# --- What waits -------------------------------------------------------------------------------------------------------
def change_requests_waiting_for(actor: Actor) -> QuerySet[ChangeRequest]:
    if not actor.may("organizations.moderate"):
        return ChangeRequest.objects.visible_to(actor).none()
    return (
        ChangeRequest.objects.visible_to(actor).filter(state="asked").select_related("organization").order_by("due_on")
    )


def inspections_waiting_for(actor: Actor) -> QuerySet[Inspection]:
    """For a contact: the own inspection that is asked for. For the centre: what waits for it beyond reminding."""
    rows = Inspection.objects.visible_to(actor).select_related("organization", "cycle").order_by("due_on")
    if actor.may("organizations.own"):
        return rows.filter(state__in=("reminded", "rectifying"))
    if not actor.may("organizations.pre_check"):
        return rows.none()
    return rows.filter(state__in=OPEN_INSPECTIONS, due_on__lt=actor.today)


def objections_waiting_for(actor: Actor) -> QuerySet[Objection]:
    """For the centre: objections whose answer is not noted yet, the longest due first."""
    rows = Objection.objects.visible_to(actor).select_related("organization")
    return (
        rows.filter(state="raised").order_by("due_on") if actor.may("organizations.answer_objection") else rows.none()
    )


def agreements_ending(until: date, actor: Actor) -> QuerySet[Settling]:
    """Agreements of those that settled and are here still, over by a day."""
    rows = Settling.objects.visible_to(actor).filter(
        state="settled",
        agreement_until__lte=until,
        organization__moved_on__isnull=True,
        organization__deregistered_on__isnull=True,
    )
    return rows.select_related("organization").order_by("agreement_until", "pk")


def incubations_asking(until: date, actor: Actor) -> QuerySet[Incubation]:
    """Incubations under way that end, or are to be reviewed, by a day."""
    rows = Incubation.objects.visible_to(actor).filter(state="growing")
    return rows.filter(Q(until__lte=until) | Q(next_review_on__lte=until)).select_related("organization").order_by("pk")


def missing_papers(settling: Settling, *, on: date) -> list[str]:
    """The papers for settling that are not here yet, by their names."""
    asked = codes("organizations.settling_paper", place=settling.centre_id, on=on)
    return [str(code) for code in asked if code.code not in settling.papers]
