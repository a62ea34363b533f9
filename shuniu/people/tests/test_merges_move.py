"""Merges of before: each kept a copy of what stood there; once the migrations ran it names what it filled, and back."""

import json

import pytest

from shuniu.kernel.sealing import blind, seal, unseal
from tests.cast import CENTRE, NOW
from tests.moving import moved, taken_back

BEFORE, BETWEEN = [("people", "0003_lean_rows")], [("people", "0004_merges_say_what_they_filled")]
PURPOSE, PHONE, ID = "people.merge.before", "people.person.phone", "people.person.id_number"


def a_merge_of_before(apps, *, stood: bytes):
    """The kept record had a phone of its own, and took the other's ID number."""
    people = apps.get_model("people", "Person")._base_manager
    number = {"id_number": seal("1", ID, CENTRE), "id_index": blind("1", ID, CENTRE)}
    told = {"centre_id": CENTRE, "name": "王福生", "recorded_at": NOW, "changed_at": NOW}
    kept = people.create(**told, **number, phone=seal("13812345678", PHONE, CENTRE))
    absorbed = people.create(**told, **number, phone=seal("13900001111", PHONE, CENTRE), merged_into=kept)
    apps.get_model("people", "Merge")._base_manager.create(
        centre_id=CENTRE, kept=kept, absorbed=absorbed, before=stood, merged_at=NOW, merged_by="陈晓燕"
    )


def stood_before() -> bytes:
    columns = ("born_on", "born_precision", "age_stated_on", "id_number", "id_index", "id_tail_index")
    empty = dict.fromkeys((*columns, "phone_index", "phone_tail_index", "address"))
    return seal(json.dumps({**empty, "phone": seal("13812345678", PHONE, CENTRE).hex()}), PURPOSE, CENTRE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("readable", [True, False])
def test_a_merge_of_before_names_what_it_filled(readable):
    a_merge_of_before(taken_back(BEFORE), stood=stood_before() if readable else b"\1\1damaged")
    merge = moved(BETWEEN).get_model("people", "Merge")._base_manager.get()
    assert merge.filled == ["id_number"]
    merge = moved(BEFORE).get_model("people", "Merge")._base_manager.select_related("kept").get()
    again = json.loads(unseal(bytes(merge.before), PURPOSE, CENTRE))
    assert (again["id_number"], again["id_index"], again["address"]) == (None, None, None)
    assert again["phone"] == bytes(merge.kept.phone).hex()
