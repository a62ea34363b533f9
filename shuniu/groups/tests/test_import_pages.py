"""A file handed in on a page: judged, looked at, accepted, taken back; marked and dropped."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shuniu.groups.models import Group, Membership
from shuniu.groups.tests.cast import CENTRE, NOW, TODAY, seat
from shuniu.groups.tests.import_desk import written
from shuniu.groups.tests.test_import_rules import HEAD, LI, file_of, row
from shuniu.kernel.imports.tests.office_files import text, xlsx
from shuniu.kernel.models import Appointment, Batch, User

pytestmark = pytest.mark.django_db
GOOD = xlsx({"名单": [HEAD, row(phone="13812575562"), row("何玉珍", birth="1950.12")]})
BAD = xlsx({"名单": [HEAD, row("何玉珍"), row(phone="1381", birth="一九几几")]})


@pytest.fixture(autouse=True)
def _jobs_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def client_of(role: str) -> Client:
    user = User.objects.get(pk=seat(role).user_id)
    Appointment.objects.create(user=user, role=role, place_id=CENTRE, since=TODAY.replace(year=2020))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def worker() -> Client:
    return client_of("worker")


def hand_in(client: Client, content: bytes, name: str = "名单.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("groups:new_import"), {"file": file, "as_of": "2026-11-01", "kind": "auto"}, follow=True)


def kept() -> list[str]:
    return sorted(path.name for path in (settings.SHUNIU_HOME / "imports").glob("*.sealed"))


def test_from_file_to_register_and_back(worker):
    page = hand_in(worker, GOOD).content.decode()
    batch = Batch.everything.get()
    assert batch.state == Batch.State.WAITING
    assert Group.everything.count() == 0
    assert "新会合唱队" in page
    assert "何玉珍" in page
    secret = (settings.SHUNIU_HOME / "imports" / f"{batch.pk}.file.sealed").read_bytes()
    assert b"PK" not in secret[:4]

    worker.post(reverse("groups:import_acceptance", args=[batch.pk]), follow=True)
    batch.refresh_from_db()
    assert (batch.state, Membership.everything.count()) == (Batch.State.WRITTEN, 2)
    assert not [name for name in kept() if name.startswith(f"{batch.pk}.")]

    again = hand_in(worker, GOOD)
    second = Batch.everything.latest("pk")
    assert second.summary["people"] == {"created": 0, "updated": 0, "unchanged": 2}
    assert again.status_code == 200

    worker.post(reverse("groups:import_undoing", args=[batch.pk]))
    assert (Group.everything.count(), Membership.everything.count()) == (0, 0)


def test_what_the_register_was_told_later_is_listed_masked_and_forgotten_with_the_file(worker, tmp_path):
    written(file_of(tmp_path, row(identity=LI, phone="13993702683")), as_of=date(2026, 11, 15))
    page = hand_in(worker, xlsx({"名单": [HEAD, row(identity=LI, phone="13812575562")]})).content.decode()
    table = page.split('id="kept"')[1].split("</section>")[0]
    for told in ("李桂芳", "139****2683", "138****5562", "2026-11-15"):
        assert told in table
    assert "13993702683" not in page
    batch = Batch.everything.latest("pk")
    assert "139****" not in str(batch.summary)
    worker.post(reverse("groups:import_acceptance", args=[batch.pk]), follow=True)
    done = worker.get(reverse("groups:import", args=[batch.pk])).content.decode()
    assert "文件中有1项未采用" in done
    assert "第2行" in done


def test_refused_rows_are_shown_marked_and_left_out(worker):
    page = hand_in(worker, BAD).content.decode()
    batch = Batch.everything.get()
    assert "一九几几" in page
    assert "联系电话" in page
    assert "1381<" not in page  # sealed values stand masked

    worker.post(reverse("groups:import_acceptance", args=[batch.pk]))
    assert Membership.everything.count() == 0  # not without saying so

    marked = worker.get(reverse("groups:import_marked", args=[batch.pk])).content
    sheet = openpyxl.load_workbook(BytesIO(marked))["名单"]
    assert sheet["G3"].comment is not None
    assert sheet["G3"].fill.fgColor.rgb.endswith("F8CBAD")
    assert sheet["G2"].comment is None

    worker.post(reverse("groups:import_acceptance", args=[batch.pk]), {"rows": "good"})
    assert Membership.everything.get().person.name == "何玉珍"


def test_where_no_row_is_good_there_is_nothing_to_accept(worker):
    page = hand_in(worker, xlsx({"名单": [HEAD, row(phone="1381")]})).content.decode()
    acceptance = reverse("groups:import_acceptance", args=[Batch.everything.get().pk])
    assert acceptance not in page
    assert "没有可写入的内容" in page
    assert "都已有" not in page
    worker.post(acceptance, {"rows": "good"})
    assert Batch.everything.get().state == Batch.State.WAITING


def test_a_text_file_gets_a_list_of_its_refused_cells(worker):
    hand_in(worker, text([["团队名称", "姓名", "联系电话"], ["新会合唱队", "=1+1", "1"]]), "名单.csv")
    batch = Batch.everything.get()
    book = openpyxl.load_workbook(BytesIO(worker.get(reverse("groups:import_marked", args=[batch.pk])).content))
    assert book.active["C2"].value == "联系电话"


def test_changes_are_shown_masked(worker):
    for phone in ("13812575562", "13993702683"):
        hand_in(worker, xlsx({"名单": [HEAD, row(phone=phone)]}))
        batch = Batch.everything.latest("pk")
        page = worker.get(reverse("groups:import", args=[batch.pk])).content.decode()
        worker.post(reverse("groups:import_acceptance", args=[batch.pk]))
    assert "138****5562" in page
    assert "139****2683" in page
    assert "13993702683" not in page


def test_what_is_good_to_know_names_its_sheet(worker):
    """Row 2 of what? An office's workbook has a sheet for each kind of group."""
    book = {"体育": [HEAD, row("何玉珍")], "文化": [HEAD, row(identity=LI, birth="70岁")]}
    assert "文化 · 第2行" in hand_in(worker, xlsx(book)).content.decode()


