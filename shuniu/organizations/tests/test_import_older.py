"""A ledger that speaks for an earlier day overwrites nothing that was told later, and raises nobody from the dead."""

from datetime import date

import pytest

from shuniu.kernel.models import Batch
from shuniu.organizations.actions.import_undo import undo_ledger
from shuniu.organizations.actions.importing import receive_ledger, write_ledger
from shuniu.organizations.actions.registering import correct_organization, record_life
from shuniu.organizations.models import Organization
from shuniu.organizations.tests.cast import TODAY, code, seat
from shuniu.organizations.tests.test_import import a_file, judged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
OLDER, OLD, LATER = date(2025, 6, 1), date(2025, 10, 1), date(2026, 1, 5)
HEADINGS = ("社会组织名称", "统一社会信用代码", "类型", "负责人", "业务范围", "备注")


def ledger(*, leader="", scope="", remark="", number=1) -> bytes:
    return a_file(("长寿养老服务中心", code(number), "民非", leader, scope, remark), headings=HEADINGS)


def write(content: bytes, as_of: date):
    by = seat("worker")
    batch = receive_ledger(file_name="台账.xlsx", digest="0" * 64, as_of=as_of, by=by)
    found = judged(content, as_of=as_of)
    return found, write_ledger(found.plan, batch=batch, by=by)


def test_an_older_ledger_leaves_what_a_later_one_said_and_fills_what_is_empty():
    write(ledger(leader="王敏", scope="养老"), LATER)
    found, _batch = write(ledger(leader="李强", scope="养老", remark="旧"), OLD)
    one = Organization.everything.get()
    assert (one.legal_representative, one.remark) == ("王敏", "旧")
    assert [(k.row, k.name, k.column, k.register, k.file, k.day) for k in found.plan.kept] == [
        (3, "长寿养老服务中心", "法定代表人", "王敏", "李强", LATER)
    ]
    again, _batch = write(ledger(leader="李强", scope="养老", remark="旧"), OLD)
    assert (again.plan.changes, again.plan.unchanged) == ([], 1)
    write(ledger(leader="李强"), TODAY)
    assert Organization.everything.get().legal_representative == "李强"


def test_a_later_ledger_that_said_the_same_confirms_it():
    write(ledger(leader="王敏"), OLDER)
    write(ledger(leader="王敏"), LATER)
    write(ledger(leader="李强"), OLD)
    assert Organization.everything.get().legal_representative == "王敏"


def test_a_hands_correction_is_a_word_of_its_day():
    write(ledger(leader="王敏", scope="养老"), OLDER)
    correct_organization(Organization.everything.get(), legal_representative="赵红", by=seat("worker"))
    write(ledger(leader="李强", scope="助老"), LATER)
    one = Organization.everything.get()
    assert (one.legal_representative, one.scope) == ("赵红", "助老")


def test_a_ledger_that_was_taken_back_has_no_word():
    write(ledger(leader="王敏"), OLDER)
    _found, later = write(ledger(leader="赵红"), LATER)
    undo_ledger(Batch.everything.get(pk=later.pk), by=seat("worker"))
    write(ledger(leader="李强"), OLD)
    assert Organization.everything.get().legal_representative == "李强"


def test_who_was_deregistered_since_is_not_entered_anew():
    write(ledger(leader="王敏"), OLDER)
    record_life(Organization.everything.get(), fact="deregistered_on", on=LATER, by=seat("worker"))
    found, _batch = write(ledger(leader="王敏"), OLD)
    assert (found.plan.new, found.plan.unchanged) == ([], 1)
    refused = judged(ledger(leader="王敏"), as_of=TODAY)
    assert (refused.plan.new, refused.plan.changes, refused.plan.refused_rows) == ([], [], 1)
    assert str(LATER) in str(refused.ledger.refused[0].reason)
