"""Certificates of service in every state: asked for, shown in public, to be signed, issued, questioned, revoked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from demo.moments import Story, moment
from demo.station import RETIRED_TEACHER, SHOP_TEAM
from demo.world import World
from shuniu.volunteers.actions import certificates as actions
from shuniu.volunteers.actions import notices
from shuniu.volunteers.actions.hearing import Heard
from shuniu.volunteers.actions.judging import settle_doubt
from shuniu.volunteers.public import Decision, Volunteer, doubtful_between

PURPOSES = ("社区表彰", "积分落户", "子女入学", "单位存档", "")
WAYS = (  # how far each of the shop's veterans has come, and how many days ago it began
    ("issued", 120),
    ("issued", 96),
    ("issued", 60),
    ("issued", 40),
    ("revoked", 90),
    ("questioned", 44),
    ("answered", 48),
    ("kept", 70),
    ("declined", 30),
    ("withdrawn", 26),
    ("checked", 12),
    ("checked", 11),
    ("noticed", 5),
    ("noticed", 4),
    ("requested", 2),
    ("requested", 1),
)


def certify(story: Story, world: World) -> None:
    told: dict = {}
    for at, (way, back) in enumerate(WAYS):
        begun = story.year.before(back)
        story.on(begun, lambda when, at=at, way=way: _ask(at, way, told, story, world, when))
    story.on(story.year.before(80), lambda when: _ask_for_the_teacher(told, story, world, when))


def _veterans(told: dict, world: World, when: datetime) -> list[Volunteer]:
    """Those who kept the shop in 2006 have the most to certify."""
    if "veterans" not in told:
        members = Volunteer.objects.visible_to(world.actor("worker", when)).filter(
            memberships__team__name=SHOP_TEAM, state="active", accepted_on__year=2005
        )
        told["veterans"] = list(members.select_related("person").order_by("pk"))
    return told["veterans"]


def _ask(at: int, way: str, told: dict, story: Story, world: World, when: datetime) -> None:
    volunteer = _veterans(told, world, when)[at]
    period = (date(2006, 1, 1), date(2006, 12, 31)) if way != "declined" else (date(2007, 1, 1), date(2007, 12, 31))
    _asked(volunteer, way, period, PURPOSES[at % len(PURPOSES)], story, world, when)


def _ask_for_the_teacher(told: dict, story: Story, world: World, when: datetime) -> None:
    """The retired teacher's own, asked for on the phone: hers is the one to scan."""
    by = world.actor("volunteer", when)
    teacher = Volunteer.objects.visible_to(by).select_related("person").get(person__name=RETIRED_TEACHER)
    period = (when.date() - timedelta(days=180), when.date() - timedelta(days=20))
    certificate = actions.ask_certificate(
        teacher, first=period[0], last=period[1], purpose="社区表彰", channel="phone", by=by
    )
    looked = moment(when.date() + timedelta(days=1), time(16, 30))
    story.at(looked, lambda at: _look_into_doubts(certificate, world, at))
    _lead_on(certificate, "issued", story, world)


def _look_into_doubts(certificate, world: World, when: datetime) -> None:
    """Some of her hours are doubtful by a rule; before they are certified, the director has looked."""
    by = world.actor("director", when)
    period = (certificate.first, certificate.last + timedelta(days=1))
    entries = doubtful_between(*period, by).filter(volunteer=certificate.volunteer)
    doubts = Decision.objects.visible_to(by).filter(
        noun="volunteers.hourentry", noun_id__in=entries.values("pk"), outcome="doubtful", settled_at__isnull=True
    )
    for doubt in list(doubts):
        settle_doubt(doubt, finding="与学校签到表核对，一致", by=by)


def _asked(volunteer, way: str, period, purpose: str, story: Story, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    certificate = actions.ask_certificate(
        volunteer, first=period[0], last=period[1], purpose=purpose, channel="paper", by=by
    )
    _lead_on(certificate, way, story, world)
    if way == "noticed":
        noted = moment(certificate.requested_on + timedelta(days=2), time(17, 40))
        story.at(noted, lambda when: _somebody_objects(certificate, world, when))


def _lead_on(certificate, way: str, story: Story, world: World) -> None:
    """The steps that follow, each on its day; what lies in the future does not happen."""
    day = certificate.requested_on

    def later(days: int, minute: int, act) -> None:
        story.at(moment(day + timedelta(days=days), time(17, minute)), act)

    minute = certificate.pk % 25
    if way == "declined":
        later(1, minute, lambda when: _decline(certificate, world, when))
    elif way == "withdrawn":
        later(1, minute, lambda when: _withdraw(certificate, world, when))
    elif way != "requested":
        later(1, minute, lambda when: actions.confirm_hours(certificate, by=world.actor("worker", when)))
    if way in ("requested", "declined", "withdrawn", "noticed"):
        return
    later(9, minute, lambda when: actions.close_notice(certificate, by=world.house(when)))
    if way == "checked":
        return
    later(10, minute, lambda when: _issue(certificate, world, when))
    if way == "issued":
        return
    later(30, minute, lambda when: _question(certificate, world, when))
    if way == "questioned":
        return
    later(33, minute, lambda when: _answer(certificate, world, when))
    if way == "answered":
        return
    end = actions.revoke_certificate if way == "revoked" else actions.keep_certificate
    later(36, minute, lambda when: end(certificate, by=world.actor("director", when)))


def _withdraw(certificate, world: World, when: datetime) -> None:
    heard = Heard("phone", "本人来电，陈晓燕接听")
    actions.withdraw_request(certificate, heard=heard, by=world.actor("worker", when))


def _somebody_objects(certificate, world: World, when: datetime) -> None:
    """One neighbour rang and is to be rung; another came to the desk, and the director has looked into it."""
    worker = world.actor("worker", when)
    if not certificate.pk % 2:
        told = {"channel": "phone", "reply": "phone", "objector": "居民王女士，13800138000，傍晚方便"}
        notices.take_objection(certificate, says="2006年夏天他有一个月不在店里。", **told, by=worker)
        return
    told = {"channel": "window", "reply": "letter", "objector": "居民李先生，叶家宅路12号信箱"}
    objection = notices.take_objection(certificate, says="时长是不是重复登记了？", **told, by=worker)
    found = "逐条核对登记册，没有重复。"
    notices.decide_objection(objection, is_right=False, findings=found, by=world.actor("director", when))


def _decline(certificate, world: World, when: datetime) -> None:
    actions.decline_certificate(certificate, reason="2007年没有服务记录", by=world.actor("worker", when))


def _issue(certificate, world: World, when: datetime) -> None:
    actions.issue_certificate(certificate, by=world.actor("director", when))
    if certificate.pk % 3 == 0:
        filed = f"{when.year}-志愿证明-{certificate.pk:03}"
        actions.file_copy(
            certificate, reason="申请单位要求盖章件", count=1, filed_as=filed, by=world.actor("worker", when)
        )


def _question(certificate, world: World, when: datetime) -> None:
    reason = "登记册第12页的两次签名不一致，须核实"
    actions.announce_revocation(certificate, reason=reason, by=world.actor("worker", when))


def _answer(certificate, world: World, when: datetime) -> None:
    words = "那两次是请同伴代签的，服务本身属实，可问当时的负责人。"
    heard = Heard("window", "谈话记录，本人签字")
    actions.answer_revocation(certificate, words=words, heard=heard, by=world.actor("assessor", when))
