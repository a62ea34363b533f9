"""An import is taken back whole, while nothing was built on it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.utils import translation

from shuniu.groups.actions.filing import begin_filing
from shuniu.groups.actions.import_undo import undo_import
from shuniu.groups.actions.roster import leave_group
from shuniu.groups.imports.intake import write_file
from shuniu.groups.models import ActivityTime, Filing, Group, GroupGram, Leadership, Membership, MonthlyReturn
from shuniu.groups.tests.cast import CENTRE, COMMITTEE, NOW, a_group, seat
from shuniu.groups.tests.import_desk import counts, put, written
from shuniu.groups.tests.test_import_rules import file_of, row
from shuniu.groups.tests.test_import_shapes import SHAPES
from shuniu.kernel.models import Batch
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.people.models import Person, PersonGram

pytestmark = pytest.mark.django_db
EVERYTHING = (Group, Person, Membership, Leadership, ActivityTime)


def test_what_it_created_is_gone_and_can_come_again(tmp_path):
    path = put(tmp_path, SHAPES["roster_before_ledger"][0])
    _outcome, batch = written(path)
    undo_import(batch, by=seat("worker"))
    assert [model.everything.count() for model in EVERYTHING] == [0] * 5
    assert GroupGram.objects.count() == PersonGram.objects.count() == 0
    assert Batch.everything.get().state == Batch.State.UNDONE
    assert counts(written(path)[0])["people"] == (4, 0, 0)


def test_what_it_changed_is_as_before(tmp_path):
    first = file_of(tmp_path, row(category="文化", phone="13812575562", birth="1948"), name="一.xlsx")
    written(first)
    changed = row(category="体育", phone="13993702683", birth="1948.3", address="胶州路1号")
    _outcome, batch = written(file_of(tmp_path, changed, name="二.xlsx"), as_of=date(2026, 9, 1))
    undo_import(batch, by=seat("worker"))
    person, group = Person.everything.get(), Group.everything.get()
    assert (reveal(person, "phone"), reveal(person, "address"), person.born_precision) == ("13812575562", "", "year")
    assert (group.category, group.recorded_on) == ("culture", date(2026, 11, 1))
    assert Membership.everything.get().since == date(2026, 11, 1)
    assert counts(written(first)[0])["people"] == (0, 0, 1)


def test_files_come_off_in_the_reverse_order_of_their_coming(tmp_path):
    """What a later file changed stands in the way of the earlier one only as long as it is there."""
    _outcome, first = written(file_of(tmp_path, row(category="文化", phone="13812575562"), name="一.xlsx"))
    later = file_of(tmp_path, row(category="体育", phone="13993702683"), name="二.xlsx")
    _outcome, second = written_at(later, NOW + timedelta(hours=1))
    with pytest.raises(Refused):
        undo_import(first, by=seat("worker"))
    undo_import(second, by=replace(seat("worker"), at=NOW + timedelta(hours=2)))
    undo_import(first, by=replace(seat("worker"), at=NOW + timedelta(hours=3)))
    assert [model.everything.count() for model in EVERYTHING] == [0] * 5


def written_at(path, at):
    by = replace(seat("worker"), at=at)
    return write_file(path, name=path.name, as_of=date(2026, 11, 1), by=by)


def built_a_return(batch):
    MonthlyReturn.everything.create(
        centre_id=CENTRE, group=Group.everything.get(), month=date(2026, 10, 1), meetings=1, trainings=1, activities=1,
        attendance=1, members=1, filed_at=NOW, filed_by="王福生", channel="paper",
    )  # fmt: skip


def built_a_departure(batch):
    leave_group(Membership.everything.get(), until=date(2026, 11, 9), by=seat("worker"))


def built_by_a_later_file(batch):
    Person.everything.update(changed_at=NOW.replace(year=2027))


def above(label: str, **columns):
    """A row of a room above this one."""
    apps.get_model(label)._base_manager.create(centre_id=CENTRE, **columns)


def built_a_booking(batch):
    venues = apps.get_model("venues.Venue")._base_manager
    venue = venues.create(centre_id=CENTRE, place_id=COMMITTEE, name="社区文化活动中心", owner="centre")
    space = apps.get_model("venues.Space")._base_manager.create(centre_id=CENTRE, venue=venue, name="大厅", capacity=40)
    above(
        "venues.Booking", group=Group.everything.get(), space=space, day=date(2026, 11, 19), starts=time(9),
        ends=time(10), asked_at=NOW, asked_by="王福生",
    )  # fmt: skip


def built_a_feed(batch):
    above("venues.Feed", group=Group.everything.get(), token="t" * 40, made_at=NOW)


def built_a_paper_in_its_file(batch):
    """Nothing but its noun and key say whose it is."""
    above(
        "kernel.Attachment", noun="groups.group", noun_id=Group.everything.get().pk, kind="minutes", name="记录.pdf",
        type="pdf", size=1, digest="", received_at=NOW, received_by="陈晓燕",
    )  # fmt: skip


def built_a_filing_of_another_group(**columns):
    filing = begin_filing(a_group("新会合唱二队"), kind="merger", by=seat("worker"))
    Filing.everything.filter(pk=filing.pk).update(**columns)


def built_a_merger_into_it(batch):
    built_a_filing_of_another_group(target_group=Group.everything.get())


def built_a_leader_of_another_group(batch):
    built_a_filing_of_another_group(new_leader=Person.everything.get())


@pytest.mark.parametrize(
    "build",
    [
        built_a_return,
        built_a_departure,
        built_by_a_later_file,
        built_a_booking,
        built_a_feed,
        built_a_paper_in_its_file,
        built_a_merger_into_it,
        built_a_leader_of_another_group,
    ],
)
def test_what_something_was_built_on_stays(build, tmp_path):
    _outcome, batch = written(file_of(tmp_path, row()))
    build(batch)
    with pytest.raises(Refused) as refused:
        undo_import(batch, by=seat("worker"))
    assert str(refused.value)
    assert Group.everything.filter(batch=batch).count() == 1


def test_the_reason_names_what_was_built_on_it(tmp_path):
    _outcome, batch = written(file_of(tmp_path, row()))
    built_a_booking(batch)
    with translation.override("en"), pytest.raises(Refused) as refused:
        undo_import(batch, by=seat("worker"))
    assert "booking" in str(refused.value.denied.reason)


def test_only_once(tmp_path):
    _outcome, batch = written(file_of(tmp_path, row()))
    undo_import(batch, by=seat("worker"))
    with pytest.raises(Refused):
        undo_import(batch, by=seat("worker"))
