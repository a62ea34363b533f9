"""`shuniu import` of a ledger of organizations: known by its headings, in the one shape of every kind."""

import io
import json

import pytest
from django.core.management import call_command

from shuniu.kernel.models import Batch, TrailEntry, TrailSeal
from shuniu.organizations.models import Organization
from shuniu.organizations.tests.cast import CENTRE, code
from shuniu.organizations.tests.test_import import HEADINGS, a_file, row

pytestmark = pytest.mark.django_db
GOOD = row(1, "长寿养老服务中心")


def command(tmp_path, content: bytes, *arguments: str) -> tuple[int, dict]:
    path, out, status = tmp_path / "台账.xlsx", io.StringIO(), 0
    path.write_bytes(content)
    try:
        call_command("import", str(path), f"--centre={CENTRE}", "--as-of=2026-03-18", "--json", *arguments, stdout=out)
    except SystemExit as left:
        status = left.code
    return status, json.loads(out.getvalue())


def test_a_ledger_is_known_by_its_headings_and_changes_nothing_the_second_time(tmp_path):
    content = a_file(GOOD, row(2, "长寿培训学校"))
    status, said = command(tmp_path, content)
    assert (status, said["kind"]) == (0, "organizations")
    assert said["organizations"] == {"created": 2, "updated": 0, "unchanged": 0}
    assert said["groups"] == said["people"] == said["memberships"] == {"created": 0, "updated": 0, "unchanged": 0}
    assert said["batch"] == Batch.everything.get().pk
    assert Organization.everything.count() == 2
    status, again = command(tmp_path, content)
    assert (status, again["organizations"]) == (0, {"created": 0, "updated": 0, "unchanged": 2})


def test_a_refused_row_keeps_the_ledger_out_unless_the_good_ones_are_asked_for(tmp_path):
    content = a_file(GOOD, row(2, "长寿培训学校", id_code=code(2)[:17] + "?"))
    for arguments, status in (([], 2), (["--dry-run"], 2), (["--dry-run", "--accept-good"], 1)):
        found, said = command(tmp_path, content, *arguments)
        (cell,) = said["rejected"]
        assert (found, said["batch"], said["rejected_rows"]) == (status, None, 1)
        assert cell.keys() == {"sheet", "row", "column", "value", "reason", "remedy"}
        assert (cell["row"], cell["column"]) == (4, "统一社会信用代码")
    assert not Organization.everything.exists()
    assert not TrailEntry.objects.exists()
    status, said = command(tmp_path, content, "--accept-good")
    assert (status, said["organizations"]["created"], Organization.everything.count()) == (1, 1, 1)


def test_where_no_row_is_good_nothing_is_accepted(tmp_path):
    content = a_file(row(2, "长寿培训学校", id_code=code(2)[:17] + "?"))
    for arguments in (["--accept-good"], ["--accept-good", "--dry-run"]):
        status, said = command(tmp_path, content, *arguments)
        assert (status, said["batch"], said["rejected_rows"]) == (2, None, 1)
    assert (Batch.everything.count(), TrailEntry.objects.count()) == (0, 0)


def test_unknown_columns_are_named_with_their_sheet(tmp_path):
    _status, said = command(tmp_path, a_file((*GOOD, "www"), headings=(*HEADINGS, "网址")))
    assert said["ignored_columns"] == [{"sheet": "Sheet", "column": "网址"}]


def test_what_the_command_wrote_is_sealed_at_once(tmp_path):
    """Where nobody serves, no clock seals: a line changed by hand the next minute would not be found."""
    command(tmp_path, a_file(GOOD))
    assert TrailSeal.objects.get().last_id == TrailEntry.objects.latest("id").id
