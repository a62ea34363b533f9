"""What a group was filed with changes by an application: not by one hand, and not by a file (ADR 0062)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from shuniu.groups.actions import filing as filings
from shuniu.groups.actions.leadership import hand_over_leadership, name_leader
from shuniu.groups.actions.registering import correct_group
from shuniu.groups.models import ActivityTime, Group, Leadership
from shuniu.groups.on_paper import CERTIFICATE
from shuniu.groups.tests.cast import NOW, TODAY, a_group, person, seat
from shuniu.groups.tests.factories import browser
from shuniu.groups.tests.import_desk import counts, put, written
from shuniu.kernel.imports.tests.office_files import xlsx
from shuniu.kernel.models import Document
from shuniu.kernel.permissions import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
LEDGER = ["团队名称", "类型", "活动地点", "活动时间", "负责人", "备案编号", "备案日期", "备案有效期至", "备注"]


def certified() -> Group:
    """Filed through the house, with its certificate."""
    group = a_group()
    filing = filings.begin_filing(group, kind="first", by=seat("worker"))
    filings.submit_filing(filing, by=seat("worker"))
    filings.give_opinion(filing, by=seat("committee"))
    filings.approve_filing(filing, by=seat("officer"))
    return fresh(group)


def fresh(group: Group) -> Group:
    return Group.everything.get(pk=group.pk)


def filed_before(**facts) -> Group:
    """Filed before the house came: it has a number and no certificate of ours."""
    group = a_group(**facts)
    Group.everything.filter(pk=group.pk).update(filing_number="长备001", filed_on=date(2024, 5, 1))
    return fresh(group)


def ledger(folder, name="一.xlsx", **said):
    words = {"团队名称": "夕阳红太极拳队", **said}
    return put(folder, xlsx({"台账": [LEDGER, [words.get(head, "") for head in LEDGER]]}), name)


@pytest.mark.parametrize("filed", [certified, filed_before])
@pytest.mark.parametrize(
    "said", [{"name": "晨光剑队"}, {"venue": "长寿公园"}, {"content": "剑"}, {"category": "hobby"}, {"times": "周末"}]
)
def test_one_hand_does_not_correct_what_was_filed(filed, said):
    group = filed()
    with pytest.raises(Refused):
        correct_group(group, **said, by=seat("worker"))
    assert all(getattr(fresh(group), column) != value for column, value in said.items())


def test_what_was_not_filed_is_corrected_and_issues_nothing():
    group = certified()
    assert correct_group(group, remark="每周三有指导老师", venue=group.venue, by=seat("worker")) == ["remark"]
    assert Document.everything.filter(kind=CERTIFICATE).count() == 1


def test_a_blank_is_completed_until_the_house_has_certified_the_group():
    assert correct_group(filed_before(charter=""), charter="入队自愿。", by=seat("worker")) == ["charter"]
    Group.everything.update(filing_number=None, filed_on=None, name="旧队")
    with pytest.raises(Refused):
        correct_group(certified(), charter="入队自愿。", by=seat("worker"))


def test_an_unfiled_and_an_ended_group_are_corrected_freely():
    group = a_group()
    assert correct_group(group, venue="长寿公园", by=seat("worker")) == ["venue"]
    Group.everything.filter(pk=group.pk).update(
        filing_number="长备001", filed_on=TODAY, ended_on=TODAY, ending="dissolved"
    )
    assert correct_group(fresh(group), venue="玉佛城", by=seat("worker")) == ["venue"]


@pytest.mark.parametrize("filed", [certified, filed_before])
def test_one_hand_does_not_hand_over_a_filed_group(filed):
    group = filed()
    Leadership.everything.update(since=date(2026, 1, 1))
    with pytest.raises(Refused):
        hand_over_leadership(group, to=person("李桂芳"), on=TODAY, by=seat("worker"))
    assert Leadership.everything.get(group=group, until__isnull=True).person.name == "王福生"


def test_a_group_filed_before_the_house_is_named_its_first_leader():
    group = filed_before()
    Leadership.everything.all().delete()
    name_leader(group, person=person("李桂芳"), since=TODAY, by=seat("worker"))
    assert Leadership.everything.get().person.name == "李桂芳"


def test_the_pages_lead_to_the_application():
    group, desk = certified(), browser("worker", language="en")
    page = desk.get(reverse("groups:correct", args=[group.pk])).content.decode()
    assert 'name="venue"' not in page
    assert 'name="remark"' in page
    assert reverse("groups:apply", args=[group.pk]) in page
    asked = {"place_id": group.place_id, "venue": "别处", "remark": "新"}
    desk.post(reverse("groups:correct", args=[group.pk]), asked)
    assert (fresh(group).venue, fresh(group).remark) == (group.venue, "新")
    address = reverse("groups:name_leader", args=[group.pk])
    for answer in (desk.get(address), desk.post(address, {"new_name": "李桂芳", "on": "2026-11-18"})):
        assert answer.headers["Location"] == reverse("groups:begin", args=[group.pk, "leader"])


# --- Files ------------------------------------------------------------------------------------------------------------
def test_a_file_does_not_change_what_was_filed_and_says_so(tmp_path):
    group = certified()
    said = {
        "活动地点": "长寿公园",
        "活动时间": "周六 9:00-10:00",
        "类型": "爱好",
        "备案有效期至": "2031-01-01",
        "负责人": "李桂芳",
    }
    for name in ("一.xlsx", "二.xlsx"):
        outcome, _batch = written(ledger(tmp_path, name, **said))
        notes = [str(note.text) for note in outcome.draft.notes]
        assert any("活动地点" in note and "类别" in note and "有效期" in note for note in notes)
        assert outcome.plan.counts["groups"].updated == (
            1 if name == "一.xlsx" else 0
        )  # in the register from an earlier day
    after = fresh(group)
    for column in ("venue", "times", "category", "filed_until"):
        assert getattr(after, column) == getattr(group, column)
    assert not ActivityTime.everything.exists()
    assert Leadership.everything.get(until__isnull=True).person.name == "王福生"
    assert Document.everything.filter(kind=CERTIFICATE).count() == 1


def test_a_file_completes_what_a_group_filed_before_the_house_lacks(tmp_path):
    group = filed_before(venue="", times="")
    path = ledger(tmp_path, 活动地点="长寿公园", 活动时间="周六 9:00-10:00", 类型="爱好", 备注="新")
    written(path)
    after = fresh(group)
    assert (after.venue, after.remark, after.category) == ("长寿公园", "新", "sports")
    assert ActivityTime.everything.filter(group=group).count() == 1
    assert counts(written(path)[0])["groups"] == (0, 0, 1)


@pytest.mark.parametrize(("ended", "since"), [(date(2026, 10, 1), date(2026, 11, 1)), (date(2026, 11, 5), None)])
def test_a_file_names_a_leader_from_the_end_of_the_last_term_and_not_before(tmp_path, ended, since):
    group = a_group(at=NOW - timedelta(days=90))
    Leadership.everything.update(until=ended)
    written(ledger(tmp_path, 负责人="李桂芳"))
    present = Leadership.everything.filter(group=group, until__isnull=True).first()
    assert (present and present.since) == since


# --- A certificate of a group that was filed elsewhere --------------------------------------------------------------------
def test_a_group_filed_by_a_file_is_told_so_and_gets_its_first_certificate_at_once(tmp_path):
    written(ledger(tmp_path, 类型="体育", 备案编号="长备001", 备案日期="2024-05-01"))
    group, desk = Group.everything.get(), browser("worker")
    address = reverse("groups:certificate", args=[group.pk])
    told = desk.get(address).content.decode()
    for words in ("2024-05-01备案", "编号长备001", "2026-11-18导入的“一.xlsx”", "还没有打印过", "现在发证并打印"):
        assert words in told
    asked = browser("leader", group=group).get(address).content.decode()
    assert "请联系中心" in asked
    assert "现在发证并打印" not in asked
    printed = desk.post(reverse("groups:reissue_certificate", args=[group.pk]), follow=True)
    assert printed.redirect_chain == [(address, 302)]
    assert printed.status_code == 200
    assert Document.everything.get(kind=CERTIFICATE).number == "长备001"
    assert "备案证" in desk.get(f"{address}?as=page").content.decode()


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        ({}, "The group is not filed yet"),
        ({"suspended_on": TODAY}, "paused since 2026-11-18"),
        ({"ended_on": TODAY, "ending": "dissolved"}, "left the register on 2026-11-18"),
        (
            {"filing_number": "长备001", "filed_on": date(2024, 5, 1)},
            "filed under 长备001 since 2024-05-01. No certificate",
        ),
    ],
)
def test_why_there_is_no_certificate_is_said_from_the_life_of_the_group(stands, said):
    group = a_group()
    Group.everything.filter(pk=group.pk).update(**stands)
    page = browser("worker", language="en").get(reverse("groups:certificate", args=[group.pk])).content.decode()
    assert said in page
    assert ("Issue and print it now" in page) == ("filing_number" in stands)


def test_a_certificate_taken_out_of_force_names_its_number_and_reason():
    group = certified()
    Document.everything.filter(kind=CERTIFICATE).update(revoked_at=NOW, revoked_because="证书遗失")
    page = browser("worker").get(reverse("groups:certificate", args=[group.pk])).content.decode()
    assert f"备案证书{group.filing_number}已于2026-11-18作废：证书遗失" in page
    assert "重新发证" in page
