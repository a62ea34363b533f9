"""The wish form on paper: every word of it in PDF and HTML, blank or filled in; keyed in, it is marked as paper."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from django.template import engines
from django.urls import reverse
from pypdf import PdfReader

from shuniu.groups.papers.tests.test_papers import words_of
from shuniu.groups.tests.factories import browser
from shuniu.kernel.models import DatedSetting
from shuniu.kernel.papers import pdf
from shuniu.venues.actions.rounds import Wished, hand_in_wishes, run_allocation
from shuniu.venues.models import Judgement
from shuniu.venues.tests.cast import (
    CENTRE,
    a_hall,
    a_park,
    a_round,
    asking,
    director,
    filed_group,
    leader_of,
    seat,
)
from shuniu.venues.wishes import last_wishes, wish_paper

pytestmark = pytest.mark.django_db
BEGUN = "已填入团队上次的愿望"
KEYED = "纸质件，由工作人员录入"


def words(paper) -> str:
    return "".join(re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf(paper))).pages)


@pytest.fixture
def papers():
    """The blank form, and that of a group that asked before."""
    hall, park, round_, group = a_hall(), a_park(), a_round(), filed_group()
    wishes = asking(hall, park, weekdays=(2, 4), equipment=("piano",), amplified=True)
    hand_in_wishes(round_, group=group, asking=wishes, channel="phone", by=leader_of(group))
    return [wish_paper(round_, each, by=seat("worker")) for each in (None, group)]


def test_both_forms_show_every_word_as_pdf_and_as_page(papers):
    for paper in papers:
        shown, page = words(paper), engines["jinja2"].get_template(paper.page).render(paper.to_html_context())
        for word in words_of(paper.to_data()):
            assert word in page
            assert re.sub(r"\s", "", word) in shown
        assert "style=" not in page


def test_what_a_group_asked_for_before_is_on_its_form_and_nothing_on_a_blank_one(papers):
    blank, filled = (words(paper) for paper in papers)
    assert "■" not in blank
    assert "夕阳红太极拳队" not in blank
    for said in (
        "夕阳红太极拳队",
        "■2小时",
        "■钢琴",
        "■使用",
        "15人",
        "■周二",
        "□周三",
        "■周四",
        "不早于09:00",
        "不晚于11:00",
    ):
        assert said in filled
    assert re.search(r"首选场地\d社区文化活动中心", filled)
    assert re.search(r"其次\d长寿公园南广场", filled)


def test_the_form_is_keyed_in_as_paper_by_a_named_hand(on_the_day):
    hall, round_, group = a_hall(), a_round(), filed_group()
    desk = browser("worker")
    for name, args in (("blank_wishes", [round_.pk]), ("wishes_on_paper", [round_.pk, group.pk])):
        answer = desk.get(reverse(f"venues:{name}", args=args))
        assert answer.headers["Content-Type"] == "application/pdf"
    url = reverse("venues:wishes", args=[round_.pk, group.pk])
    typed = {
        "times": 1, "persons": 18, "minutes": 120, "place_1": hall.pk, "days_1": [2], "from_1": "08:00", "until_1": "12:00",
    }  # fmt: skip
    assert BEGUN not in desk.get(url).content.decode()
    assert desk.post(url, typed).status_code == 302
    assert BEGUN in desk.get(url).content.decode()
    application = round_.applications.get(group=group)
    assert (application.channel, application.handed_in_by) == ("paper", seat("worker").name)
    page = desk.get(reverse("venues:round", args=[round_.pk])).content.decode()
    assert f"{seat('worker').name} · {KEYED}" in page.split("已提交的团队")[1]


# --- More than one place, more than one time ----------------------------------------------------------------------------
@pytest.fixture
def typed():
    """A phone, the page of its group's wishes, and one wish of one place and one time as it types it."""
    hall, park, round_, group = a_hall(), a_park(), a_round(), filed_group()
    wish = {
        "times": 1, "persons": 18, "minutes": 120, "place_1": hall.pk, "days_1": [2], "from_1": "08:00", "until_1": "12:00",
    }  # fmt: skip
    url = reverse("venues:wishes", args=[round_.pk, group.pk])
    return browser("leader", group=group), url, wish, (hall, park), (round_, group)


def test_a_wish_names_several_places_in_order_and_several_times(typed, on_the_day):
    phone, url, wish, (hall, park), (round_, group) = typed
    room = a_hall("社区学校")
    more = {
        "place_1": park.pk, "place_1_2": hall.pk, "place_1_3": room.pk, "days_1_2": [4, 6], "from_1_2": "14:00",
        "until_1_2": "17:00",
    }  # fmt: skip
    assert phone.post(url, {**wish, **more}).status_code == 302
    (kept,) = round_.applications.get(group=group).wishes.all()
    assert kept.places == [park.pk, hall.pk, room.pk]
    assert kept.spans == [[2, 480, 720], [4, 840, 1020], [6, 840, 1020]]
    begun = last_wishes(round_, group, by=leader_of(group))
    assert [begun[name] for name in ("place_1", "place_1_2", "place_1_3")] == [park.pk, hall.pk, room.pk]
    assert (begun["days_1_2"], begun["from_1_2"], begun["until_1_2"]) == ([4, 6], "14:00", "17:00")
    assert phone.post(url, {**wish, **begun}).status_code == 302  # what it begins with is handed in as it was
    again = round_.applications.get(group=group).wishes.get()
    assert (again.places, again.spans) == (kept.places, kept.spans)


