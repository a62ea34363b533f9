"""One human being across the rooms: what hangs on a record moves with it, is handed over with it and forgotten with it."""

import pytest

from shuniu.groups.models import Membership
from shuniu.groups.tests.cast import a_group, person, seat
from shuniu.people.actions.duplicates import merge_people, take_apart
from shuniu.people.actions.erasure import hand_over_record
from shuniu.people.models import Duplicate, Person
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.tests.cast import a_volunteer

pytestmark = pytest.mark.django_db


def a_pair(one: Person, other: Person) -> Duplicate:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return Duplicate.everything.create(
        centre_id=one.centre_id, first=first, second=second, score=60, proposed_at=seat("worker").at
    )


def joined(group, whom: Person) -> Membership:
    return Membership.everything.create(centre_id=group.centre_id, group=group, person=whom, since="2026-01-01")


def test_a_merge_moves_what_hangs_on_hidden_relations_and_taking_apart_brings_it_back():
    volunteer, keep, group = a_volunteer("施惠英"), person("施惠英"), a_group()
    absorbed = volunteer.person
    membership = joined(group, absorbed)
    merge = merge_people(a_pair(keep, absorbed), keep=keep, by=seat("worker"))
    volunteer.refresh_from_db(), membership.refresh_from_db()
    assert (volunteer.person_id, membership.person_id) == (keep.pk, keep.pk)
    take_apart(merge, by=seat("worker"))
    volunteer.refresh_from_db(), membership.refresh_from_db()
    assert (volunteer.person_id, membership.person_id) == (absorbed.pk, absorbed.pk)


def test_what_cannot_move_stays_and_is_handed_over_with_the_rest():
    mine, other = a_volunteer("施惠英"), a_volunteer("施惠英")
    merge = merge_people(a_pair(mine.person, other.person), keep=mine.person, by=seat("worker"))
    other.refresh_from_db()
    assert other.person_id == merge.absorbed_id
    told = hand_over_record(mine.person, channel="window", by=seat("director"))
    rows = told[str(Volunteer._meta.verbose_name)]
    assert {number for row in rows for number in row.values()} >= {mine.number, other.number}
