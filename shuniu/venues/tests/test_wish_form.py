"""The wish form on paper: every word of it in PDF and HTML, blank or filled in; keyed in, it is marked as paper."""

import io
import re

import pytest
from django.template import engines
from django.urls import reverse
from pypdf import PdfReader

from shuniu.groups.papers.tests.test_papers import words_of
from shuniu.groups.tests.factories import browser
from shuniu.kernel.papers import pdf
from shuniu.venues.actions.rounds import hand_in_wishes
from shuniu.venues.tests.cast import a_hall, a_park, a_round, asking, filed_group, leader_of, seat
from shuniu.venues.wishes import wish_paper

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
