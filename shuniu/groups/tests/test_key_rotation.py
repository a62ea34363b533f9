"""After a change of keys the old key may be thrown away: nothing that was sealed is lost with it, on both suites."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from shuniu.groups.actions.import_undo import undo_import
from shuniu.groups.tests.cast import CENTRE, NOW, person, seat
from shuniu.groups.tests.import_desk import written
from shuniu.groups.tests.test_import_rules import file_of, row
from shuniu.kernel.imports.keeping import forget, keep_file, keep_preview, kept_file, kept_preview
from shuniu.kernel.models import Batch, TrailEntry
from shuniu.kernel.sealing import UnknownKey, conceal, reveal
from shuniu.kernel.sealing.sealer import forget_ring, ring, ring_path
from shuniu.people.actions.duplicates import merge_people, take_apart
from shuniu.people.models import Duplicate, Person
from shuniu.people.public import found_by

pytestmark = pytest.mark.django_db
ID = "310107194311270528"


@pytest.fixture(autouse=True, params=["aes", "sm"])
def home(tmp_path, settings, request):
    """An installation of its own, once for each suite."""
    settings.SHUNIU_HOME, settings.SHUNIU_SUITE = tmp_path / "home", request.param
    settings.SHUNIU_HOME.mkdir()
    forget_ring()
    yield settings.SHUNIU_HOME
    forget_ring()


def throw_old_keys_away() -> None:
    told = json.loads(ring_path().read_text())
    told["keys"] = [key for key in told["keys"] if key["id"] == told["active"]]
    ring_path().write_text(json.dumps(told))
    forget_ring()


def rotated(*arguments: str) -> None:
    call_command("rotate_keys", *arguments)
    throw_old_keys_away()


def a_merge():
    kept, other = person("王福生"), person("王福生")
    for column, text in {"id_number": ID, "phone": "13812345678", "address": "西康路1号"}.items():
        conceal(other, column, text)
    other.save()
    pair = Duplicate.everything.create(centre_id=CENTRE, first=kept, second=other, score=60, proposed_at=NOW)
    return merge_people(pair, keep=kept, by=seat("worker"))


@pytest.mark.parametrize("arguments", [(), ("--index",)])
def test_a_merge_comes_apart_under_a_new_key_alone(arguments):
    merge = a_merge()
    rotated(*arguments)
    merge.refresh_from_db()
    take_apart(merge, by=seat("worker"))
    kept, other = (Person.everything.get(pk=each.pk) for each in (merge.kept, merge.absorbed))
    assert (kept.id_number, kept.id_index, kept.phone, kept.phone_tail_index, kept.address) == (None,) * 5
    assert (reveal(other, "id_number"), reveal(other, "phone")) == (ID, "13812345678")
    assert list(found_by("5678", seat("worker"))) == [other]


def test_an_import_is_taken_back_under_a_new_key_alone(tmp_path):
    written(file_of(tmp_path, row(phone="13812575562", address="西康路1号"), name="一.xlsx"))
    changed = row(phone="13993702683", address="胶州路1号")
    _outcome, batch = written(file_of(tmp_path, changed, name="二.xlsx"), as_of=date(2026, 11, 2))
    rotated()
    undo_import(Batch.everything.get(pk=batch.pk), by=seat("worker"))
    whom = Person.everything.get()
    assert (reveal(whom, "phone"), reveal(whom, "address")) == ("13812575562", "西康路1号")
    assert list(found_by("5562", seat("worker"))) == [whom]


@pytest.fixture
def waiting() -> Batch:
    batch = Batch.everything.create(
        centre_id=CENTRE, file_name="名单.xlsx", kind="groups", as_of=NOW.date(), uploaded_at=NOW
    )
    keep_file(batch, b"the office's file")
    keep_preview(batch, {"rows": 3})
    return batch


def test_a_file_that_waits_is_read_under_a_new_key_alone(waiting):
    rotated()
    assert (kept_file(waiting), kept_preview(waiting)) == (b"the office's file", {"rows": 3})
    assert TrailEntry.objects.get(kind="kernel.keys_rotated").facts["changed"] == 2
    forget(waiting)
    assert list((ring_path().parent.parent / "imports").iterdir()) == []


def test_a_file_that_no_key_opens_is_named_and_left(waiting):
    ring()
    path = next(ring_path().parent.parent.glob("imports/*.preview.sealed"))
    path.write_bytes(content := path.read_bytes()[:-1] + b"?")
    with pytest.raises(CommandError, match=path.name):
        call_command("rotate_keys")
    assert path.read_bytes() == content
    assert kept_file(waiting) == b"the office's file"


def test_without_a_rotation_the_old_key_is_missed(waiting):
    """What the tests above rest on: a key that is gone opens nothing."""
    merge = a_merge()
    call_command("rotate_keys", "--resume")  # all is under the active key already
    told = json.loads(ring_path().read_text())
    ring_path().write_text(json.dumps({**told, "active": 2, "keys": [{**told["keys"][0], "id": 2}]}))
    forget_ring()
    with pytest.raises(UnknownKey):
        kept_file(waiting)
    with pytest.raises(UnknownKey):
        take_apart(merge, by=seat("worker"))
