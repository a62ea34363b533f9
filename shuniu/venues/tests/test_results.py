"""Who has no phone gets the result too: a letter in large type, or a call, and a name beside it."""

import io
import re

import pytest
from django.template import engines
from django.urls import reverse
from pypdf import PdfReader

from shuniu.groups.papers.tests.test_papers import words_of
from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.papers import pdf
from shuniu.kernel.permissions import Refused
from shuniu.venues.actions.objections import change_result
from shuniu.venues.actions.rounds import hand_in_wishes, publish_round, run_allocation
from shuniu.venues.actions.telling import note_telling, take_back_telling
from shuniu.venues.models import Grant, Judgement, Telling
from shuniu.venues.results import letters, to_be_told, told_to
from shuniu.venues.tests.cast import (
    CLOSED,
    PUBLISHED,
    a_hall,
    a_round,
    asking,
    at,
    director,
    filed_group,
    seat,
    wish,
)
from shuniu.venues.waiting import venues_waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def results():
    """A published round: one group wished on its phone, one on paper though it has an account, one has none."""
    hall, round_ = a_hall(), a_round()
    phone, paper, without = filed_group(), filed_group("新会合唱队"), filed_group("叶家宅书法社")
    for group in (phone, paper):
        browser("leader", group=group)  # an account, with its appointment
    wish(round_, phone, hall, weekdays=(3,))
    for group, weekday in ((paper, 2), (without, 2)):
        hand_in_wishes(
            round_, group=group, asking=asking(hall, weekdays=(weekday,)), channel="paper", by=seat("worker")
        )
    run_allocation(round_, by=director(CLOSED))
    publish_round(round_, by=director(PUBLISHED))
    return round_, phone, paper, without


@pytest.fixture
def on_that_day(monkeypatch):
    def set_clock(moment) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        monkeypatch.setattr("shuniu.groups.tests.factories.NOW", moment)

    return set_clock


def pages_of(paper) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf(paper))).pages]


def named(rows) -> set[str]:
    return {each.group.name for each in rows}


def test_who_wished_on_paper_or_has_no_account_is_to_be_told(results):
    round_, phone, paper, without = results
    hand_over = seat("worker", at=PUBLISHED)
    assert named(to_be_told(round_, hand_over)) == {paper.name, without.name}
    told = {each.group.name: each.has_account for each in told_to(round_, hand_over)}
    assert told == {phone.name: True, paper.name: True, without.name: False}
    later = filed_group("江宁书画社")  # asked for nothing
    with pytest.raises(Refused, match="asked for nothing"):
        note_telling(round_, group=later, how="letter", by=hand_over)
    note_telling(round_, group=paper, how="letter", by=hand_over)
    assert named(to_be_told(round_, hand_over)) == {without.name}
    telling = note_telling(round_, group=without, how="letter", by=hand_over)
    note_telling(round_, group=without, how="phone", by=seat("director", at=PUBLISHED))
    telling.refresh_from_db()
    assert (telling.how, telling.told_by) == ("phone", seat("director").name)
    assert not to_be_told(round_, hand_over).exists()
    take_back_telling(telling, by=hand_over)
    assert named(to_be_told(round_, hand_over)) == {without.name}
    assert TrailEntry.objects.filter(kind__in=("venues.result_told", "venues.result_not_told")).count() == 4


def test_nothing_is_told_before_it_is_published(on_that_day):
    hall, round_, group = a_hall(), a_round(), filed_group()
    wish(round_, group, hall)
    run_allocation(round_, by=director(CLOSED))
    with pytest.raises(Refused, match="published"):
        note_telling(round_, group=group, how="letter", by=seat("worker", at=CLOSED))
    on_that_day(CLOSED)
    assert browser("worker").get(reverse("venues:result_calls", args=[round_.pk])).status_code == 404


