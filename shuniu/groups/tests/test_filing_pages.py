"""Filing on its pages: every page opens for whom it is meant, each step is posted to its noun, papers print."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from shuniu.groups.actions.filing import begin_filing, submit_filing
from shuniu.groups.models import Branch, Filing, Group, Leadership
from shuniu.groups.tests.cast import seat
from shuniu.groups.tests.factories import a_register
from shuniu.groups.tests.factories import browser as signed_in_as
from shuniu.kernel import trail
from shuniu.kernel.papers import NoPdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def group():
    return a_register()


def there(name: str, *args) -> str:
    return reverse(f"groups:{name}", args=args)


def test_a_group_is_filed_on_the_pages(group):
    worker, committee, officer = signed_in_as("worker"), signed_in_as("committee"), signed_in_as("officer")
    form = worker.get(there("begin", group.pk, "first")).content.decode()
    assert "叶家宅路100弄中心绿地" in form

    asked = {
        "name": group.name,
        "place_id": group.place_id,
        "category": "sports",
        "venue": "叶家宅路100弄",
        "content": "太极拳",
    }
    worker.post(there("begin", group.pk, "first"), {**asked, "channel": "paper", "papers": ["roster"]})
    filing = Filing.everything.get(group=group)
    assert (filing.channel, filing.papers, filing.state) == ("paper", ["roster"], "draft")

    assert worker.get(there("filing_submission", filing.pk)).status_code == 200
    worker.post(there("filing_submission", filing.pk), {"words": "先备案，名册下周补齐"})
    committee.post(there("filing_opinion", filing.pk), {"words": "同意"})
    assert officer.get(there("filing_approval", filing.pk)).status_code == 200
    done = officer.post(there("filing_approval", filing.pk), {"words": ""}, follow=True).content.decode()
    assert "先备案，名册下周补齐" in done
    assert Group.everything.get(pk=group.pk).filing_number == "长寿路备 2026-0001"

    for role in ("worker", "officer", "leader"):
        kept = {"group": group} if role == "leader" else {}
        paper = signed_in_as(role, **kept).get(there("certificate", group.pk))
        assert paper["Content-Type"] == "application/pdf"
    assert "备案证" in worker.get(there("certificate", group.pk) + "?as=page").content.decode()
    assert worker.get(there("filing_paper", filing.pk))["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", Filing.Kind.values)
def test_every_kind_has_its_form(group, kind, language):
    Group.everything.filter(pk=group.pk).update(
        filing_number=None if kind == "first" else "长寿路备 2023-0001",
        filed_on=None if kind == "first" else "2023-11-20",
        filed_until=None if kind == "first" else "2026-11-30",
        suspended_on="2026-10-01" if kind == "resumption" else None,
    )
    desk = signed_in_as("worker", language=language)
    assert desk.get(there("apply", group.pk)).status_code == 200
    assert desk.get(there("begin", group.pk, kind)).status_code == 200
    filing = begin_filing(Group.everything.get(pk=group.pk), kind=kind, by=seat("worker"))
    for name in ("filing", "amend", "filing_submission"):
        assert desk.get(there(name, filing.pk)).status_code == 200
    assert desk.get(there("filings")).status_code == 200


def test_on_the_phone_a_change_of_leader_names_the_new_one(group):
    Group.everything.filter(pk=group.pk).update(
        filing_number="长寿路备 2023-0001", filed_on="2023-11-20", filed_until="2026-11-30"
    )
    phone = signed_in_as("leader", group=group)
    page = phone.post(there("begin", group.pk, "leader"), {"reason": "年事已高"})
    assert page.status_code == 422
    assert not Filing.everything.exists()


def test_what_was_typed_is_not_lost_where_the_application_is_refused(group):
    """The same kind is under way: the reason stands on the form, and the words the leader typed are still there."""
    phone, asked = signed_in_as("leader", group=group, language="en"), {"venue": "叶家宅路100弄", "content": "太极拳"}
    assert phone.post(there("begin", group.pk, "first"), asked).status_code == 302
    again = phone.post(there("begin", group.pk, "first"), asked)
    assert again.status_code == 422
    assert "An application of this kind is already under way for the group." in again.content.decode()
    assert "叶家宅路100弄" in again.content.decode()
    assert Filing.everything.filter(group=group).count() == 1


def test_a_leader_applies_on_the_phone(group):
    phone = signed_in_as("leader", group=group)
    form = phone.get(there("begin", group.pk, "first")).content.decode()
    assert 'name="venue"' in form
    assert 'name="charter"' not in form
    asked = {"venue": "叶家宅路100弄", "content": "太极拳", "times": "每天早上"}
    handed = phone.post(there("begin", group.pk, "first"), asked, follow=True).content.decode()
    assert "SQ2026-0001" in handed
    filing = Filing.everything.get(group=group)
    phone.post(there("filing_submission", filing.pk))
    filing.refresh_from_db()
    assert (filing.state, filing.channel) == ("submitted", "phone")
    assert phone.get(there("begin", group.pk, "merger")).status_code == 403


def test_what_is_missing_is_said_and_the_draft_is_kept(group):
    Leadership.everything.filter(group=group).delete()
    Group.everything.filter(pk=group.pk).update(venue="")
    filing = begin_filing(Group.everything.get(pk=group.pk), kind="first", by=seat("worker"))
    page = signed_in_as("worker", language="en").post(there("filing_submission", filing.pk))
    assert page.status_code == 422
    text = page.content.decode()
    for sentence in ("Nobody is named as responsible yet.", "Where the group meets is not written down."):
        assert sentence in text
    filing.refresh_from_db()
    assert filing.state == "draft"


def test_the_register_takes_a_group_with_a_name_and_a_committee():
    desk = signed_in_as("worker")
    assert desk.get(there("register")).status_code == 200
    asked = {"name": "新会合唱队", "place_id": 310107015018}
    desk.post(there("register"), asked)
    group = Group.everything.get(name="新会合唱队")
    again = desk.post(there("register"), asked)
    assert again.status_code == 422
    assert desk.get(there("correct", group.pk)).status_code == 200
    desk.post(there("correct", group.pk), {**asked, "venue": "文化中心", "liaison_name": "张老师"})
    desk.post(there("name_leader", group.pk), {"new_name": "李桂芳", "new_phone": "13800138000", "on": "2026-11-18"})
    group.refresh_from_db()
    assert group.venue == "文化中心"
    assert Leadership.everything.get(group=group).person.name == "李桂芳"


def test_flags_permits_and_branches_have_their_pages(group):
    director, worker = signed_in_as("director"), signed_in_as("worker")
    assert worker.get(there("flag", group.pk)).status_code == 200
    worker.post(there("flag", group.pk), {"number": ""})
    assert "QZ-0001" in worker.get(there("flag", group.pk)).content.decode()
    worker.post(there("flag_return", group.pk))

    assert director.get(there("issue_permit", group.pk)).status_code == 200
    asked = {"venue": "中心绿地", "times": "每天 6:30–8:00", "valid_from": "2026-12-01", "sound": "不超过55分贝"}
    page = director.post(there("issue_permit", group.pk), asked, follow=True).content.decode()
    assert "CD-0001" in page
    assert "不超过55分贝" in page
    permit = group.venuepermits.get()
    assert permit.valid_until.isoformat() == "2027-11-30"
    assert worker.get(there("permit_paper", permit.pk))["Content-Type"] == "application/pdf"

    asks = director.get(there("permit_renewal", permit.pk)).content.decode()
    assert "不超过55分贝" in asks  # as it was, to be looked at
    renewal = {"sound": "不得扩音", "conditions": "40人以内", "valid_until": "2027-11-30"}
    refused = director.post(there("permit_renewal", permit.pk), renewal)  # it begins on 1 December
    assert refused.status_code == 422
    assert "不得扩音" in refused.content.decode()
    director.post(there("permit_renewal", permit.pk), renewal | {"valid_until": ""})
    renewed = group.venuepermits.get(renews=permit)
    assert (renewed.sound, renewed.conditions, renewed.valid_until.isoformat()) == (
        "不得扩音",
        "40人以内",
        "2028-11-30",
    )
    twice = director.get(there("permit_renewal", permit.pk))
    assert twice.status_code == 403

    assert director.get(there("permit_recall_notice", permit.pk)).status_code == 200
    director.post(there("permit_recall_notice", permit.pk), {"words": "绿地改造"})
    phone = signed_in_as("leader", group=group)
    assert phone.get(there("permit_answer", permit.pk)).status_code == 200
    phone.post(there("permit_answer", permit.pk), {"words": "请换到体育场"})
    assert "请换到体育场" in director.get(there("permit", permit.pk)).content.decode()
    director.post(there("permit_recall", permit.pk))
    permit.refresh_from_db()
    assert permit.recalled_on is not None

    assert director.get(there("new_branch")).status_code == 200
    director.post(there("new_branch"), {"name": "体育分会"})
    assert director.get(there("branches")).status_code == 200
    branch = Branch.everything.get()
    assert director.get(there("branch", branch.pk)).status_code == 200
    assert director.get(there("group_branch", group.pk)).status_code == 200
    director.post(there("group_branch", group.pk), {"branch": branch.pk})
    assert group.name in director.get(there("branch", branch.pk)).content.decode()
    assert worker.get(there("blank_filing_form"))["Content-Type"] == "application/pdf"


def test_the_list_filters_and_marks_what_is_overdue(group):
    filing = begin_filing(group, kind="first", by=seat("worker"))
    submit_filing(filing, by=seat("worker"))
    committee = signed_in_as("committee", language="en")
    assert filing.number in committee.get(there("filings"), {"mine": "on"}).content.decode()
    assert filing.number not in committee.get(there("filings"), {"overdue": "on"}).content.decode()
    Filing.everything.filter(pk=filing.pk).update(due_on=date(2026, 11, 17))
    late = committee.get(there("filings"), {"overdue": "on", "kind": "first", "state": "submitted", "q": "夕阳"})
    assert "overdue since 2026-11-17" in late.content.decode()
    assert "Overdue since 2026-11-17." in committee.get(there("filing", filing.pk)).content.decode()
    assert filing.number not in committee.get(there("filings"), {"kind": "renewal"}).content.decode()
    csv = committee.get(there("filings"), {"export": "csv"})
    assert filing.number in b"".join(csv.streaming_content).decode()


def test_anothers_filing_does_not_exist(group):
    filing = begin_filing(group, kind="first", by=seat("worker"))
    elsewhere = signed_in_as("committee", place=310107015005)
    for name in ("filing", "filing_opinion"):
        assert elsewhere.get(there(name, filing.pk)).status_code == 404
    assert elsewhere.post(there("filing_opinion", filing.pk), {"words": "同意"}).status_code == 404
    stranger = signed_in_as("leader", group=a_register("新会合唱队"))
    assert stranger.get(there("filing", filing.pk)).status_code == 404
    assert Client().get(there("filing", filing.pk)).status_code == 302


def test_a_refused_step_says_why(group):
    filing = begin_filing(group, kind="first", by=seat("worker"))
    answer = signed_in_as("officer", language="en").post(there("filing_approval", filing.pk), {"words": ""})
    assert answer.status_code == 403
    assert "This step is not open: the state is" in answer.content.decode()


def test_the_form_prints_masked_unless_one_asks_and_the_look_is_kept(group):
    filing = begin_filing(group, kind="first", by=seat("worker"))
    worker = signed_in_as("worker")
    page = worker.get(there("filing_paper", filing.pk) + "?as=page").content.decode()
    assert "138****5678" in page
    opened = worker.post(there("filing_paper", filing.pk) + "?as=page").content.decode()
    assert "13812345678" in opened
    leader = Leadership.everything.get(group=group).person
    assert trail.of_thing(leader)[0].kind == "people.looked"
    refused = signed_in_as("officer").post(there("filing_paper", filing.pk))
    assert refused.status_code == 403


def test_without_a_font_the_page_says_so(group, monkeypatch):
    filing = begin_filing(group, kind="first", by=seat("worker"))

    def no_font(paper):
        raise NoPdf("No Chinese font for PDF was found")

    monkeypatch.setattr("shuniu.kernel.papers.response.pdf", no_font)
    page = signed_in_as("worker").get(there("filing_paper", filing.pk))
    assert page["Content-Type"].startswith("text/html")
    assert "No Chinese font for PDF was found" in page.content.decode()


def test_members_of_a_merged_group_are_offered_a_place(group):
    target = a_register("新会合唱队", members=2)
    Group.everything.filter(pk=group.pk).update(ended_on="2026-11-18", ending="merged", merged_into=target)
    group.memberships.update(until="2026-11-18")
    desk = signed_in_as("worker")
    page = desk.get(there("take_in", target.pk, group.pk)).content.decode()
    assert page.count('name="person"') == 3
    desk.post(there("take_in", target.pk, group.pk), {"person": [group.memberships.first().person_id]})
    assert target.memberships.filter(until__isnull=True).count() == 3
    assert desk.get(there("take_in", group.pk, target.pk)).status_code == 404
