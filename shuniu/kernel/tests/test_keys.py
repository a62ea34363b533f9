"""The trail's details go under a new key like every sealed value, and the chain still holds."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.models import NumberSeries, TrailDetail, TrailEntry
from shuniu.kernel.sealing.sealer import HEAD, forget_ring, ring, seal
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db

TOLD = trail.entry_kind("tests.told", "Told", erasure=trail.Erasure.FORGET_DETAIL)


@pytest.fixture
def entry(act, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "SHUNIU_HOME", tmp_path)
    forget_ring()
    series = NumberSeries.objects.create(centre_id=CENTRE, series="tests", year=2026)

    @action
    def tell(*, by):
        return trail.record(TOLD, series, by=by, detail={"name": "王福生"})

    yield tell(by=act("worker"))
    forget_ring()


def test_details_go_under_the_new_key_and_stay_what_they_were(entry):
    trail.seal_trail(at=NOW)
    call_command("rotate_keys")
    assert bytes(TrailDetail.objects.get().sealed)[:HEAD] == bytes((1, ring().active_id)) == bytes((1, 2))
    assert trail.detail_of(TrailEntry.objects.get(pk=entry.pk)) == {"name": "王福生"}
    assert trail.verify_trail() == []


def test_a_rotation_leaves_its_line(entry):
    call_command("rotate_keys")
    line = TrailEntry.objects.get(kind="kernel.keys_rotated")
    assert (line.centre_id, line.via, line.facts["key"]) == (0, "command", 2)
    assert line.facts["changed"] == 1
    call_command("rotate_keys", index=True)
    assert TrailEntry.objects.filter(kind="kernel.index_rekeyed").exists()


@pytest.mark.parametrize(
    "change", ["centre_id = 0", "noun = 'people.person'", "noun_id = 7", "entry_id = entry_id + 1"]
)
def test_nothing_but_the_sealed_bytes_of_a_detail_may_change(entry, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE kernel_traildetail SET sealed = sealed, {change}")  # noqa: S608


def test_another_text_under_the_right_key_is_found(entry):
    other = seal('{"name":"somebody else","salt":""}', trail.PURPOSE, CENTRE)
    TrailDetail.objects.update(sealed=other)
    assert [f.problem for f in trail.verify_trail()] == ["the detail of an entry was changed"]
