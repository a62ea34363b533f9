"""The phone of a group's liaison stands under seal, and moved there without a loss."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from shuniu.groups.actions.registering import correct_group
from shuniu.groups.models import Group
from shuniu.groups.tests.cast import CENTRE, COMMITTEE, a_group, seat
from shuniu.groups.tests.factories import browser
from shuniu.kernel import trail
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from tests.moving import moved


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_day")
def test_it_is_sealed_shown_masked_and_stays_when_left():
    group, desk = a_group(liaison_phone="13800138000"), browser("worker", language="en")
    assert b"13800138000" not in bytes(Group.everything.get(pk=group.pk).liaison_phone)
    there = reverse("groups:correct", args=[group.pk])
    page = desk.get(there).content.decode()
    assert "13800138000" not in page
    masked = page.split('name="liaison_phone"')[1].split('value="')[1].split('"')[0]
    assert "*" in masked
    asked = {"name": group.name, "place_id": COMMITTEE, "remark": "新"}
    desk.post(there, {**asked, "liaison_phone": masked})
    assert phone_of(group) == "13800138000"
    assert desk.post(there, {**asked, "liaison_phone": "139****0000"}).status_code == 422
    desk.post(there, {**asked, "liaison_phone": "62770000"})
    assert phone_of(group) == "62770000"
    line = next(e for e in trail.of_thing(group) if "liaison_phone" in str(e.facts))
    assert trail.detail_of(line)["liaison_phone"] == ["13800138000", "62770000"]
    assert "62770000" not in str(line.facts)
    desk.post(there, {**asked, "liaison_phone": ""})
    assert phone_of(group) == ""


@pytest.mark.django_db
def test_the_same_phone_again_changes_nothing():
    group = a_group(liaison_phone="13800138000")
    with pytest.raises(Refused):
        correct_group(group, liaison_phone="13800138000", by=seat("worker"))


@pytest.mark.django_db(transaction=True)
def test_plain_phones_move_under_seal_and_back():
    group = a_group(liaison_phone="13800138000")
    try:
        before = moved([("groups", "0007_terms_do_not_overlap")])
        assert before.get_model("groups", "Group")._base_manager.get(pk=group.pk).liaison_phone == "13800138000"
    finally:
        moved(MigrationExecutor(connection).loader.graph.leaf_nodes("groups"))
    assert phone_of(group) == "13800138000"
    assert group.centre_id == CENTRE


def phone_of(group: Group) -> str:
    return reveal(Group.everything.get(pk=group.pk), "liaison_phone")