def test_the_form_begins_with_one_place_and_one_time_and_opens_what_is_filled_in(typed, on_the_day):
    phone, url, wish, (_hall, park), _who = typed
    page = phone.get(url).content.decode()
    assert "<details open" not in page
    assert 'class="another" open' not in page
    assert (page.count("再加一个场地"), page.count("再加一段时间")) == (3 * 2, 3 * 1)  # of three wishes
    refused = phone.post(
        url, {**wish, "place_1_2": park.pk, "days_1_2": [4], "from_1_2": "09:00", "until_1_2": "10:00"}
    )
    assert refused.status_code == 422
    said = refused.content.decode()
    assert said.count('class="another" open') == 2  # the second place, and the second time that is too short
    assert "时间不够" in said


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days_2": [3], "from_2": "09:00", "until_2": "12:00"}, "place_2"),  # days for no place are no wish forgotten
        ({"days_1_2": [4], "from_1_2": "", "until_1_2": "17:00"}, "until_1_2"),
        ({"days_1_2": [4], "from_1_2": "16:00", "until_1_2": "17:00"}, "until_1_2"),
        ({"place_2_2": 999_999}, "place_2_2"),  # no such place
    ],
)
def test_what_is_half_said_is_named_and_nothing_is_written(typed, on_the_day, more, field):
    phone, url, wish, _places, (round_, _group) = typed
    answer = phone.post(url, {**wish, **more})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not round_.applications.exists()


def test_how_much_a_wish_may_name_is_a_rule_of_the_place(typed, on_the_day):
    phone, url, _wish, _places, (round_, group) = typed
    assert 'name="place_3_3"' in phone.get(url).content.decode()
    DatedSetting.objects.create(
        place_id=CENTRE, key="venues.round.wish_limits", value={"wishes": 2, "places": 1, "ranges": 2},
        valid_from=date(2026, 1, 1), source="试点",
    )  # fmt: skip
    page = phone.get(url).content.decode()
    assert 'name="days_2_2"' in page
    for beyond in ("place_3", "place_1_2", "days_1_3"):
        assert f'name="{beyond}"' not in page
    paper = wish_paper(round_, group, by=seat("worker")).to_data()
    assert [wish["name"] for wish in paper["wishes"]] == ["第一愿望", "第二愿望"]
    assert [name for name, _value in paper["wishes"][0]["rows"]] == ["首选场地", "时间", "几点", "或者", "几点"]


def test_the_paper_shows_every_place_and_time_that_was_asked_for():
    hall, park, round_, group = a_hall(), a_park(), a_round(), filed_group()
    wished = Wished((park.pk, hall.pk), ((2, 480, 720), (6, 840, 1020)))
    asked = replace(asking(hall), wishes=(wished,))
    hand_in_wishes(round_, group=group, asking=asked, channel="phone", by=leader_of(group))
    shown = words(wish_paper(round_, group, by=seat("worker")))
    assert re.search(r"首选场地\d长寿公园南广场其次\d社区文化活动中心", shown)
    for said in ("不早于08:00不晚于12:00", "不早于14:00不晚于17:00"):
        assert said in shown


def test_every_named_time_and_place_of_a_wish_can_be_given():
    """The last place at the last time is given where all that the group likes better is others'."""
    hall, park, round_, group, other = a_hall(), a_park(), a_round(), filed_group(), filed_group("新会合唱队")
    liked = ((2, 540, 660), (6, 840, 960))
    asked = asking(hall, minutes=120)
    for each, times in ((other, 2), (filed_group("叶家宅书法社"), 1)):
        spaces = (hall, park)[:times]
        wishes = tuple(Wished((space.pk,), (span,)) for space, span in zip(spaces, liked, strict=False))
        hand_in_wishes(
            round_, group=each, asking=replace(asked, times=len(wishes), wishes=wishes), channel="phone",
            by=leader_of(each),
        )  # fmt: skip
    wishes = (Wished((hall.pk, park.pk), liked),)
    hand_in_wishes(round_, group=group, asking=replace(asked, wishes=wishes), channel="phone", by=leader_of(group))
    run_allocation(round_, by=director())
    assert Judgement.everything.filter(outcome="granted", group=group).exists()
    assert all(each.space.title in each.sentence for each in Judgement.everything.filter(outcome="granted"))
