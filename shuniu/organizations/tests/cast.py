"""The cast of this room's tests: an organization of the demo's kind, and who works with it, in the season of 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from stdnum.cn import uscc

from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.types import judge
from shuniu.kernel.models import Appointment, User
from shuniu.kernel.permissions import permissions_of
from shuniu.organizations.actions.inspections import declare_true, fill_in, hand_in_paper, open_cycle
from shuniu.organizations.actions.registering import register_organization
from shuniu.organizations.actions.reminding import remind_organizations
from shuniu.organizations.models import Inspection, InspectionCycle, Organization
from shuniu.organizations.models.organization import NOUN

CENTRE = 310107015000  # 长寿路街道
NEIGHBOUR = 310107005000  # 曹杨新村街道
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
TODAY = date(2026, 3, 18)
REGISTRY, SUPERVISOR = "普陀区民政局", "长寿路街道办事处"
NAMES = {
    "worker": "陈晓燕",
    "director": "周建国",
    "officer": "赵明",
    "contact": "王敏",
    "committee": "林秀珍",
    "bureau": "钱蓉",
    "auditor": "何静",
}
PDF = b"%PDF-1.4\n" + b"0" * 2_000


def seat(
    role: str, *, at: datetime = NOW, place: int | None = None, of: Organization | None = None, name: str = ""
) -> Actor:
    """An actor with an account of its own; `of`: whose contact."""
    name = name or (f"{NAMES[role]}{of.pk}" if of else NAMES[role])
    user, _new = User.objects.get_or_create(username=f"{role}-{name}", defaults={"name": name})
    place = place or {"bureau": 310107000000}.get(role, CENTRE)
    return Actor(user.pk, name, role, place, permissions_of(role), at, subject=(NOUN, of.pk) if of else None)


def later(actor: Actor, days: int) -> Actor:
    return replace(actor, at=actor.at + timedelta(days=days))


def code(number: int, kind: str = "2") -> str:
    """A credit code that passes every check of form."""
    body = f"5{kind}310107MJ{number:07}"
    return body + uscc.calc_check_digit(body)


def an_organization(
    name: str = "长寿乐龄老年护理服务中心", *, number: int = 1, at: datetime = NOW, **facts
) -> Organization:
    said = {
        "kind": "private_unit", "code": code(number), "registry": REGISTRY, "supervisor": SUPERVISOR,
        "legal_representative": "王敏", "address": "常德路100号", "registered_on": date(2015, 6, 1), "staff_full": 12,
    }  # fmt: skip
    return register_organization(centre_id=CENTRE, name=name, by=seat("worker", at=at), **{**said, **facts})


def a_cycle(year: int = 2025, *, kind: str = "private_unit", by: Actor | None = None) -> InspectionCycle:
    return open_cycle(
        centre_id=CENTRE, registry=REGISTRY, kind=kind, year=year, opens_on=date(year + 1, 1, 1),
        supervisor_by=date(year + 1, 3, 31), registry_by=date(year + 1, 5, 31),
        papers=["report", "certificate", "accounts"], by=by or seat("director"),
    )  # fmt: skip


SUMS = {"opening_net": "100000", "income": "50000", "expense": "30000", "closing_net": "120000"}
ANSWERS = {**SUMS, "board": 5, "meetings": 2, "account": "全年服务老人1200人次。", "plan": "增设认知症照护。"}


def an_inspection(**facts) -> Inspection:
    """An organization's inspection, reminded."""
    organization = an_organization(**facts)
    a_cycle()
    inspection = Inspection.everything.select_related("organization", "cycle").get(organization=organization)
    remind_organizations([inspection], channel="phone", by=seat("worker"))
    inspection.refresh_from_db()
    return inspection


def filled(inspection: Inspection, **answers) -> Inspection:
    by = seat("contact", of=inspection.organization)
    fill_in(inspection, answers={**ANSWERS, **answers}, by=by)
    for kind in inspection.cycle.papers:
        hand_in_paper(inspection, paper=judge(f"{kind}.pdf", PDF, place=CENTRE, on=TODAY), kind=kind, by=by)
    return declare_true(inspection, name="王敏", by=by)


def browser(
    role: str, *, of: Organization | None = None, place: int | None = None, language: str = "zh-hans"
) -> Client:
    """A browser in which somebody of a role has signed in; a contact's appointment is about `of`."""
    actor = seat(role, place=place, of=of)
    about = {"noun": NOUN, "noun_id": of.pk} if of is not None else {}
    Appointment.objects.get_or_create(
        user_id=actor.user_id, role=role, place_id=actor.place, **about, defaults={"since": date(2020, 1, 1)}
    )
    user, client, session = User.objects.get(pk=actor.user_id), Client(), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session["last_seen"] = session["signed_in_at"] = int(NOW.timestamp())
    session.save()
    client.cookies["sessionid"], client.cookies["django_language"] = session.session_key, language
    return client
