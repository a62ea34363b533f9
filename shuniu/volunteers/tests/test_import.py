"""The office's volunteer workbook: judged by a job, marked, accepted, taken back while nothing is built on it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from shuniu.kernel.imports.keeping import is_kept
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Refused
from shuniu.people.public import Person, PersonGram
from shuniu.volunteers.actions.import_undo import undo_workbook
from shuniu.volunteers.actions.ledger import correct_hours, key_hours, refuse_hours, second_hours
from shuniu.volunteers.actions.registering import pause_service
from shuniu.volunteers.actions.signing_up import sign_up
from shuniu.volunteers.actions.teams import leave_team
from shuniu.volunteers.doubts import Line
from shuniu.volunteers.models import HourClaim, HourEntry, HourMonth, Team, TeamMembership, Trait, Volunteer
from shuniu.volunteers.tests.browsers import browser
from shuniu.volunteers.tests.cast import TODAY, a_volunteer, later, seat
from shuniu.volunteers.tests.station import a_point, a_post, a_shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
ROSTER = ["姓名", "出生年月", "联系电话", "服务队", "职务", "服务类别"]
HOURS = ["姓名", "服务日期", "服务点", "服务时长", "服务内容"]
WANG = ["王福生", "1955.3", "13812345678", "红马甲服务队", "队长", "课业辅导"]
CHEN = ["陈阿珍", "1958.7", "13812345679", "红马甲服务队", "", ""]


@pytest.fixture(autouse=True)
def _jobs_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def desk():
    return browser("worker")


def workbook(*sheets: list) -> bytes:
    """Each argument is the rows of one sheet."""
    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for n, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{n}")
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def hand_in(desk, content: bytes, name: str = "志愿者.xlsx") -> str:
    told = {"file": SimpleUploadedFile(name, content), "as_of": "2026-11-18"}
    return desk.post("/volunteers/imports/new/", told).headers["Location"]


def write(desk, *sheets: list, good: bool = False) -> Batch:
    url = hand_in(desk, workbook(*sheets))
    desk.post(f"{url}acceptance/", {"good": "1"} if good else {})
    return Batch.everything.latest("pk")


def test_a_workbook_is_judged_first_and_written_without_its_refused_rows_only_by_name(desk):
    minor = ["周小宁", "2012.3", "", "红马甲服务队", "", ""]
    odd = ["李桂芳", "1960.1", "123", "红马甲服务队", "", ""]
    url = hand_in(desk, workbook([["志愿者花名册"], ROSTER, WANG, minor, odd]))
    page = desk.get(url).content.decode()
    assert "guardian" in page
    desk.post(f"{url}acceptance/")
    assert Volunteer.everything.count() == 0  # not without saying so
    sheet = openpyxl.load_workbook(BytesIO(desk.get(f"{url}marked.xlsx").content)).active
    assert sheet["C5"].fill.fgColor.rgb.endswith("F8CBAD")
    assert "guardian" in sheet["A4"].comment.text
    assert sheet["A3"].comment is None
    desk.post(f"{url}acceptance/", {"good": "1"})
    volunteer = Volunteer.everything.get()
    assert (volunteer.state, volunteer.number, volunteer.person.name) == ("active", "ZY310107015000001", "王福生")
    assert volunteer.leads.get().name == "红马甲服务队"
    batch = Batch.everything.get()
    assert (batch.state, batch.summary["rejected_rows"], is_kept(batch)) == ("written", 2, False)
    after = openpyxl.load_workbook(BytesIO(desk.get(f"{url}marked.xlsx").content)).active
    assert (after["B2"].value, after["D2"].value) == ("5", None)  # where and why stays, not what
    assert "李桂芳" not in str(batch.summary)


def test_a_new_team_is_led_by_the_social_worker_whom_the_workbook_names(desk):
    headings = [*ROSTER, "带队社工"]
    other = ["李桂芳", "1960.1", "13812345670", "绿丝带服务队", "", "", ""]
    write(desk, [headings, [*WANG, "宋佳"], [*CHEN, ""], other])
    led = dict(Team.everything.values_list("name", "social_worker"))
    assert led == {"红马甲服务队": "宋佳", "绿丝带服务队": ""}  # never whoever handed the file in
    write(desk, [headings, ["赵大年", "1959.2", "13812345671", "红马甲服务队", "", "", "潘毅"]])
    assert Team.everything.get(name="红马甲服务队").social_worker == "宋佳"  # on record: its page changes it


def test_the_same_workbook_twice_brings_nothing_new_and_says_which_hours_cannot_be(desk):
    volunteer, point = a_volunteer(since=TODAY - timedelta(days=300)), a_point()
    rows = [
        HOURS,
        [volunteer.person.name, "2026-11-10", point.name, 3, "理货"],
        [volunteer.person.name, "2026-11-11", point.name, "2.5小时", "理货"],
        ["谁也不是", "2026-11-11", point.name, 3, ""],
        [volunteer.person.name, "2026-11-12", point.name, 30, ""],
        [volunteer.person.name, "2024-01-12", point.name, 3, ""],  # before the acceptance: the ledger refuses it
    ]
    first = write(desk, rows, good=True)
    assert (first.summary["hours"], first.summary["rejected_rows"]) == (2, 3)
    assert [(cell["row"], "not accepted yet" in cell["reason"]) for cell in first.summary["rejected"]] == [
        (5, False), (4, False), (6, True)
    ]  # fmt: skip
    assert write(desk, rows, good=True).summary["hours"] == 0
    assert sorted(HourEntry.everything.values_list("minutes", flat=True)) == [150, 180]
    assert HourEntry.everything.first().batch.file_name == "志愿者.xlsx"


def test_a_long_row_of_a_file_waits_for_another_hand_as_at_the_desk(desk):
    volunteer, point = a_volunteer(since=TODAY - timedelta(days=300)), a_point()
    key_hours([Line(volunteer.pk, point.pk, date(2026, 11, 11), 60, "paper")], about=point, by=seat("worker"))
    name = volunteer.person.name
    rows = [
        HOURS,
        [name, "2026-11-10", point.name, "9.83小时", ""],  # 590 minutes in one row
        [name, "2026-11-11", point.name, 4.5, "理货"],  # with what the day has already
        [name, "2026-11-12", point.name, 3, "理货"],
    ]
    page = desk.get(url := hand_in(desk, workbook(rows))).content.decode()
    assert "2 rows of hours make long days" in page
    desk.post(f"{url}acceptance/")
    batch = Batch.everything.latest("pk")
    assert (batch.summary["hours"], batch.summary["to_be_seconded"]) == (1, 2)
    assert "2 rows of hours make long days" in desk.get(url).content.decode()
    assert sorted(HourClaim.everything.values_list("minutes", "state", "batch")) == [
        (270, "waiting", batch.pk), (590, "waiting", batch.pk)
    ]  # fmt: skip
    assert sorted(HourEntry.everything.values_list("minutes", flat=True)) == [60, 180]
    long, other = HourClaim.everything.order_by("-minutes")
    with pytest.raises(Refused, match="another person"):
        second_hours(long, by=seat("worker"))
    entry = second_hours(long, by=seat("director"))
    assert (entry.batch_id, entry.seconded_by) == (batch.pk, "周建国")
    refuse_hours(other, reason="签到表上没有", by=seat("director"))
    again = write(desk, rows).summary  # neither what was seconded nor what was refused comes again
    assert (again["hours"], again["to_be_seconded"], again["unchanged"]) == (0, 0, 3)


def test_what_waits_for_a_second_hand_goes_with_its_file_but_not_what_was_seconded(desk):
    a_volunteer("施惠英", since=TODAY - timedelta(days=300))
    rows = [HOURS, ["施惠英", "2026-11-10", "慈善超市服务点", 6, "理货"]]
    batch = write(desk, rows)
    undo_workbook(batch, by=seat("worker"))
    assert (HourClaim.everything.count(), HourEntry.everything.count()) == (0, 0)
    batch = write(desk, rows)
    second_hours(HourClaim.everything.get(), by=later(seat("director"), minutes=1))
    with pytest.raises(Refused, match="since"):
        undo_workbook(batch, by=seat("worker"))
    assert HourEntry.everything.get().minutes == 360


def test_a_file_that_is_none_says_so_and_a_waiting_one_is_put_aside(desk):
    assert "table" in desk.get(hand_in(desk, b"%PDF-1.4")).content.decode()
    assert Batch.everything.latest("pk").state == "refused"
    url = hand_in(desk, workbook([ROSTER, WANG]))
    desk.post(f"{url}dropping/")
    batch = Batch.everything.latest("pk")
    assert (batch.state, is_kept(batch)) == ("dropped", False)
    assert browser("officer").get(url).status_code == 403


def test_a_long_workbook_says_how_far_it_is(desk):
    url = hand_in(desk, workbook([ROSTER, *([f"王福{n}", "1955.3", "", "", "", ""] for n in range(250))]))
    assert "200" in desk.get(f"{url}progress/").content.decode()
    fragment = desk.get(f"{url}progress/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<section")


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_what_a_roster_brought_is_gone_and_it_can_come_again(desk):
    standing, by = a_volunteer("施惠英", since=TODAY - timedelta(days=300)), seat("worker")
    team = Team.everything.create(centre_id=standing.centre_id, place=standing.place, name="阳光队", founded_on=TODAY)
    told = [standing.number, *(cell if n != 3 else "阳光队" for n, cell in enumerate(["施惠英", *[""] * 5]))]
    rows = [["志愿者编号", *ROSTER], ["", *WANG], ["", *CHEN], [*told[:5], "队长", ""]]
    batch = write(desk, rows)
    team.refresh_from_db()
    assert (Volunteer.everything.count(), TeamMembership.everything.count(), team.leader_id) == (3, 3, standing.pk)
    desk.post(f"/volunteers/imports/{batch.pk}/undoing/")
    batch.refresh_from_db()
    team.refresh_from_db()
    assert (batch.state, batch.undo, team.leader_id) == ("undone", None, None)
    assert list(Volunteer.everything.all()) == [standing]
    assert list(Person.everything.all()) == [standing.person]
    assert list(Team.everything.all()) == [team]
    assert not TeamMembership.everything.exists()
    assert not Trait.everything.exists()
    assert set(PersonGram.objects.values_list("person_id", flat=True)) == {standing.person_id}
    with pytest.raises(Refused):
        undo_workbook(batch, by=by)
    assert write(desk, rows).summary["volunteers"] == 2


def test_hours_of_a_file_are_taken_back_by_new_entries_and_whoever_served_stays(desk):
    hours = [HOURS, ["王福生", "2026-11-18", "慈善超市服务点", 3, "理货"]]
    sheets = [ROSTER, WANG, CHEN], hours
    batch = write(desk, *sheets)
    gone = undo_workbook(batch, by=seat("worker"))
    assert gone == {"entries": 1, "teams": 1, "volunteers": 1, "kept": 1}
    assert list(HourEntry.everything.order_by("pk").values_list("kind", "minutes")) == [
        ("service", 180),
        ("reversal", -180),
    ]
    assert HourMonth.everything.values_list("minutes", "times").get() == (0, 0)
    assert Volunteer.everything.get().person.name == "王福生"
    again = write(desk, *sheets)
    assert (again.summary["volunteers"], again.summary["hours"]) == (1, 1)  # counted anew
    assert sum(HourEntry.everything.values_list("minutes", flat=True)) == 180


def built_a_pause(one: Volunteer):
    pause_service(one, reason="来电", by=later(seat("worker"), minutes=1))


def built_a_sign_up(one: Volunteer):
    sign_up(one, a_shift(a_post(point=a_point("社区食堂"))), by=later(seat("worker"), minutes=1))


def built_hours(one: Volunteer):
    point = a_point("社区食堂")
    key_hours([Line(one.pk, point.pk, TODAY, 60, "paper")], about=point, by=later(seat("worker"), minutes=1))


def built_a_correction(one: Volunteer):
    correct_hours(one.hourentrys.get(), minutes=60, reason="核对", by=later(seat("worker"), minutes=1))


def built_a_leaving(one: Volunteer):
    leave_team(one.memberships.get(), by=later(seat("worker"), minutes=1))


def built_a_possible_duplicate(one: Volunteer):
    """A row that keeps no name for the way back."""
    other = a_volunteer("施惠英").person
    apps.get_model("people.Duplicate")._base_manager.create(
        centre_id=one.centre_id, first=one.person, second=other, evidence=[], score=1, proposed_at=one.changed_at
    )


@pytest.mark.parametrize(
    "build",
    [
        built_a_pause,
        built_a_sign_up,
        built_hours,
        built_a_correction,
        built_a_leaving,
        built_a_possible_duplicate,
    ],
)
def test_what_something_was_built_on_stays(desk, build):
    hours = [HOURS, ["陈阿珍", "2026-11-18", "慈善超市服务点", 3, "理货"]]
    batch = write(desk, [ROSTER, WANG, CHEN], hours)
    build(Volunteer.everything.get(person__name="陈阿珍"))
    entries = HourEntry.everything.count()
    page = desk.post(f"/volunteers/imports/{batch.pk}/undoing/", follow=True).content.decode()
    batch.refresh_from_db()
    assert (batch.state, HourEntry.everything.count()) == ("written", entries)
    assert Volunteer.everything.filter(batch=batch).count() == 2
    assert "since" in page or "built on it" in page
