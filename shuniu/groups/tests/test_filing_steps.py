"""Every step of the table: who may take it, from which state, what keeps the others out. Read from the table itself."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from shuniu.groups.actions import filing as actions
from shuniu.groups.application import DRAWN, Application
from shuniu.groups.models import Filing, Group
from shuniu.groups.tests.cast import CENTRE, a_group, later, seat
from shuniu.groups.waiting import filings_waiting_for
from shuniu.groups.workflow import FILING, WAYS
from shuniu.kernel import trail
from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import DatedSetting
from shuniu.kernel.permissions import ROLES, Refused, permissions_of
from shuniu.kernel.workflow import StepRefused

pytestmark = pytest.mark.django_db

# step → (kind, proposed by the centre, how to get there)
PATHS = {
    "submit": ("first", False, []),
    "submit_direct": ("content", False, []),
    "give_notice": ("charter", False, []),
    "serve_notice": ("suspension", True, []),
    "reply": ("suspension", True, ["serve_notice"]),
    "close_reply": ("suspension", True, ["serve_notice"]),
    "support": ("first", False, ["submit"]),
    "return_from_community": ("first", False, ["submit"]),
    "approve": ("first", False, ["submit", "support"]),
    "return_from_review": ("first", False, ["submit", "support"]),
    "decline": ("suspension", True, ["serve_notice", "reply"]),
    "withdraw": ("first", False, []),
}
SIGNER = {
    "groups.apply": "leader",
    "groups.propose": "worker",
    "groups.give_opinion": "committee",
    "groups.review": "officer",
}


@pytest.fixture
def group():
    return a_group()


def drafted(group: Group, step: str) -> Filing:
    kind, by_centre, way = PATHS[step]
    if kind != "first":
        Group.everything.filter(pk=group.pk).update(
            filing_number="长寿路备 2025-0001", filed_on=date(2025, 11, 18), filed_until=date(2028, 11, 17)
        )
    group = Group.everything.get(pk=group.pk)
    proposed = {"content": {"content": "太极剑"}, "charter": {"charter": "入队自愿，退队自由。"}}.get(kind)
    filing = actions.begin_filing(
        group, kind=kind, proposed=proposed, reason="按队会决定", proposed_by_centre=by_centre, by=seat("worker")
    )
    for taken in way:
        take(taken, filing)
    return filing


def take(step: str, filing: Filing, by=None) -> None:
    by = by or seat(SIGNER[FILING.by_step[step].permission])
    match step:
        case "submit" | "submit_direct" | "give_notice" | "serve_notice":
            actions.submit_filing(filing, by=by)
        case "reply":
            actions.answer_notice(filing, reply="十二月恢复活动", by=by)
        case "close_reply":
            actions.close_reply_period(filing, by=by)
        case "support":
            actions.give_opinion(filing, by=by)
        case "approve":
            actions.approve_filing(filing, by=by)
        case "return_from_community" | "return_from_review":
            actions.return_filing(filing, reason="请补场地证明", by=by)
        case "decline":
            actions.decline_filing(filing, reason="团队已说明情况", by=by)
        case "withdraw":
            actions.withdraw_filing(filing, by=by)


def ready(step: str, actor):
    """Silence is only over after the last day to answer."""
    return later(actor, 30) if step == "close_reply" else actor


def test_the_paths_cover_the_table():
    assert set(PATHS) == set(FILING.by_step)


@pytest.mark.parametrize("step", FILING.by_step)
def test_the_right_hand_takes_the_step(group, step):
    filing = drafted(group, step)
    signer = ready(step, seat(SIGNER[FILING.by_step[step].permission]))
    take(step, filing, signer)
    filing.refresh_from_db()
    assert filing.state == FILING.by_step[step].target
    hand = FILING.signatures(filing).last()
    assert (hand.step, hand.user_id) == (step, signer.user_id)
    line = trail.of_thing(filing)[0]
    assert line.kind == f"groups.filing.{step}"
    assert filing.number in trail.sentence(line)


@pytest.mark.parametrize("step", FILING.by_step)
@pytest.mark.parametrize("role", ROLES)
def test_every_other_role_is_refused(group, step, role):
    permission = FILING.by_step[step].permission
    if permission in permissions_of(role):
        pytest.skip("this role holds the permission")
    filing = drafted(group, step)
    before = filing.state
    with pytest.raises(Refused) as refused:
        take(step, filing, ready(step, seat(role, name=role)))
    assert "permission" not in str(refused.value)
    assert str(refused.value)
    filing.refresh_from_db()
    assert filing.state == before


@pytest.mark.parametrize("step", FILING.by_step)
@pytest.mark.parametrize("state", FILING.by_state)
def test_a_step_is_open_in_its_states_only(group, step, state):
    if state in FILING.by_step[step].source:
        pytest.skip("the step is open here")
    filing = drafted(group, step)
    Filing.everything.filter(pk=filing.pk).update(state=state)
    filing.refresh_from_db()
    with pytest.raises(StepRefused):
        FILING.take(step, filing, by=ready(step, seat(SIGNER[FILING.by_step[step].permission])), reason="因故")


@pytest.mark.parametrize("step", sorted(WAYS))
def test_a_filing_keeps_to_its_way(group, step):
    """A step of another way is refused, even to who holds the permission."""
    other = {"serve_notice": "submit", "decline": "approve"}.get(step, "serve_notice")
    if step == "return_from_review":
        other = "decline"
    filing = drafted(group, other)
    step_of = FILING.by_step[step]
    Filing.everything.filter(pk=filing.pk).update(state=step_of.source[0])
    filing.refresh_from_db()
    assert not FILING.allows(step_of, filing, seat(SIGNER[step_of.permission]))


@pytest.mark.parametrize("step", [s.name for s in FILING.steps if s.asks_reason])
def test_a_reason_is_asked(group, step):
    filing = drafted(group, step)
    with pytest.raises(StepRefused):
        FILING.take(step, filing, by=seat(SIGNER[FILING.by_step[step].permission]), reason="  ")


@pytest.mark.parametrize("step", FILING.by_step)
def test_of_two_at_once_one_wins(group, step):
    filing = drafted(group, step)
    stale = Filing.everything.select_related("group").get(pk=filing.pk)
    signer = ready(step, seat(SIGNER[FILING.by_step[step].permission]))
    take(step, filing, signer)
    with pytest.raises(Refused):
        take(step, stale, ready(step, replace(seat(signer.role, name="另一位"))))
    assert FILING.signatures(filing).filter(step=step).count() == 1


def test_the_second_opinion_is_a_second_person(group):
    """Somebody who sits on both chairs signs once."""
    filing = drafted(group, "approve")
    both = replace(seat("committee"), role="officer", place=CENTRE, permissions=permissions_of("officer"))
    with translation.override("en"), pytest.raises(Refused, match="a second person must decide"):
        actions.approve_filing(filing, by=both)


@pytest.mark.parametrize("step", ["support", "return_from_community", "approve", "return_from_review", "decline"])
def test_no_program_decides(group, step):
    filing = drafted(group, step)
    house = system_actor(place=CENTRE, via="job", at=seat("worker").at)
    with pytest.raises(Refused):
        take(step, filing, house)


def test_time_limits_count_workdays_of_the_place(group):
    filing = drafted(group, "submit")
    take("submit", filing)
    assert filing.due_on == date(2026, 11, 25)  # five workdays after Wednesday the 18th
    DatedSetting.objects.create(
        place_id=CENTRE, key="groups.filing.review_days", value=20, valid_from=date(2026, 1, 1), source="test"
    )
    take("support", filing)
    assert filing.due_on == date(2026, 12, 16)
    take("return_from_review", filing)
    assert filing.due_on == date(2026, 12, 16)


def test_a_time_limit_skips_a_holiday():
    """National Day 2026: 1 to 7 October are free, Saturday the 10th is worked."""
    before = seat("leader").at.replace(month=9, day=29)
    filing = drafted(a_group(at=before), "submit")
    actions.submit_filing(filing, by=seat("leader", at=before))
    assert filing.due_on == date(2026, 10, 12)  # 30 September, 8, 9, 10 and 12 October


def test_the_group_is_heard_first(group):
    filing = drafted(group, "close_reply")
    assert filing.due_on == date(2026, 12, 2)  # ten workdays
    with pytest.raises(Refused):
        actions.approve_filing(filing, by=seat("officer"))
    with pytest.raises(Refused, match="2026-12-02"):
        actions.close_reply_period(filing, by=seat("worker"))
    with pytest.raises(Refused):
        actions.withdraw_filing(filing, by=seat("leader"))
    with pytest.raises(Refused):  # the centre does not answer itself
        actions.answer_notice(filing, reply="没有意见", by=seat("worker"))
    actions.answer_notice(filing, reply="队长住院，十二月恢复", by=seat("leader"))
    assert (filing.state, filing.reply_by) == ("in_review", "王福生")
    assert all("住院" not in str(e.facts) for e in trail.of_thing(filing))
    actions.decline_filing(filing, reason="情况属实，不予暂停", by=seat("officer"))
    assert Group.everything.get(pk=group.pk).suspended_on is None


def test_the_steps_on_the_page_end_with_what_became_of_it(group):
    """A declined proposal is never drawn as put on file, and a draft never as handed in."""
    filing = drafted(group, "decline")
    take("decline", filing)
    *before, (last, state) = Application(filing, seat("worker")).drawn
    assert ({state for _label, state in before}, last, state) == (
        {"done"},
        FILING.by_state["declined"].label,
        "stopped",
    )
    draft = drafted(a_group(name="梅芳里腰鼓队"), "submit")
    (label, state), *_rest = Application(draft, seat("leader")).drawn
    assert (label != DRAWN["full"][0], state) == (True, "now")


def test_what_is_returned_can_be_amended_and_handed_in_again(group):
    filing = drafted(group, "submit")
    take("submit", filing)
    with pytest.raises(Refused):
        actions.amend_filing(filing, proposed={"venue": "长寿公园"}, by=seat("worker"))
    take("return_from_community", filing)
    assert filing.returned_because == "请补场地证明"
    actions.amend_filing(filing, proposed={"venue": "长寿公园"}, by=seat("worker"))
    take("submit", filing)
    assert (filing.state, filing.returned_because, filing.proposed) == ("submitted", "", {"venue": "长寿公园"})
    reasons = [(trail.detail_of(e) or {}).get("reason") for e in trail.of_thing(filing)]
    assert "请补场地证明" in reasons


def test_one_application_of_a_kind_at_a_time(group):
    drafted(group, "submit")
    with pytest.raises(Refused):
        actions.begin_filing(group, kind="first", by=seat("worker"))


def test_each_sees_what_waits_for_them(group):
    filing = drafted(group, "submit")
    take("submit", filing)
    at_home, elsewhere = seat("committee"), seat("committee", place=310107015005, name="别的居委")
    assert list(filings_waiting_for(at_home)) == [filing]
    assert list(filings_waiting_for(elsewhere)) == []
    assert list(filings_waiting_for(seat("officer"))) == []
    take("support", filing)
    assert list(filings_waiting_for(seat("officer"))) == [filing]
    take("return_from_review", filing)
    mine = seat("leader", subject=("groups.group", group.pk))
    others = seat("leader", subject=("groups.group", group.pk + 1), name="李桂芳")
    assert list(filings_waiting_for(mine)) == [filing]
    assert list(filings_waiting_for(others)) == []


def test_a_notice_waits_for_the_leader_then_for_the_centre(group):
    filing = drafted(group, "reply")
    leader = seat("leader", subject=("groups.group", group.pk))
    assert list(filings_waiting_for(leader)) == [filing]
    assert list(filings_waiting_for(seat("worker"))) == []
    assert list(filings_waiting_for(later(seat("worker"), 30))) == [filing]
    assert list(filings_waiting_for(later(leader, 30))) == []
