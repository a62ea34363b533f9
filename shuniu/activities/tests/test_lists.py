"""A session's sign-in list from an office file: judged, written once, with its provenance."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from shuniu.activities.actions import coming
from shuniu.activities.models import Attendance
from shuniu.activities.queries import person_times
from shuniu.activities.tests.test_thread import a_session
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, seat
from shuniu.kernel.models import Batch, TrailEntry
from shuniu.people.public import Particulars, record_person

pytestmark = pytest.mark.django_db
ROWS = (
    ["周周演签到表"],
    ["序号", "姓名", "联系电话", "日期"],
    [1, "王福生", "13812345678", "2026-11-18"],  # signed up as 王
    [2, "李桂芳", "13900000002", "2026-11-18"],  # on record with this telephone
    [3, "周小妹", "13900000002", "2026-11-18"],  # the same telephone, another name
    [4, "陈一一", "", ""],
    [5, "陈一一", "", ""],  # a name alone is nobody known: two people
    [6, "赵六", "12", ""],
    [7, "钱七", "13900000007", "2026-11-11"],
    [8, "王福生", "13812345678", ""],
    [9, "25人", "", ""],
)


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return seat("worker")


@pytest.fixture
def session(worker):
    session = a_session(worker)
    coming.sign_up(session, called="王", phone="13812345678", by=worker)
    record_person(Particulars(name="李桂芳", phone="13900000002"), centre_id=CENTRE, by=worker)
    return session


def workbook(*rows, name="签到表.xlsx", sheets=("上午",)) -> SimpleUploadedFile:
    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def handed_in(desk, session, file) -> str:
    answer = desk.post(reverse("activities:hand_in_list", args=[session.pk]), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def figures(desk, url) -> tuple:
    batch = Batch.everything.get(pk=int(url.rstrip("/").rsplit("/", 1)[1]))
    return tuple(batch.summary[name] for name in ("named", "others", "unchanged", "rejected_rows"))


def test_a_list_is_judged_first_and_written_when_accepted(client_as, session, worker):
    desk = client_as("worker")
    url = handed_in(desk, session, workbook(*ROWS))
    assert figures(desk, url) == (2, 3, 0, 4)
    page = desk.get(url).content.decode()
    for said in ("上午", ">8<", "联系电话", "2026-11-11", "2026-11-18", "“上午”"):
        assert said in page, said
    assert "钱七" not in page
    assert not Attendance.objects.visible_to(worker).exists()
    desk.post(f"{url}acceptance/")
    noted = Attendance.objects.visible_to(worker)
    assert sorted(noted.values_list("people", flat=True)) == [1, 1, 3]
    assert set(noted.values_list("source", "sheet", "batch__file_name")) == {("file", "上午", "签到表.xlsx")}
    assert noted.get(person__isnull=False).person.name == "李桂芳"
    assert noted.filter(sign_up__isnull=False).count() == 1
    assert "签到表.xlsx" in desk.get(reverse("activities:attendance", args=[session.pk])).content.decode()
    assert TrailEntry.objects.filter(kind="activities.list_written").count() == 1
    assert desk.post(f"{url}acceptance/").status_code == 404  # the file is not kept any longer


def test_the_same_list_again_changes_nothing_under_whatever_name(client_as, session, worker):
    desk = client_as("worker")
    content = workbook(*ROWS).read()
    for name, expected in (
        ("签到表.xlsx", (2, 3, 0, 4)),
        ("签到表.xlsx", (0, 0, 5, 4)),
        ("签到表（2）.xlsx", (0, 0, 5, 4)),
    ):
        url = handed_in(desk, session, SimpleUploadedFile(name, content))
        assert figures(desk, url) == expected
        desk.post(f"{url}acceptance/")
        assert person_times(Attendance.objects.visible_to(worker)) == 5


def test_a_longer_list_of_the_same_file_brings_what_is_new(client_as, session, worker):
    desk = client_as("worker")
    for rows in (ROWS, (*ROWS, [10, "沈十", "", ""])):
        desk.post(f"{handed_in(desk, session, workbook(*rows))}acceptance/")
    assert person_times(Attendance.objects.visible_to(worker)) == 6


def test_what_was_taken_back_may_be_read_in_again(client_as, session, worker):
    desk = client_as("worker")
    for _time in range(2):
        desk.post(f"{handed_in(desk, session, workbook(*ROWS))}acceptance/")
        for entry in Attendance.objects.visible_to(worker).filter(corrects__isnull=True, corrections__isnull=True):
            coming.take_attendance_back(entry, reason="换了一份", by=worker)
    assert Attendance.objects.visible_to(worker).count() == 12
    assert person_times(Attendance.objects.visible_to(worker)) == 0


def test_every_sheet_is_counted_under_its_own_name(client_as, session, worker):
    desk, rows = client_as("worker"), (["姓名"], ["张三"], ["李四"])
    desk.post(f"{handed_in(desk, session, workbook(*rows, sheets=('上午', '下午')))}acceptance/")
    said = Attendance.objects.visible_to(worker).order_by("sheet").values_list("sheet", "people")
    assert list(said) == [("上午", 2), ("下午", 2)]


def test_a_csv_is_read_and_what_is_no_list_is_refused_in_words(client_as, session, worker):
    desk = client_as("worker")
    csv = SimpleUploadedFile("签到.csv", "姓名,电话\r\n张三,\r\n".encode("gb18030"))
    assert figures(desk, handed_in(desk, session, csv)) == (0, 1, 0, 0)
    address = reverse("activities:hand_in_list", args=[session.pk])
    for content in (b"%PDF-1.4", "物品,数量\r\n椅子,3\r\n".encode()):
        assert desk.post(address, {"file": SimpleUploadedFile("签到.csv", content)}).status_code == 422
    assert Batch.everything.filter(kind="attendance").count() == 1


def test_a_list_may_be_dropped_and_waits_on_the_desk_until_then(client_as, session, worker):
    from shuniu.activities.public import activities_waiting_for

    desk = client_as("worker")
    url = handed_in(desk, session, workbook(*ROWS))
    assert [each.url for each in activities_waiting_for(worker)] == [url]
    desk.post(f"{url}dropping/")
    assert list(activities_waiting_for(worker)) == []
    assert not Attendance.objects.visible_to(worker).exists()
    assert client_as("officer").get(url).status_code == 403


def test_a_session_to_come_takes_no_list(client_as, worker):
    session = a_session(worker, held_on=TODAY + timedelta(days=1))
    answer = client_as("worker").post(reverse("activities:hand_in_list", args=[session.pk]), {"file": workbook(*ROWS)})
    assert answer.status_code == 409
    assert not Batch.everything.filter(kind="attendance").exists()


def test_the_file_an_entry_comes_from_is_not_changed(client_as, session, worker):
    desk = client_as("worker")
    desk.post(f"{handed_in(desk, session, workbook(*ROWS))}acceptance/")
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.everything.update(batch=None)
