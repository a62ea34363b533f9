"""A backup is one instant; a restore is all or nothing."""

import threading
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import system_actor
from shuniu.kernel.backup import making, restoring
from shuniu.kernel.backup.actions import note_backup
from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.making import make_backup
from shuniu.kernel.backup.refusal import BackupRefused
from shuniu.kernel.backup.restoring import check_backup, restore_backup
from shuniu.kernel.backup.tables import LEFT_OUT, columns, plain_rows, tables
from shuniu.kernel.models import Code, NumberSeries, SavedView, TrailDetail, TrailEntry, User
from shuniu.kernel.sealing.sealer import forget_ring, ring, ring_path
from shuniu.kernel.signing import purpose, sign, verify
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db(transaction=True)

KEY = BackupKey(bytes(range(32)))
BY = system_actor(place=0, via="command", at=NOW)
SIGNED = purpose("Z", gettext_lazy("Tests of backups"))
COUNTED = trail.entry_kind("tests.backup_counted", "Counted to {last}", erasure=trail.Erasure.FORGET_DETAIL)


@action
def count_on(series, *, by):
    series.last += 1
    series.save()
    trail.record(COUNTED, series, by=by, facts={"last": series.last}, detail={"name": "王福生"})


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "SHUNIU_HOME", tmp_path)
    forget_ring()
    yield tmp_path
    forget_ring()


@pytest.fixture
def office(home, act):
    """A small office at work: an account, a code of its own, entries with sealed details."""
    user = User.objects.create(username="chen", name="陈晓燕")
    SavedView.objects.create(centre_id=CENTRE, user=user, list_name="groups.groups", title="夕阳红", query="q=夕阳")
    Code.objects.create(place_id=CENTRE, table="tests", code="a", label="甲", valid_from=date(2026, 1, 1))
    series = NumberSeries.objects.create(centre_id=CENTRE, series="tests", year=2026)
    for _time in range(3):
        count_on(series, by=act("worker", name="陈晓燕"))
    trail.seal_trail(at=NOW)
    return series


@pytest.fixture
def file(office, home):
    made = make_backup(home / "a.backup", KEY, at=NOW)
    note_backup(rows=made.rows, whole=made.whole, key_id=made.key_id, by=BY)
    return home / "a.backup"


def everything() -> dict[str, list]:
    """All rows, as plain as a backup has them; without the lines that backup and restore leave themselves."""
    found = {model._meta.db_table: list(plain_rows(model, columns(model))) for model in tables()}
    found["kernel_trailentry"] = [row for row in found["kernel_trailentry"] if "tests.backup_counted" in row]
    return found


def test_what_was_there_is_there_again(file, office, act):
    before = everything()
    assert before["kernel_traildetail"]
    User.objects.update(name="somebody else")
    count_on(office, by=act("worker"))
    told = restore_backup(file, KEY, by=BY, replace=True)
    assert everything() == before
    assert told.rows == sum(connection_counts().values()) - 1  # and the line of the restore
    assert trail.verify_trail() == []
    assert TrailEntry.objects.get(kind="kernel.restored").facts["rows"] == told.rows
    assert trail.detail_of(TrailEntry.objects.first()) == {"name": "王福生"}


def connection_counts() -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.count() for model in tables()}


def test_the_next_row_gets_a_number_of_its_own(file, office, act):
    top = TrailEntry.objects.order_by("-id")[0].id
    restore_backup(file, KEY, by=BY, replace=True)
    count_on(NumberSeries.objects.get(series="tests"), by=act("worker"))
    assert User.objects.create(username="zhou").pk > User.objects.get(username="chen").pk
    assert TrailEntry.objects.order_by("-id")[0].id > top


@pytest.mark.parametrize(
    "statement",
    ["UPDATE kernel_trailentry SET name = 'x'", "DELETE FROM kernel_trailseal", "DELETE FROM kernel_trailentry"],
)
def test_the_trail_still_refuses_to_be_changed(file, statement):
    restore_backup(file, KEY, by=BY, replace=True)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_inhabited_database_is_not_replaced_unasked(file):
    before = everything()
    with pytest.raises(BackupRefused, match="not empty"):
        restore_backup(file, KEY, by=BY)
    assert everything() == before


