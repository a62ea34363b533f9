"""A ledger handed in on a page: judged by a job, looked at, accepted, marked, put aside, taken back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shuniu.kernel.imports.at_work import who_asks
from shuniu.kernel.imports.keeping import is_kept
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Refused
from shuniu.organizations.actions.contacts import give_access, note_contact
from shuniu.organizations.actions.import_undo import undo_ledger
from shuniu.organizations.actions.importing import accept_ledger, drop_ledger
from shuniu.organizations.actions.registering import correct_organization
from shuniu.organizations.imports.jobs import write_upload
from shuniu.organizations.models import Contact, Organization, Premises
from shuniu.organizations.tests.cast import PDF, a_cycle, an_organization, browser, code, later, seat
from shuniu.organizations.tests.test_import import a_file, row, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jobs_at_once(settings, on_the_day):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def hand_in(page: Client, content: bytes, name: str = "台账.xlsx"):
    file = SimpleUploadedFile(name, content)
    return page.post(reverse("organizations:new_import"), {"file": file, "as_of": "2026-03-18"}, follow=True)


def at(what: str) -> str:
    return reverse(f"organizations:{what}", args=[Batch.everything.latest("pk").pk])


def test_refused_rows_are_shown_marked_and_left_out_by_name():
    page = browser("worker")
    shown = hand_in(page, a_file(row(1, "甲服务社"), row(2, "乙服务社", id_code="1"))).content.decode()
    assert "甲服务社" in shown
    assert "18位" in shown
    page.post(at("import_acceptance"))
    assert not Organization.everything.exists()  # not without saying so
    sheet = openpyxl.load_workbook(io.BytesIO(page.get(at("import_marked")).content)).active
    assert sheet["C4"].fill.fgColor.rgb.endswith("F8CBAD")
    assert "18位" in sheet["C4"].comment.text
    assert sheet["C3"].comment is None
    page.post(at("import_acceptance"), {"good": "1"})
    assert Organization.everything.get().name == "甲服务社"
    assert not is_kept(Batch.everything.get())
    after = openpyxl.load_workbook(io.BytesIO(page.get(at("import_marked")).content)).active
    assert (after["B2"].value, after["D2"].value) == ("4", None)  # the file is gone; where and why stays, not what


def test_a_ledger_that_was_stopped_waits_as_before_and_is_kept():
    """Accepted whole, and by the time it is written rows are refused: somebody must be able to accept the good ones."""
    page = browser("worker")
    hand_in(page, a_file(row(1, "甲服务社"), row(2, "乙服务社", id_code="1")))
    batch = accept_ledger(Batch.everything.get(), by=seat("worker"))
    write_upload.call(batch.pk, who_asks(seat("worker")), "zh-hans", False)
    batch.refresh_from_db()
    assert (batch.state, is_kept(batch)) == ("waiting", True)
    page.post(at("import_acceptance"), {"good": "1"})
    assert Organization.everything.get().name == "甲服务社"


def test_the_page_says_which_addresses_stay_until_the_register_has_them():
    page, one = browser("worker"), an_organization("甲服务社", number=1)
    change = reverse("organizations:registered_address", args=[one.pk])
    rows = [("甲服务社", code(1), "民非", "西康路1号")]
    content = a_file(*rows, headings=("社会组织名称", "统一社会信用代码", "类型", "地址"))
    waits = hand_in(page, content).content.decode()
    for text in ("登记住所保持不变", "常德路100号", "西康路1号", change):
        assert text in waits
    page.post(at("import_acceptance"))
    one.refresh_from_db()
    assert one.address == "常德路100号"
    written = page.get(at("import")).content.decode()
    assert "西康路1号" in written
    assert change in written
    paper = SimpleUploadedFile("准予变更.pdf", PDF)
    page.post(change, {"address": "西康路1号", "on": "2026-03-17", "paper": paper})
    entered = page.get(at("import")).content.decode()
    assert "现已一致" in entered
    assert change not in entered


def test_a_ledger_is_put_aside_and_one_that_is_none_says_so():
    page = browser("worker")
    hand_in(page, a_file(row(1, "甲服务社")))
    page.post(at("import_dropping"))
    batch = Batch.everything.get()
    assert (batch.state, is_kept(batch)) == ("dropped", False)
    with pytest.raises(Refused):
        drop_ledger(batch, by=seat("worker"))
    assert "不是电子表格" in hand_in(page, b"%PDF-1.4").content.decode()
    assert Batch.everything.latest("pk").state == "refused"
    assert page.get(reverse("organizations:blank_import")).content.startswith(b"PK")
    assert "台账.xlsx" in page.get(reverse("organizations:imports")).content.decode()
    assert "台账.xlsx" not in page.get("/groups/imports/").content.decode()
    assert browser("officer").get(at("import")).status_code == 403


def test_a_long_ledger_says_how_far_it_is():
    page = browser("worker")
    hand_in(page, a_file(*(row(n, f"第{n}服务社") for n in range(1, 251))))
    assert "已读取200行" in page.get(at("import_progress")).content.decode()
    fragment = page.get(at("import_progress"), headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<section")


def test_what_it_created_is_gone_and_what_it_changed_is_as_before():
    write(a_file(row(1, "甲服务社", capital="3万元")))
    second = write(a_file(row(1, "甲服务社", capital="5万元", day="2015-07-01"), row(2, "乙服务社")))
    changed = Organization.everything.get(name="甲服务社")
    assert (changed.capital, Organization.everything.count()) == (50000, 2)
    page = browser("worker")
    page.post(at("import_undoing"))
    changed.refresh_from_db()
    assert (changed.capital, changed.registered_on.isoformat()) == (30000, "2015-06-01")
    assert (Organization.everything.get(), Contact.everything.count(), Premises.everything.count()) == (changed, 1, 1)
    undo_ledger(Batch.everything.order_by("pk").first(), by=later(seat("worker"), days=2))  # now nothing later is left
    assert not Organization.everything.exists()
    second.refresh_from_db()
    assert (second.state, second.undo) == ("undone", None)
    with pytest.raises(Refused):
        undo_ledger(second, by=seat("worker"))
    assert write(a_file(row(2, "乙服务社"))).summary["created"] == 1  # it can come again


def built_a_contact(one: Organization):
    give_access(note_contact(one, name="顾美华", by=seat("worker")), by=seat("worker"))


def built_an_inspection(_one: Organization):
    Organization.everything.update(registry="普陀区民政局")
    a_cycle()


def built_a_correction(one: Organization):
    correct_organization(one, remark="已核对", by=later(seat("worker"), 1))


@pytest.mark.parametrize("build", [built_a_contact, built_an_inspection, built_a_correction])
def test_what_something_was_built_on_stays(build):
    batch = write(a_file(row(1, "甲服务社")))
    build(Organization.everything.get(code=code(1)))
    with pytest.raises(Refused) as refused:
        undo_ledger(batch, by=seat("worker"))
    assert str(refused.value)
    assert Organization.everything.count() == 1
