"""People come and go; two records of one person; consents, looks with their reasons, one who asks to be forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.apps import apps

from demo.moments import Story
from demo.neighbourhood import CENTRE
from demo.plan import Stay
from demo.world import World
from shuniu.groups.actions.roster import enrol_member, join_group, leave_group
from shuniu.kernel.models import Place
from shuniu.people.actions.duplicates import keep_apart, merge_people, propose_duplicates, take_apart
from shuniu.people.actions.erasure import ask_erasure, decide_erasure, give_consent, withdraw_consent
from shuniu.people.actions.records import correct_person, look_at
from shuniu.people.public import Particulars, Person

LOOKS = (
    (("phone",), "打电话核对活动时间"),
    (("phone",), "通知参加重阳节演出"),
    (("id_number",), "核对重复记录"),
    (("phone", "address"), "送队旗上门"),
    (("address",), "居委询问是否本辖区居民"),
)
WORDING = "同意中心保存本人姓名、出生年月、联系电话和住址，用于团队备案和活动通知；可随时撤回。"


def come_and_go(story: Story, world: World, rng: Random) -> None:
    stays = [stay for stay in world.plan.stays() if stay.group.round == 0]
    for stay in stays:
        if stay.how in ("enrolled", "joined"):
            day = story.year.before(rng.randint(45, 330))
            story.on(day, lambda when, stay=stay: _join(stay, world, when))
        if stay.left:
            day = story.year.before(rng.randint(8, 330))
            story.on(day, lambda when, stay=stay: _leave(stay, world, when))


def keep_records(story: Story, world: World, rng: Random) -> None:
    lasting = [s for s in world.plan.counted() if s.how == "workbook" and s.group.round == 0 and s.duty == "队员"]
    told = rng.sample([stay for stay in lasting if stay.member.phone], 60)
    for at, stay in enumerate(told[:26]):
        columns, reason = LOOKS[at % len(LOOKS)]
        day = story.year.before(rng.randint(1, 320))
        who = "director" if at % 4 == 0 else "worker"
        story.on(day, lambda when, s=stay, w=who, c=columns, r=reason: _look(s, c, r, w, world, when))
    for stay in told[26:36]:
        phone = world.plan.inventor.phone()
        day = story.year.before(rng.randint(10, 300))
        story.on(day, lambda when, stay=stay, phone=phone: _correct(stay, phone, world, when))
    for at, stay in enumerate(told[36:48]):
        day = story.year.before(rng.randint(30, 300))
        story.on(day, lambda when, stay=stay, at=at: _consent(stay, at == 0, story, world, when))
    story.on(story.year.before(6), lambda when: _ask_to_be_forgotten(told[50], story, world, when))


def find_duplicates(story: Story, world: World) -> None:
    """Looked for twice. One pair is merged for good, one by mistake, one kept apart; the others wait."""
    story.on(story.year.before(40), lambda when: _propose(world, when))
    story.on(story.year.before(34), lambda when: _merge(world.plan.shadows[0], world, when))
    story.on(story.year.before(33), lambda when: _merge_and_take_apart(story, world, when))
    story.on(story.year.before(32), lambda when: _keep_apart(world, when))
    story.on(story.year.before(2), lambda when: _propose(world, when))


# --- Coming and going -------------------------------------------------------------------------------------------------
def _join(stay: Stay, world: World, when: datetime) -> None:
    row, by = world.group(stay.group), world.applicant(stay.group, when)
    since = by.today
    if stay.how == "joined":
        known = next(s for s in world.plan.counted() if s.member is stay.member and s is not stay)
        join_group(row, world.person(known), since=since, duty=stay.duty, by=by)
    else:
        enrol_member(row, _particulars(stay, when), since=since, duty=stay.duty, by=by)


def _particulars(stay: Stay, when: datetime) -> Particulars:
    """What the person said, as exactly as they said it."""
    member = stay.member
    precision = {"id": "day", "none": ""}.get(member.known, member.known)
    born = {"month": member.born.replace(day=1), "year": member.born.replace(month=1, day=1), "none": None}
    born["age"] = member.born.replace(month=1, day=1)
    return Particulars(
        name=member.name,
        sex=member.sex,
        born_on=born.get(member.known, member.born),
        born_precision=precision,
        age_stated_on=when.date() if member.known == "age" else None,
        id_number=member.id_number,
        phone=member.phone,
        address=member.address,
    )


def _leave(stay: Stay, world: World, when: datetime) -> None:
    by = world.applicant(stay.group, when)
    leave_group(world.membership(stay), until=by.today, by=by)


# --- Records ----------------------------------------------------------------------------------------------------------
def _look(stay: Stay, columns: tuple[str, ...], reason: str, who: str, world: World, when: datetime) -> None:
    look_at(world.person(stay), columns, reason=reason, by=world.actor(who, when))


def _correct(stay: Stay, phone: str, world: World, when: datetime) -> None:
    correct_person(world.person(stay), {"phone": phone}, reason="本人来电更改", by=world.actor("worker", when))


def _consent(stay: Stay, is_withdrawn: bool, story: Story, world: World, when: datetime) -> None:
    by = world.actor("worker", when)
    consent = give_consent(
        world.person(stay),
        purpose="团队备案与活动通知",
        wording=WORDING,
        given_on=by.today,
        channel="paper",
        evidence="签字单存档",
        by=by,
    )
    if is_withdrawn:
        day = by.today + timedelta(days=20)
        story.on(day, lambda at: withdraw_consent(consent, on=at.date(), by=world.actor("worker", at)))


def _ask_to_be_forgotten(stay: Stay, story: Story, world: World, when: datetime) -> None:
    """Asked for and signed once; the second signature is somebody else's."""
    by = world.actor("worker", when)
    asked = ask_erasure(world.person(stay), grounds="已迁居外省，不再参加活动", channel="paper", by=by)
    story.on(story.year.before(3), lambda at: decide_erasure(asked, "erase", by=world.actor("officer", at)))


# --- Duplicates -------------------------------------------------------------------------------------------------------
def _propose(world: World, when: datetime) -> None:
    propose_duplicates(Place.objects.get(pk=CENTRE), by=world.house(when))


def _merge(shadow: tuple[Stay, Stay], world: World, when: datetime):
    kept, other = world.person(shadow[1]), world.person(shadow[0])
    return merge_people(_pair(kept, other), keep=kept, by=world.actor("worker", when))


def _merge_and_take_apart(story: Story, world: World, when: datetime) -> None:
    merge = _merge(world.plan.shadows[1], world, when)
    story.on(story.year.before(30), lambda at: take_apart(merge, by=world.actor("director", at)))


def _keep_apart(world: World, when: datetime) -> None:
    one, other = (world.person(stay) for stay in world.plan.shadows[2])
    keep_apart(_pair(one, other), by=world.actor("director", when))


def _pair(one: Person, other: Person):
    pairs = apps.get_model("people", "duplicate").objects.unscoped(because="the demo's own story, told from its plan")
    return pairs.select_related("first", "second").get(first_id=min(one.pk, other.pk), second_id=max(one.pk, other.pk))
