"""A certificate issued before the subject took the place of the title: its public page is as safe as a new one's."""

from datetime import date

import pytest

from shuniu.activities.tests.test_thread import a_course
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, person, seat
from tests.moving import moved, taken_back

BEFORE, AFTER = (
    [("activities", "0004_times_kept_in_a_place")],
    [("activities", "0005_old_certificates_name_the_subject")],
)
SHOWN = [
    ["证书", "电脑操作证"], ["姓名", "王*"], ["培训课程", "残疾人计算机培训班"], ["培训机构", "残疾人联合会"],
    ["培训时间", "2026年1月1日　至　2026年3月1日"], ["发证单位", "服务中心"],
]  # fmt: skip


def issued_of_old(apps, kind: str, token: str):
    """A certificate of a course of a kind, and its paper, as the program wrote it then."""
    get = lambda room, name: apps.get_model(room, name)._base_manager  # noqa: E731
    course = get("activities", "Course").create(
        centre_id=CENTRE, title="残疾人计算机培训班", kind=kind, audience="disabled", trainer="残疾人联合会", place="教室",
        first_on=date(2026, 1, 1), last_on=date(2026, 3, 1), seats=20, opened_at=NOW, opened_by="陈晓燕",
    )  # fmt: skip
    trainee = get("activities", "Trainee").create(
        centre_id=CENTRE, course=course, person_id=person(f"王{token[0]}").pk, number=1, joined_on=course.first_on
    )
    row = get("activities", "Certificate").create(
        centre_id=CENTRE, trainee=trainee, kind="computer", number=f"PX{token[0]}", issued_on=TODAY
    )
    get("kernel", "Document").create(
        centre_id=CENTRE, kind="course certificate", number=row.number, token=token, noun="activities.certificate",
        noun_id=row.pk, shows=SHOWN, issued_at=NOW, issued_by="周建国",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_public_page_of_an_old_certificate_names_the_subject_and_not_the_course(client):
    apps = taken_back(BEFORE)
    issued_of_old(apps, "computer", "A2345678")
    issued_of_old(apps, "of no table", "B2345678")
    apps.get_model("kernel", "Document")._base_manager.create(
        centre_id=CENTRE, kind="permit", number="1", token="C2345678", noun="groups.venuepermit", noun_id=1,
        shows=[["培训课程", "别的证件"]], issued_at=NOW, issued_by="周建国",
    )  # fmt: skip
    moved(AFTER)
    known, unknown = (client.get(f"/v/{token}/").content.decode() for token in ("A2345678", "B2345678"))
    for page in (known, unknown):
        assert "王*" in page
        assert "残疾" not in page
        assert "培训机构" not in page
    assert "计算机操作" in known
    assert "培训内容" not in unknown
    assert "别的证件" in client.get("/v/C2345678/").content.decode()
    moved(BEFORE)
    assert "残疾" not in client.get("/v/A2345678/").content.decode()


@pytest.mark.django_db
def test_a_new_certificate_shows_what_the_old_ones_show_now():
    from shuniu.activities.papers.certificate import CourseCertificate
    from shuniu.kernel.papers import Imprint

    course = a_course(seat("worker"))
    paper = CourseCertificate(
        imprint=Imprint(number="1", code="", url="", printed_on=TODAY), certificate="电脑操作证", name="王一",
        name_masked="王*", subject="计算机操作", trainer=course.trainer, first_on=course.first_on, last_on=course.last_on,
        issuer="服务中心", issued_on=TODAY,
    )  # fmt: skip
    assert {"培训课程", "培训机构"}.isdisjoint(paper.shows())
    assert paper.shows()["培训内容"] == "计算机操作"
