"""`shuniu import` of the office's workbook of volunteers: known by its headings, all of it or nothing."""

import io
import json

import pytest
from django.core.management import call_command

from shuniu.kernel.models import Batch, TrailEntry
from shuniu.people.public import Person
from shuniu.volunteers.actions.teams import leave_team
from shuniu.volunteers.models import HourClaim, HourEntry, ServicePoint, Team, TeamMembership, Volunteer
from shuniu.volunteers.tests.cast import CENTRE, seat
from shuniu.volunteers.tests.test_import import CHEN, HOURS, ROSTER, WANG, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SERVED = ["王福生", "2026-11-02", "慈善超市", 3, "理货"]
DATED = [*ROSTER, "注册日期"]
TOO_EARLY = ["陈阿珍", "2026-11-03", "慈善超市", 3, "理货"]


def command(tmp_path, *sheets: list, more: tuple[str, ...] = ()) -> tuple[int, dict]:
    path, out, status = tmp_path / "志愿者.xlsx", io.StringIO(), 0
    path.write_bytes(workbook(*sheets))
    try:
        call_command("import", str(path), f"--centre={CENTRE}", "--as-of=2026-11-18", "--json", *more, stdout=out)
    except SystemExit as left:
        status = left.code
    return status, json.loads(out.getvalue())


def counts(said: dict) -> tuple:
    return tuple(tuple(said[noun].values()) for noun in ("people", "volunteers", "teams", "hours"))


def rows() -> tuple[int, ...]:
    return tuple(m.everything.count() for m in (Person, Volunteer, Team, ServicePoint, HourEntry, Batch))


def test_a_workbook_is_known_by_its_headings_and_changes_nothing_the_second_time(tmp_path):
    sheets = [ROSTER, WANG, CHEN], [HOURS, SERVED]
    status, judged = command(tmp_path, *sheets, more=("--dry-run",))
    assert (status, rows(), TrailEntry.objects.count()) == (0, (0,) * 6, 0)
    status, said = command(tmp_path, *sheets)
    assert (status, said["kind"], said["batch"]) == (0, "volunteers", Batch.everything.get().pk)
    assert counts(judged) == counts(said) == ((2, 0, 0), (2, 0, 0), (1, 0, 0), (1, 0, 0))
    assert rows() == (2, 2, 1, 1, 1, 1)
    status, again = command(tmp_path, *sheets)
    assert (status, counts(again)) == (0, ((0, 0, 2), (0, 0, 2), (0, 0, 0), (0, 0, 1)))


def test_hours_that_the_ledger_refuses_keep_everything_out_unless_the_good_ones_are_asked_for(tmp_path):
    sheets = [DATED, [*WANG, ""], [*CHEN, "2026-11-10"]], [HOURS, SERVED, TOO_EARLY]
    for more in ((), ("--dry-run",)):
        status, said = command(tmp_path, *sheets, more=more)
        (cell,) = said["rejected"]
        assert (status, said["batch"], cell["sheet"], cell["row"], bool(cell["reason"])) == (2, None, "表2", 3, True)
        assert (rows(), TrailEntry.objects.count()) == ((0,) * 6, 0)
    status, said = command(tmp_path, *sheets, more=("--accept-good",))
    assert (status, said["rejected_rows"], said["hours"]["created"], HourEntry.everything.count()) == (1, 1, 1, 1)


def test_long_rows_are_told_apart_and_wait_for_another_person(tmp_path):
    long = ["王福生", "2026-11-02", "慈善超市", 6, "理货"]
    for more in (("--dry-run",), ()):
        status, said = command(
            tmp_path, [ROSTER, WANG], [HOURS, long, ["王福生", "2026-11-03", *SERVED[2:]]], more=more
        )
        assert (status, said["hours"]["created"], said["hours_to_be_seconded"]) == (0, 2, 1)
        (note,) = said["notes"]
        assert "1行" in note["text"]
    assert (HourClaim.everything.get().minutes, HourEntry.everything.get().minutes) == (360, 180)


def test_where_no_row_is_good_nothing_is_accepted(tmp_path):
    for more in (("--accept-good",), ("--accept-good", "--dry-run")):
        status, said = command(tmp_path, [DATED, [*WANG[:2], "138", *WANG[3:], ""]], more=more)
        assert (status, said["batch"], said["rejected_rows"]) == (2, None, 1)
    assert (rows(), TrailEntry.objects.count()) == ((0,) * 6, 0)


def test_whose_registration_has_no_day_was_a_volunteer_by_the_first_hours_of_the_file(tmp_path):
    he = ["何玉珍", "1957.2", "13812345670", "", "", "", "2026-11-10"]
    earlier = ["王福生", "2026-10-31", *SERVED[2:]]
    command(tmp_path, [DATED, [*WANG, ""], [*CHEN, ""], he], [HOURS, SERVED, earlier])
    since = dict(Volunteer.everything.values_list("person__name", "accepted_on"))
    assert {name: str(day) for name, day in since.items()} == {
        "王福生": "2026-10-31", "陈阿珍": "2026-11-18", "何玉珍": "2026-11-10",
    }  # fmt: skip
    assert HourEntry.everything.count() == 2


def test_a_file_of_an_earlier_day_brings_nobody_back_into_a_team(tmp_path):
    command(tmp_path, [ROSTER, WANG, CHEN])
    left = TeamMembership.everything.get(volunteer__person__name="陈阿珍")
    leave_team(left, by=seat("worker"))
    status, said = command(tmp_path, [ROSTER, WANG, CHEN], more=("--as-of=2026-11-10",))
    assert (status, said["volunteers"]["unchanged"]) == (0, 2)
    (still,) = TeamMembership.everything.filter(volunteer=left.volunteer_id)
    assert still.until is not None
    command(tmp_path, [ROSTER, WANG, CHEN], more=("--as-of=2026-11-18",))
    assert TeamMembership.everything.filter(volunteer=left.volunteer_id, until__isnull=True).exists()


def test_unknown_columns_are_named(tmp_path):
    _status, said = command(tmp_path, [[*ROSTER, "血型"], [*WANG, "A"]])
    assert said["ignored_columns"] == [{"sheet": "表1", "column": "血型"}]