def test_a_letter_says_what_was_given_each_wish_and_how_to_object(results):
    round_, _phone, paper, without = results
    made = letters(round_, to_be_told(round_, seat("worker")).order_by("group__name"), by=seat("worker", at=PUBLISHED))
    pages = pages_of(made)
    assert len(pages) == 2  # one group a page
    given = Grant.everything.get(weekday=2)
    for group in (paper, without):
        (page,) = (each for each in pages if each.startswith(f"场地分配结果通知{group.name}"))
        sentence = Judgement.everything.get(group=group).sentence
        assert re.sub(r"\s", "", sentence) in page
        for said in ("2026年12月9日前提出异议", f"/venues/account/{round_.token}/", "电话"):
            assert said in page
        assert ("本季没有分到时段" in page) == (group != given.group)
        if group == given.group:
            assert "星期二09:00–11:00社区文化活动中心" in page.replace("　", "")


def test_every_word_of_the_letters_is_on_the_page_too(results):
    round_, *_groups = results
    given = Grant.everything.get(weekday=2)
    change_result(
        round_, group=given.group, take=given, reason="团队来电：本季少一次", agreed=True, by=director(PUBLISHED)
    )
    made = letters(round_, told_to(round_, seat("worker")), by=seat("worker", at=PUBLISHED))
    page = engines["jinja2"].get_template(made.page).render(made.to_html_context())
    shown = "".join(pages_of(made))
    for word in words_of(made.to_data()):
        assert word in page
        assert re.sub(r"\s", "", word) in shown
    assert "团队来电：本季少一次" in shown
    assert "style=" not in page


def test_after_the_days_of_objection_a_letter_no_longer_asks_for_one(results):
    round_, *_groups = results
    made = letters(
        round_, told_to(round_, seat("worker")), by=seat("worker", at=at(9, day=PUBLISHED.date().replace(day=20)))
    )
    assert "已过" in made.objecting()
    assert "前提出异议" not in "".join(pages_of(made))


def test_the_desk_sees_who_got_the_result_how_and_who_wrote_it_down(results, on_that_day):
    round_, phone, paper, without = results
    on_that_day(PUBLISHED)
    desk, url = browser("worker"), reverse("venues:result_calls", args=[round_.pk])
    told = [each for each in venues_waiting_for(seat("worker", at=PUBLISHED)) if each.matter == "results to be told"]
    assert [(each.step, each.due_on) for each in told] == [
        ("2 groups without an account to be told", round_.objections_until)
    ]
    page = desk.get(url).content.decode()
    assert all(group.name in page for group in (phone, paper, without))
    assert url in desk.get(reverse("venues:round", args=[round_.pk])).content.decode()
    waiting = desk.get(f"{url}?reached=waits").content.decode()
    assert phone.name not in waiting
    printed = desk.get(reverse("venues:result_letters", args=[round_.pk]))
    assert printed.headers["Content-Type"] == "application/pdf"
    one = reverse("venues:note_telling", args=[round_.pk, paper.pk])
    assert one in desk.get(reverse("venues:result", args=[round_.pk, paper.pk])).content.decode()
    assert desk.post(one, {"how": "pigeon"}).status_code == 404
    assert desk.post(one, {"how": "letter"}).status_code == 302
    assert desk.post(reverse("venues:note_telling", args=[round_.pk, without.pk]), {"how": "phone"}).status_code == 302
    page = desk.get(url).content.decode()
    for said in ("已送通知书", "已电话念给团队", Telling.everything.first().told_by):
        assert said in page
    assert desk.get(reverse("venues:result_letters", args=[round_.pk])).status_code == 302  # nothing is left to print
    assert paper.name in desk.get(f"{url}?reached=letter").content.decode()
    back = reverse("venues:take_back_telling", args=[round_.pk, paper.pk])
    assert desk.post(back).status_code == 302
    assert desk.post(back).status_code == 404
    leader = browser("leader", group=phone)
    assert leader.get(url).status_code == 403
    mine = leader.get(reverse("venues:result", args=[round_.pk, phone.pk]))
    assert mine.status_code == 200
    assert "/telling/" not in mine.content.decode()
