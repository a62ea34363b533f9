"""The exchange file: the standard's order is data, masked unless somebody may and says why."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from shuniu.kernel.models import Code, TrailEntry
from shuniu.volunteers.actions.registering import Offer
from shuniu.volunteers.models import HourEntry
from shuniu.volunteers.tests.cast import CENTRE, NOW, TODAY, a_volunteer
from shuniu.volunteers.tests.station import a_point

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
PAGE = "/volunteers/exchange/"
ASKED = {"first": "2026-01-01", "last": "2026-12-31", "form": "csv", "masked": "on", "reason": "上报区民政局"}


@pytest.fixture
def volunteer():
    volunteer = a_volunteer(since=date(2020, 1, 1), offer=Offer(skill=("teaching",), service=("tutoring",)))
    for minutes in (180, 90):
        HourEntry.everything.create(
            centre_id=CENTRE, volunteer=volunteer, service_point=a_point(f"站点{minutes}"), day=TODAY, minutes=minutes,
            content="课业辅导", channel="paper", keyed_at=NOW, keyed_by="陈晓燕",
        )  # fmt: skip
    return volunteer


def rows_of(answer) -> list[dict]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_volunteers_stand_in_the_order_of_the_mapping_table(volunteer, client_as):
    answer = client_as("director").post(PAGE, ASKED | {"record": "person"})
    (row,) = rows_of(answer)
    assert list(row)[:4] == ["志愿者编号", "姓名", "性别", "出生日期"]
    assert (row["志愿者编号"], row["姓名"], row["累计服务时长"]) == (volunteer.number, "施*", "4.50")
    assert (row["专业技能"], row["出生日期"]) == ("教学", "1958")


def test_a_service_says_who_recorded_it_and_when(volunteer, client_as):
    found = rows_of(client_as("director").post(PAGE, ASKED | {"record": "service"}))
    assert [row["志愿服务时长"] for row in found] == ["3.00", "1.50"]
    assert {row["记录人"] for row in found} == {"陈晓燕"}
    assert {row["记录性质"] for row in found} == {"服务"}
    assert {row["组织单位"] for row in found} == {"长寿路街道社区社会组织服务中心"}


def test_another_order_is_a_new_table_of_the_place(volunteer, client_as):
    for order, (code, label) in enumerate((("name", "志愿者姓名"), ("volunteer_number", "统一编号"))):
        table = {"place_id": CENTRE, "table": "volunteers.exchange.person", "valid_from": date(2026, 1, 1)}
        Code.objects.create(**table, code=code, label=label, order=order, national=f"0{order}")
    (row,) = rows_of(client_as("director").post(PAGE, ASKED | {"record": "person"}))
    assert list(row) == ["志愿者姓名", "统一编号"]


def test_a_table_that_names_what_does_not_exist_is_told_before_anything_is_written(volunteer, client_as):
    table = {"place_id": CENTRE, "table": "volunteers.exchange.person", "valid_from": date(2026, 1, 1)}
    Code.objects.create(**table, code="blood_group", label="血型")
    answer = client_as("director").post(PAGE, ASKED | {"record": "person"})
    assert answer.status_code == 422
    assert "blood_group" in answer.content.decode()
    assert not TrailEntry.objects.filter(kind="volunteers.exchanged").exists()


def test_what_leaves_the_house_leaves_a_line(volunteer, client_as):
    assert client_as("director").post(PAGE, ASKED | {"record": "person", "reason": " "}).status_code == 422
    whole = {**ASKED, "record": "person"}
    del whole["masked"]
    (row,) = rows_of(client_as("director").post(PAGE, whole))
    assert row["姓名"] == "施惠英"
    facts = TrailEntry.objects.get(kind="volunteers.exchanged").facts
    assert (facts["masked"], facts["rows"], facts["reason"]) == (False, 1, "上报区民政局")
    assert client_as("worker").get(PAGE).status_code == 403


def test_the_same_as_a_workbook(volunteer, client_as):
    answer = client_as("director").post(PAGE, ASKED | {"record": "service", "form": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert (sheet.max_row, sheet["B1"].value) == (3, "志愿者编号")


def test_the_page_shows_the_tables(client_as):
    assert "志愿服务时长" in client_as("director").get(PAGE).content.decode()
