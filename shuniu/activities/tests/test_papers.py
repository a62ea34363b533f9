"""Door sheet, programme and course certificate: each shows every field of its record, as PDF and as HTML."""

import io
import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from shuniu.activities.actions import certificates, courses, lessons
from shuniu.activities.papers.certificate import CourseCertificate
from shuniu.activities.papers.programme import DoorSheet, ShowProgramme
from shuniu.activities.tests.test_thread import a_course
from shuniu.groups.papers.tests.test_papers import html, pages, words_of
from shuniu.groups.tests.cast import NOW, TODAY, person, seat
from shuniu.kernel.models import Document
from shuniu.kernel.papers import Imprint, pdf

ACTS = tuple(
    (stage, time(9, at * 10), time(9, at * 10 + 8), f"{stage}节目{at + 1}", f"第{at + 1}支队伍")
    for stage in ("主舞台", "东舞台")
    for at in range(6)
)
PAPERS = {
    "programme": ShowProgramme(
        title="周周演", organizer="社区群众团队联合会", held_on=date(2026, 11, 28), starts=time(9), ends=time(10, 30),
        place="长寿公园音乐广场", acts=ACTS, printed_on=TODAY,
    ),
    "door sheet": DoorSheet(
        title="相约长寿·有情牵手", held_on=date(2026, 11, 28), starts=time(14), place="社区文化中心二楼",
        code="7KQ2M4XW9BTD", url="https://shuniu.example/activities/here/7KQ2M4XW9BTD/", printed_on=TODAY,
    ),
    "certificate": CourseCertificate(
        imprint=Imprint(
            number="PX2026-0001", code="7KQ2M4XW9BTD", url="https://shuniu.example/v/7KQ2M4XW9BTD/",
            printed_on=date(2026, 6, 14),
        ),
        certificate="电脑操作证", name="王小明", name_masked="王*", subject="计算机操作",
        trainer="启明里职业技能学校", first_on=date(2026, 4, 5), last_on=date(2026, 6, 14),
        issuer="长寿路街道社区社会组织服务中心", issued_on=date(2026, 6, 14),
    ),
}  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_pdf_shows_every_word_of_the_paper(paper):
    shown = "".join(pages(paper))
    lacking = [part for word in words_of(paper.to_data()) for part in re.split(r"\s+", word) if part not in shown]
    assert lacking == []


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_html_shows_every_word_of_the_paper(paper):
    shown = html(paper)
    assert [word for word in words_of(paper.to_data()) if word not in shown] == []
    assert "style=" not in shown


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_title_and_date_are_in_the_metadata_and_the_paper_is_one_page(paper):
    read = PdfReader(io.BytesIO(pdf(paper)))
    assert read.metadata.title == paper.to_data()["title"]
    assert list(read.metadata.creation_date.timetuple()[:3]) == paper.to_data()["date"]
    assert len(read.pages) == 1


def test_the_public_face_of_a_certificate_masks_the_name_and_nothing_else():
    paper = PAPERS["certificate"]
    assert paper.shows()["姓名"] == "王*"
    assert {value for value in paper.shows().values() if value != "王*"} <= {
        *(value for _label, value in paper.rows()), paper.certificate, paper.issuer, paper.to_data()["issued_on"],
    }  # fmt: skip


@pytest.mark.django_db
def test_the_qr_code_of_a_certificate_opens_its_page_until_it_is_revoked(client, client_as, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    worker, director = seat("worker"), seat("director")
    course = a_course(worker, title="残疾人计算机培训班", trainer="区残疾人劳动服务所")
    (row,) = courses.enrol_trainees(course, [person("王小明")], circumstance="disabled", by=worker)
    begun = TODAY - timedelta(days=7)
    (lesson,) = courses.plan_lessons(course, held_on=begun, starts=time(9), ends=time(11), by=worker)
    lessons.note_lesson(lesson, [row.pk], by=worker)
    test = lessons.set_test(course, title="上机", held_on=TODAY, certificate="computer", by=worker)
    lessons.note_results(test, {row.pk: 88}, by=worker)
    (awarded,) = certificates.award_certificates(course, "computer", by=director)
    paper = Document.objects.visible_to(director).get()
    printed = client_as("worker").get(reverse("activities:certificate_paper", args=[awarded.pk]))
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)
    assert awarded.number in shown
    assert course.title not in shown
    page = client.get(f"/v/{paper.token}/", headers={"accept-language": "zh-Hans"}).content.decode()
    for said in (awarded.number, "王*", "计算机", "电脑操作证"):
        assert said in page
    assert "王小明" not in page
    assert "残疾" not in page
    assert "late" not in page
    certificates.revoke_certificate(awarded, reason="姓名有误", by=director)
    assert "姓名有误" in client.get(f"/v/{paper.token}/").content.decode()
    assert client.get("/v/AAAAAAAAAAAA/").status_code == 404
