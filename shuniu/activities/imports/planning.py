"""A Draft against the session's sign-ups, the register and the ledger → a Plan. Nothing is written here.

Somebody is known by a telephone together with the name: of a sign-up for this session, else of a person on record. A
name alone never is (ADR 0017): whoever is known by nothing more is counted without the name, and the name is not kept.
"""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, Sum

from shuniu.activities.actions.importing import Plan, Sheet
from shuniu.activities.imports.judging import Draft, Signed
from shuniu.activities.models import Attendance, Session, SignUp
from shuniu.activities.queries import asked_to_come, standing_attendance
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import in_portions
from shuniu.kernel.imports.standing import stamp
from shuniu.kernel.sealing.fields import index_of, reveal
from shuniu.people.public import Person, on_record


def plan_for(draft: Draft, session: Session, *, file_name: str, digest: str, by: Actor) -> Plan:
    plan = Plan(session=session, stamp=stamp(session.centre_id))
    known, there = _Known(draft, session, by), _There(session)
    unnamed: Counter[str] = Counter()
    for signed in draft.signed:
        sheet = plan.sheets.setdefault(signed.sheet, Sheet())
        who = known.who(signed)
        if who is None:
            unnamed[signed.sheet] += 1
        elif there.takes(who):
            (sheet.sign_ups if isinstance(who, SignUp) else sheet.people).append(who)
        else:
            plan.unchanged += 1
    counted = _counted_before(session, file_name, digest)
    for name, count in unnamed.items():
        before = min(counted[name], count)
        plan.sheets[name].others = count - before
        plan.unchanged += before
    return plan


class _Known:
    """Who of the sign-ups, else of the people on record, somebody in the list is."""

    def __init__(self, draft: Draft, session: Session, by: Actor):
        self.centre = session.centre_id
        self.asked = {bytes(row.phone_index): row for row in asked_to_come(session) if row.phone_index}
        self.people: dict[tuple[bytes, str], Person] = {}
        indexes = {self._index(Person, each.phone) for each in draft.signed if each.phone}
        for some in in_portions(sorted(indexes)):
            for person in on_record(by).filter(phone_index__in=some):
                self.people[bytes(person.phone_index), person.name] = person

    def who(self, signed: Signed) -> SignUp | Person | None:
        if not signed.phone:
            return None
        asked = self.asked.get(self._index(SignUp, signed.phone))
        if asked is not None and (reveal(asked, "called") or "") in signed.name:
            return asked
        return self.people.get((self._index(Person, signed.phone), signed.name))

    def _index(self, model, phone: str) -> bytes:
        return bytes(index_of(model, "phone_index", phone, self.centre))


class _There:
    """Who is noted as present already, or was met in the list before."""

    def __init__(self, session: Session):
        noted = list(standing_attendance(session).values_list("sign_up_id", "person_id"))
        self.sign_ups = {sign_up for sign_up, _person in noted if sign_up}
        self.people = {person for _sign_up, person in noted if person}

    def takes(self, who: SignUp | Person) -> bool:
        """Whether this is news; from then on it is none."""
        noted = self.sign_ups if isinstance(who, SignUp) else self.people
        if who.pk in noted:
            return False
        noted.add(who.pk)
        return True


def _counted_before(session: Session, file_name: str, digest: str) -> Counter[str]:
    """Sheet → people counted without names from this file, as it came before or under another name."""
    entries = Attendance.objects.unscoped(because="the session itself was scoped").filter(
        Q(batch__file_name=file_name) | Q(batch__digest=digest),
        centre_id=session.centre_id, session=session, sign_up__isnull=True, person__isnull=True,
    )  # fmt: skip
    return Counter(dict(entries.order_by().values_list("sheet").annotate(total=Sum("people"))))
