"""What follows from an approval, kind by kind; one leader and one number, held by the database."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import translation

from shuniu.groups.actions import filing as actions
from shuniu.groups.actions.certificates import reissue_certificate
from shuniu.groups.actions.endings import take_in_members
from shuniu.groups.actions.leadership import hand_over_leadership, name_leader
from shuniu.groups.actions.registering import correct_group
from shuniu.groups.documents import certificate_paper
from shuniu.groups.models import Filing, Group, GroupGram, Leadership, Membership, ReportedFigure
from shuniu.groups.on_paper import CERTIFICATE, certificate_in_force
from shuniu.groups.rules import conditions_of, leader_of, may_begin
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, a_group, person, seat
from shuniu.kernel import trail
from shuniu.kernel.models import DatedSetting, Document
from shuniu.kernel.permissions import Refused
from shuniu.kernel.search import grams

pytestmark = pytest.mark.django_db
A_YEAR_AGO = NOW - timedelta(days=364)


def granted(group: Group, kind: str, *, at=NOW, **application) -> Filing:
    """An application of a kind, taken all the way."""
    filing = actions.begin_filing(group, kind=kind, by=seat("worker", at=at), **application)
    actions.submit_filing(filing, by=seat("worker", at=at))
    if filing.state == "submitted":
        actions.give_opinion(filing, by=seat("committee", at=at))
    if filing.state == "in_review":
        actions.approve_filing(filing, by=seat("officer", at=at))
    assert filing.state == "filed"
    return filing


@pytest.fixture
def group():
    """Filed a year ago."""
    group = a_group(at=A_YEAR_AGO)
    granted(group, "first", at=A_YEAR_AGO)
    return fresh(group)


def fresh(group: Group) -> Group:
    return Group.everything.get(pk=group.pk)


def kinds(group: Group) -> list[str]:
    return [e.kind for e in trail.of_thing(group)]


def papers(group: Group) -> list[Document]:
    return list(Document.everything.filter(noun="groups.group", noun_id=group.pk, kind=CERTIFICATE).order_by("pk"))


# --- Kind by kind -----------------------------------------------------------------------------------------------------
def test_first_filing_takes_over_what_was_proposed():
    group = a_group(venue="")
    filing = granted(group, "first", proposed={"venue": "长寿公园", "founded_on": date(2013, 6, 1)})
    after = fresh(group)
    assert (after.venue, after.founded_on, after.filing_number) == (
        "长寿公园",
        date(2013, 6, 1),
        "长寿路备 2026-0001",
    )
    filing.refresh_from_db()
    assert filing.before == {"venue": "", "founded_on": "2012-05-01"}
    assert "groups.filed" in kinds(group)


def test_first_filing_may_name_the_leader():
    group = a_group()
    Leadership.everything.filter(group=group).delete()
    leader = person("李桂芳")
    granted(group, "first", new_leader=leader)
    assert leader_of(group, on=TODAY).person == leader
    assert dict(papers(group)[0].shows)["负责人"] == "李*"


@pytest.mark.parametrize(
    ("kind", "proposed", "reissued"),
    [
        ("name", {"name": "夕阳红太极拳剑队"}, True),
        ("venue", {"venue": "长寿公园东门"}, True),
        ("content", {"category": "hobby"}, True),
        ("content", {"times": "每天清晨"}, False),
        ("charter", {"charter": "入队自愿，退队自由。"}, False),
    ],
)
def test_a_change_of_data(group, kind, proposed, reissued):
    filing = granted(group, kind, proposed=proposed, reason="按队会决定")
    after = fresh(group)
    assert {c: getattr(after, c) for c in proposed} == proposed
    assert after.filing_number == group.filing_number
    filing.refresh_from_db()
    assert filing.before == {c: getattr(group, c) for c in proposed}
    found = papers(group)
    assert len(found) == (2 if reissued else 1)
    if reissued:
        assert found[1].number == f"{group.filing_number}-2"
        assert found[1].number in found[0].revoked_because
        assert found[1].valid_until == group.filed_until


def test_a_new_name_is_found_by_its_characters(group):
    granted(group, "name", proposed={"name": "晨光剑队"}, reason="改名")
    kept = set(GroupGram.objects.filter(centre_id=CENTRE, group_id=group.pk).values_list("gram", flat=True))
    assert kept == grams("晨光剑队")
    assert fresh(group).initials == "cgjd"


def test_a_change_of_leader_is_a_dated_handover(group):
    successor = person("李桂芳")
    granted(group, "leader", new_leader=successor, reason="原队长迁居", takes_effect_on=TODAY - timedelta(days=3))
    rows = list(Leadership.everything.filter(group=group).order_by("since"))
    assert [r.person.name for r in rows] == ["王福生", "李桂芳"]
    assert rows[0].until == rows[1].since == TODAY - timedelta(days=3)
    assert (rows[0].handover_note, rows[1].until) == ("原队长迁居", None)
    assert dict(certificate_in_force(group).shows)["负责人"] == "李*"


def test_renewal_counts_from_the_end_of_the_old_filing():
    group = a_group(at=A_YEAR_AGO)
    granted(group, "first", at=A_YEAR_AGO)
    Group.everything.filter(pk=group.pk).update(filed_until=date(2026, 12, 31))
    granted(fresh(group), "renewal")
    after = fresh(group)
    assert (after.filed_until, after.filing_number) == (date(2029, 12, 31), "长寿路备 2025-0001")
    assert certificate_in_force(group).valid_until == date(2029, 12, 31)


def test_renewal_of_one_that_ran_out_counts_from_today(group):
    Group.everything.filter(pk=group.pk).update(filed_until=date(2026, 6, 30))
    granted(fresh(group), "renewal")
    assert fresh(group).filed_until == date(2029, 11, 17)


def test_renewal_opens_sixty_days_before(group):
    with translation.override("en"):
        answer = may_begin("renewal", group, on=TODAY)
        assert "Renewal opens on" in str(answer.reason)


def test_suspension_and_resumption(group):
    granted(group, "suspension", reason="场地装修")
    paused = fresh(group)
    assert paused.suspended_on == TODAY
    assert certificate_in_force(group) is None
    granted(paused, "resumption")
    assert fresh(group).suspended_on is None
    assert certificate_in_force(group).number.endswith("-2")


@pytest.mark.parametrize(
    ("kind", "ending", "application"),
    [
        ("dissolution", "dissolved", {}),
        ("promotion", "promoted", {"proposed": {"promoted_to": "长寿路街道太极拳协会"}}),
        ("move", "moved", {}),
    ],
)
def test_an_end(group, kind, ending, application):
    Membership.everything.create(centre_id=CENTRE, group=group, person=person("张秀英"), since=date(2025, 12, 1))
    granted(group, kind, reason="队会决定", **application)
    after = fresh(group)
    assert (after.ended_on, after.ending, after.filing_number) == (TODAY, ending, group.filing_number)
    assert after.promoted_to == application.get("proposed", {}).get("promoted_to", "")
    assert not Membership.everything.filter(group=group, until__isnull=True).exists()
    assert not Leadership.everything.filter(group=group, until__isnull=True).exists()
    assert certificate_in_force(group) is None
    assert kinds(group)[0] in ("groups.ended", "kernel.document_revoked")
    with pytest.raises(Refused):
        actions.begin_filing(after, kind="name", by=seat("worker"))


def test_a_merger_offers_the_members_a_choice(group):
    target = a_group("新会合唱队", leader=person("李桂芳"), at=A_YEAR_AGO)
    stays, comes, both = person("张秀英"), person("李秀英"), person("陈秀英")
    for each in (stays, comes, both):
        Membership.everything.create(centre_id=CENTRE, group=group, person=each, since=date(2025, 12, 1))
    Membership.everything.create(centre_id=CENTRE, group=target, person=both, since=date(2025, 12, 1))
    granted(group, "merger", target_group=target, reason="两队合并")
    assert fresh(group).merged_into == target
    assert Membership.everything.filter(group=target, until__isnull=True).count() == 1  # nobody was moved unasked
    taken = take_in_members(target, merged=fresh(group), people=[comes.pk, both.pk], by=seat("worker"))
    assert taken == 1
    there = Membership.everything.filter(group=target, until__isnull=True)
    assert set(there.values_list("person_id", flat=True)) == {comes.pk, both.pk}


# --- One leader -------------------------------------------------------------------------------------------------------
def test_the_database_refuses_a_second_leader(group):
    with pytest.raises(IntegrityError), transaction.atomic():
        Leadership.everything.create(centre_id=CENTRE, group=group, person=person("李桂芳"), since=TODAY)
    with pytest.raises(Refused):
        name_leader(group, person=person("李桂芳"), since=TODAY, by=seat("worker"))
    assert Leadership.everything.filter(group=group, until__isnull=True).count() == 1


def test_a_handover_keeps_exactly_one():
    group = a_group(at=A_YEAR_AGO)
    hand_over_leadership(group, to=person("李桂芳"), on=TODAY, note="移交队旗、名册", by=seat("worker"))
    assert Leadership.everything.get(group=group, until__isnull=True).person.name == "李桂芳"
    line = next(e for e in trail.of_thing(group) if e.kind == "groups.leadership_handed_over")
    assert "李桂芳" not in str(line.facts)
    assert trail.detail_of(line) == {"person": "李桂芳", "note": "移交队旗、名册"}


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), A_YEAR_AGO.date()])
def test_a_handover_lies_between_the_first_day_and_today(on):
    group = a_group(at=A_YEAR_AGO)
    with pytest.raises(Refused):
        hand_over_leadership(group, to=person("李桂芳"), on=on, by=seat("worker"))


def test_terms_do_not_overlap_in_the_past_either():
    group = a_group(at=A_YEAR_AGO)
    mine = {"centre_id": CENTRE, "group": group}
    Leadership.everything.filter(group=group).update(until=date(2026, 9, 1))
    with pytest.raises(Refused):
        name_leader(group, person=person("李桂芳"), since=date(2026, 8, 31), by=seat("worker"))
    for since, until in ((date(2026, 8, 31), None), (date(2026, 1, 1), date(2026, 2, 1)), (date(2020, 1, 1), TODAY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Leadership.everything.create(**mine, person=person("李桂芳"), since=since, until=until)
    name_leader(group, person=person("李桂芳"), since=date(2026, 9, 1), by=seat("worker"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Leadership.everything.filter(group=group, until__isnull=True).update(since=date(2026, 8, 1))


def test_an_ended_group_is_given_no_leader():
    group = a_group(at=A_YEAR_AGO)
    Leadership.everything.filter(group=group).update(until=TODAY)
    Group.everything.filter(pk=group.pk).update(ended_on=TODAY, ending="dissolved")
    with pytest.raises(Refused):
        name_leader(fresh(group), person=person("李桂芳"), since=TODAY, by=seat("worker"))


# --- Corrections ------------------------------------------------------------------------------------------------------
def test_a_correction_names_its_columns_and_seals_what_is_personal():
    group = a_group(at=A_YEAR_AGO)
    changed = correct_group(group, venue="长寿公园", liaison_name="张老师", liaison_phone="62770000", by=seat("worker"))
    assert set(changed) == {"venue", "liaison_name", "liaison_phone"}
    line = next(e for e in trail.of_thing(group) if e.kind == "groups.corrected")
    assert line.facts["before"] == {"venue": "叶家宅路100弄中心绿地"}
    assert "张老师" not in str(line.facts)
    assert trail.detail_of(line)["liaison_name"] == ["", "张老师"]


def test_a_correction_that_changes_nothing_leaves_nothing(group):
    with pytest.raises(Refused):
        correct_group(group, venue=group.venue, by=seat("worker"))


# --- Numbers and papers -----------------------------------------------------------------------------------------------
def test_numbers_follow_the_places_pattern():
    DatedSetting.objects.create(
        place_id=CENTRE,
        key="groups.filing.number_pattern",
        value="普长备[{year}]{number:03d}号",
        valid_from=date(2026, 1, 1),
        source="test",
    )
    group = a_group()
    granted(group, "first")
    assert fresh(group).filing_number == "普长备[2026]001号"


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_get_two_numbers():
    filings = []
    for n in range(4):
        group = a_group(f"第{n}队", leader=person(f"张{n}"))
        filing = actions.begin_filing(group, kind="first", by=seat("worker"))
        actions.submit_filing(filing, by=seat("worker"))
        actions.give_opinion(filing, by=seat("committee"))
        filings.append(filing)
    start = threading.Barrier(2)
    officer = seat("officer")

    def approve(mine):
        try:
            start.wait()
            for filing in mine:
                actions.approve_filing(Filing.everything.select_related("group").get(pk=filing.pk), by=officer)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(part,)) for part in (filings[:2], filings[2:])]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    numbers = sorted(Group.everything.values_list("filing_number", flat=True))
    assert numbers == [f"长寿路备 2026-{n:04d}" for n in range(1, 5)]


@pytest.mark.django_db(transaction=True)
def test_the_same_approval_by_two_hands_at_once_counts_once():
    filing = actions.begin_filing(a_group(), kind="first", by=seat("worker"))
    actions.submit_filing(filing, by=seat("worker"))
    actions.give_opinion(filing, by=seat("committee"))
    officers = [seat("officer"), seat("officer", name="赵明")]
    start, outcome = threading.Barrier(2), []

    def approve(officer):
        mine = Filing.everything.select_related("group").get(pk=filing.pk)
        start.wait()
        try:
            actions.approve_filing(mine, by=officer)
            outcome.append("moved")
        except Refused:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(officer,)) for officer in officers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcome) == ["moved", "refused"]
    assert len(papers(filing.group)) == 1


def test_the_public_page_shows_what_the_paper_shows_and_no_more(group):
    paper = certificate_in_force(group)
    drawn = certificate_paper(group, by=seat("worker"))
    assert drawn.shows() == dict(paper.shows)
    assert drawn.imprint.number == paper.number == group.filing_number
    page = Client().get(f"/v/{paper.token}/").content.decode()
    for label, value in paper.shows:
        assert label in page
        assert value in page
    for hidden in ("王福生", "太极剑", str(group.centre_id)):
        assert hidden not in page


def test_the_public_page_of_a_replaced_and_of_an_expired_paper(group, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    old = certificate_in_force(group)
    granted(group, "venue", proposed={"venue": "长寿公园"}, reason="搬迁")
    browser = Client(headers={"cookie": "django_language=en"})
    page = browser.get(f"/v/{old.token}/").content.decode()
    assert "no longer in force" in page
    assert f"{group.filing_number}-2" in page
    Document.everything.filter(number=f"{group.filing_number}-2").update(valid_until=date(2026, 11, 17))
    new = Document.everything.get(number=f"{group.filing_number}-2")
    assert "ran out on 2026-11-17" in browser.get(f"/v/{new.token}/").content.decode()


def test_a_lost_certificate_is_issued_anew(group):
    first = certificate_in_force(group)
    second = reissue_certificate(group, by=seat("worker"))
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert dict(second.shows)["有效期限"] == dict(first.shows)["有效期限"]


def test_a_paper_that_no_longer_says_the_truth_is_not_printed(group):
    Group.everything.filter(pk=group.pk).update(venue="别处")  # as an import would
    assert not certificate_paper(fresh(group), by=seat("worker"))


# --- Conditions -------------------------------------------------------------------------------------------------------
def test_conditions_are_data_of_place_and_day():
    group = a_group(charter="")
    names = {c.name: c for c in conditions_of(group, on=TODAY)}
    assert "charter" not in names
    assert not names["min_members"].met
    assert not names["min_members"].hard
    DatedSetting.objects.create(
        place_id=CENTRE, key="groups.filing.requires", value=["leader", "charter"], valid_from=TODAY, source="test"
    )
    later_on = {c.name: c for c in conditions_of(group, on=TODAY)}
    assert later_on["charter"].blocks
    assert "charter" not in {c.name for c in conditions_of(group, on=TODAY - timedelta(days=1))}


def test_what_is_missing_keeps_an_application_and_says_why():
    group = a_group(venue="", category="")
    filing = actions.begin_filing(group, kind="first", by=seat("worker"))
    with pytest.raises(actions.ConditionsUnmet) as unmet:
        actions.submit_filing(filing, by=seat("worker"))
    assert {c.name for c in unmet.value.conditions} == {"venue", "category"}
    assert all(c.remedy for c in unmet.value.conditions)
    filing.refresh_from_db()
    assert filing.state == "draft"


def test_few_members_are_noted_and_never_block():
    filing = actions.begin_filing(a_group(), kind="first", by=seat("worker"))
    actions.submit_filing(filing, anyway_because="名册下周补齐", by=seat("worker"))
    filing.refresh_from_db()
    assert {"name": "min_members", "met": False, "hard": False} in filing.conditions
    assert filing.anyway_because == "名册下周补齐"


def test_a_large_group_is_told_that_it_may_register():
    group = a_group()
    ReportedFigure.everything.create(
        centre_id=CENTRE, group=group, figure="members", value=62, reported_on=TODAY, source="ledger"
    )
    with translation.override("en"):
        note = next(c for c in conditions_of(group, on=TODAY) if c.name == "max_members")
    assert not note.blocks
    assert "may register as an association" in str(note.sentence)


def test_the_rule_at_drafting_stays_with_the_filing(group):
    filing = actions.begin_filing(group, kind="content", proposed={"content": "剑"}, by=seat("worker"))
    DatedSetting.objects.create(
        place_id=CENTRE, key="groups.filing.route", value={"content": "full"}, valid_from=TODAY, source="test"
    )
    actions.submit_filing(filing, by=seat("worker"))
    assert filing.state == "in_review"
