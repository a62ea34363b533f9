"""Taking in a request: in one short form, once, however often a poor line sends it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.casework import permissions
from shuniu.casework.models import Case, CaseRole, Secrecy, Service
from shuniu.casework.models.case import OF_TYPE
from shuniu.casework.queries import asked_at_portal, days_to_bring, roles_in
from shuniu.casework.workflow import CASE
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import setting
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Allowed, Denied, Refused, holds, require
from shuniu.kernel.sealing.fields import conceal

TAKEN_IN = trail.entry_kind(
    "casework.taken_in", _("Took in {number}: {service}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
SEALED_IN = trail.entry_kind("casework.sealed_in", _("Opened a sealed case"), erasure=trail.Erasure.NOTHING_PERSONAL)


TAKEN_ON = trail.entry_kind(
    "casework.taken_on", _("Took on a case that nobody handled"), erasure=trail.Erasure.NOTHING_PERSONAL
)


class TakenInBefore(Refused):
    """The same form was sent before; `case` is what came of it."""

    def __init__(self, case: Case):
        super().__init__(Denied(_("This request was taken in already.")))
        self.case = case


@action
def take_in(
    service: Service,
    *,
    applicant: str = "",
    phone: str = "",
    request: str = "",
    channel: str = "window",
    papers_missing: Sequence[str] = (),
    come_back_on=None,
    come_back_at: str = "",
    intake_key: str = "",
    by: Actor,
) -> Case:
    """A case from a request, handled by whoever takes it in. Raises TakenInBefore, Refused.

    Where a paper is missing the case waits for it, and the applicant is told a day to come back.
    """
    require(holds(by, permissions.TAKE_IN))
    if service.case_type.secrecy == Secrecy.ASSESSORS:
        raise Refused(
            Denied(_("The director opens this kind of case and names who assesses; please call the director."))
        )
    if service.case_type.secrecy == Secrecy.APPOINTMENT and by.subject != (OF_TYPE, service.case_type_id):
        raise Refused(Denied(_("Only who is appointed for this kind of case may do this.")))
    if channel == Case.Channel.PORTAL and by.user_id is None:
        require(_asked_without_an_account(service, by))
    case = _new_case(service, channel, intake_key, by)
    if service.case_type.keeps_applicant:
        conceal(case, "applicant", applicant)
        conceal(case, "phone", phone)
    elif applicant or phone:
        raise Refused(Denied(_("This kind of case keeps no name and no phone; leave both empty.")))
    conceal(case, "request", request)
    case.papers_missing, case.come_back_on, case.come_back_at = list(papers_missing), come_back_on, come_back_at
    if papers_missing:
        _wait_for_papers(case, by)
    _insert(case, by)
    if by.user_id is not None:  # the house itself handles nothing
        _role(case, by.user_id, CaseRole.Role.HANDLER, by).save(force_insert=True)
    _say(case, service, by)
    return case


def _asked_without_an_account(service: Service, by: Actor) -> Allowed | Denied:
    """Whether a resident may leave a request on the public page now."""
    if not service.by_portal:
        return Denied(_("This service is asked for at the window."))
    most = int(setting("casework.portal.most_a_day", place=service.centre_id, on=by.today))
    if asked_at_portal(service.centre_id, by.today) >= most:
        return Denied(_("No more requests are taken in here today; please call, or come to the window."))
    return Allowed()


@action
def take_on_case(case: Case, *, by: Actor) -> None:
    """Handle a case that came in without anybody. Raises Refused where somebody was faster."""
    require(holds(by, permissions.HANDLE))
    if case.is_sealed or roles_in(case).filter(until__isnull=True).exists():
        raise Refused(Denied(_("Somebody handles this case already.")))
    give_role(case, by.user_id, CaseRole.Role.HANDLER, by=by)
    trail.record(TAKEN_ON, case, by=by)


@action
def open_sealed_case(
    service: Service, *, applicant: str, phone: str = "", request: str = "", assessors: Sequence, by: Actor
) -> Case:
    """A case that only its assessors (accounts) can find; whoever opens it cannot, unless named. Raises Refused."""
    require(holds(by, permissions.OPEN_SEALED))
    if service.case_type.secrecy != Secrecy.ASSESSORS:
        raise Refused(Denied(_("This service is not of a sealed kind; take it in at the window.")))
    least = int(setting("casework.adoption.least_assessors", place=service.centre_id, on=by.today))
    people = {user.pk: user for user in assessors}
    if len(people) < least:
        raise Refused(Denied(_("At least %(least)s different people assess.") % {"least": least}))
    case = _new_case(service, "window", "", by)
    conceal(case, "applicant", applicant)
    conceal(case, "phone", phone)
    conceal(case, "request", request)
    _insert(case, by)
    for user_id in people:
        give_role(case, user_id, CaseRole.Role.ASSESSOR, by=by)
    _say(case, service, by)
    return case


def give_role(case: Case, user_id: int, role: str, *, by: Actor) -> None:
    """A dated role. Raises Refused where the person has it already, from whatever day."""
    if roles_in(case).filter(user_id=user_id, role=role, until__isnull=True).exists():
        raise Refused(Denied(_("This person has this role in the case already.")))
    try:
        with transaction.atomic():
            _role(case, user_id, role, by).save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This person has this role in the case already."))) from twice


def _role(case: Case, user_id: int, role: str, by: Actor) -> CaseRole:
    return CaseRole(centre_id=case.centre_id, case=case, user_id=user_id, role=role, since=by.today)


def _new_case(service: Service, channel: str, intake_key: str, by: Actor) -> Case:
    kind = service.case_type
    case = Case(
        centre_id=service.centre_id,
        service=service,
        case_type=kind,
        secrecy=kind.secrecy,
        channel=channel,
        intake_key=intake_key or uuid4().hex,
        taken_in_at=by.at,
    )
    CASE.begin(case, by=by)
    case.due_on = add_workdays(by.today, kind.limit_days)
    return case


def _wait_for_papers(case: Case, by: Actor) -> None:
    case.state, case.due_on, case.days_left = "awaits_paper", None, case.case_type.limit_days
    if case.come_back_on is None:
        case.come_back_on = add_workdays(by.today, days_to_bring(case, by.today))


def _insert(case: Case, by: Actor) -> None:
    case.number = _number(case, by)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as twice:
        before = Case.objects.unscoped(because="the same form, sent by the same hand").filter(
            centre_id=case.centre_id, intake_key=case.intake_key, secrecy=case.secrecy
        )
        if (found := before.first()) is None:
            raise
        raise TakenInBefore(found) from twice


def _number(case: Case, by: Actor) -> str:
    """Asked for last: until the end of the transaction the next in line waits for it."""
    sealed = "" if case.secrecy == Secrecy.OPEN else f" {case.secrecy}"  # their numbers leave no gap in the others
    number = next_number(f"casework {by.today:%m%d}{sealed}", centre_id=case.centre_id, year=by.today.year)
    return f"{'MF' if sealed else 'AJ'}{by.today:%Y%m%d}-{number:03d}"


def _say(case: Case, service: Service, by: Actor) -> None:
    """Of a sealed case the trail keeps that there is one, and nothing by which to know it."""
    if case.is_sealed:
        trail.record(SEALED_IN, case, by=by)
    else:
        trail.record(TAKEN_IN, case, by=by, facts={"number": case.number, "service": service.name})