def test_a_restore_that_fails_at_its_end_has_changed_nothing(file, home, monkeypatch, office, act):
    count_on(office, by=act("worker"))
    own = ring().rotate(ring_path(), "aes") and ring_path().read_text()
    before = everything()

    def fail(**anything):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "note_restore", fail)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(file, KEY, by=BY, replace=True)
    assert everything() == before
    assert ring_path().read_text() == own
    assert not list((home / "keys").glob("*.before-*"))


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_is_cut_changes_nothing(file, share):
    before = everything()
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BackupRefused, match="cut short"):
        restore_backup(file, KEY, by=BY, replace=True)
    assert everything() == before


def test_the_ring_travels_inside_and_the_homes_own_is_kept_aside(file, home):
    theirs = ring_path().read_text()
    ring_path().unlink()
    forget_ring()
    own = ring() and ring_path().read_text()
    told = restore_backup(file, KEY, by=BY, replace=True)
    assert ring_path().read_text() == theirs != own
    assert (home / "keys" / told.kept_aside[0]).read_text() == own
    assert trail.verify_trail() == []


def test_the_key_of_the_backup_is_never_inside(file):
    from shuniu.kernel.backup.container import lines_of

    with file.open("rb") as backup:
        text = b"".join(lines_of(backup, KEY))
    assert KEY.slip.encode() not in text
    assert b"ring.json" in text
    assert "王福生".encode() not in text  # sealed fields stay sealed inside


def test_what_was_signed_here_is_verified_on_the_new_machine(office, home):
    token = sign(b"12.5", purpose=SIGNED)
    make_backup(home / "b.backup", KEY, at=NOW)
    (home / "keys" / "signing.json").unlink()
    restore_backup(home / "b.backup", KEY, by=BY, replace=True)
    assert verify(token, purpose=SIGNED).payload == b"12.5"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda state: [*state, ["people", "0099_tomorrow"]], "newer program"),
        (lambda state: state[:-1], "older program"),
    ],
)
def test_another_state_of_migrations_is_refused(office, home, monkeypatch, change, problem):
    state = making.applied_migrations()
    monkeypatch.setattr(making, "applied_migrations", lambda: change(state))
    make_backup(home / "b.backup", KEY, at=NOW)
    with pytest.raises(BackupRefused, match=problem):
        restore_backup(home / "b.backup", KEY, by=BY, replace=True)


def test_a_backup_is_one_instant_and_keeps_nobody_waiting(office, home, monkeypatch):
    """Somebody writes while the backup is read: the writer does not wait, and the backup does not see it."""
    monkeypatch.setattr(making, "SAID_EVERY", 1)
    written = []

    def write_meanwhile(done, total):
        if not written and done > total // 2:
            written.append(True)
            worker = threading.Thread(target=_open_an_account)
            worker.start()
            worker.join(timeout=10)
            assert not worker.is_alive(), "the writer waits for the backup"

    made = make_backup(home / "c.backup", KEY, at=NOW, progress=write_meanwhile)
    assert User.objects.filter(username="meanwhile").exists()
    assert check_backup(home / "c.backup", KEY).rows == made.rows
    restore_backup(home / "c.backup", KEY, by=BY, replace=True)
    assert not User.objects.filter(username="meanwhile").exists()


def _open_an_account():
    User.objects.create(username="meanwhile")
    connection.close()


def test_checking_changes_nothing(file):
    before = everything()
    told = check_backup(file, KEY)
    entry = TrailEntry.objects.get(kind="kernel.backed_up")
    assert (told.rows, told.whole[:16]) == (entry.facts["rows"], entry.facts["digest"])
    assert everything() == before


def test_every_table_is_in_the_backup_or_named_with_its_reason():
    there = set(connection.introspection.table_names())
    kept = {model._meta.db_table for model in tables()}
    assert there - kept - set(LEFT_OUT) == set()
    assert kept & set(LEFT_OUT) == set()
    assert set(LEFT_OUT) <= there


def referred_to(model) -> set:
    return {field.related_model for field in model._meta.local_concrete_fields if field.related_model}


def test_a_table_comes_after_those_it_refers_to():
    seen = set()
    for model in tables():
        missing = referred_to(model) - {model} - seen
        # Two that refer to each other: one must be first, and constraints are asked at the end.
        assert all(model in referred_to(other) for other in missing), f"{model._meta.label} comes before {missing}"
        seen.add(model)
    assert apps.get_model("kernel.Place") in seen
    assert TrailDetail in seen