def test_a_dropped_file_is_forgotten(worker):
    hand_in(worker, GOOD)
    batch = Batch.everything.get()
    worker.post(reverse("groups:import_dropping", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == Batch.State.DROPPED
    assert not [name for name in kept() if name.startswith(f"{batch.pk}.")]


def test_an_unreadable_file_says_so(worker):
    page = hand_in(worker, b"%PDF-1.7").content.decode()
    assert Batch.everything.get().state == Batch.State.REFUSED
    assert Batch.everything.get().summary["error"] in page


@pytest.mark.parametrize("kind", ["roster", "ledger"])
def test_blank_workbooks_are_read_by_our_own_reader(kind, worker):
    content = worker.get(reverse("groups:blank_import", args=[kind])).content
    hand_in(worker, content)
    assert Batch.everything.get().state == Batch.State.REFUSED  # nothing is filled in yet
    book = openpyxl.load_workbook(BytesIO(content))
    book.active.append(["甲"] * book.active.max_column)
    filled = BytesIO()
    book.save(filled)
    hand_in(worker, filled.getvalue())
    assert Batch.everything.latest("pk").summary["ignored_columns"] == []


def test_another_role_does_not_enter(worker):
    hand_in(worker, GOOD)
    officer = client_of("officer")
    for name in ("groups:imports", "groups:new_import"):
        assert officer.get(reverse(name)).status_code == 403
    assert officer.get(reverse("groups:import", args=[Batch.everything.get().pk])).status_code == 403


def test_the_list_and_the_progress_page(worker):
    hand_in(worker, GOOD)
    assert "名单.xlsx" in worker.get(reverse("groups:imports")).content.decode()
    address = reverse("groups:import_progress", args=[Batch.everything.get().pk])
    assert "<progress" in worker.get(address).content.decode()
    fragment = worker.get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<section")


@pytest.mark.parametrize("kind", ["volunteers", "organizations", "attendance"])
def test_another_room_s_file_is_not_this_room_s_to_take_back(kind, worker):
    batch = Batch.everything.create(
        centre_id=CENTRE, file_name="x.xlsx", digest="", kind=kind, as_of=NOW.date(), state="written", uploaded_at=NOW,
        written_at=NOW,
    )  # fmt: skip
    for page in ("import", "import_progress", "import_marked"):
        assert worker.get(reverse(f"groups:{page}", args=[batch.pk])).status_code == 404
    for step in ("import_acceptance", "import_dropping", "import_undoing"):
        assert worker.post(reverse(f"groups:{step}", args=[batch.pk])).status_code == 404
    batch.refresh_from_db()
    assert batch.state == "written"
    assert "x.xlsx" not in worker.get(reverse("groups:imports")).content.decode()
