"""A table that is filled anew keeps its indexes and foreign keys."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.groups.models import Membership
from shuniu.kernel import bulk
from shuniu.people.models import Person
from tests.cast import CENTRE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("model", [Person, Membership])
def test_indexes_and_references_stand_afterwards_as_before(model):
    before = bulk._indexes(model), bulk._references(model)
    with transaction.atomic(), bulk.filling(model, 5_000):
        assert bulk._indexes(model) == bulk._references(model) == {}
    assert (bulk._indexes(model), bulk._references(model)) == before
    assert before[0]


@pytest.mark.parametrize("coming", [1, 5_000])
def test_a_row_that_refers_to_nothing_is_refused_and_all_undone(coming):
    before = bulk._indexes(Membership), bulk._references(Membership)
    names = ("id", "centre_id", "group_id", "person_id", "duty", "former_post", "remark", "since")
    row = (1, CENTRE, 987_654, 987_654, "", "", "", bulk.day(date(2026, 11, 1)))
    with pytest.raises(IntegrityError), transaction.atomic(), bulk.filling(Membership, coming):
        bulk.insert(Membership, names, [row])
    assert (bulk._indexes(Membership), bulk._references(Membership)) == before
    assert connection.in_atomic_block is False


def test_reserved_ids_follow_each_other_and_are_given_once():
    with transaction.atomic():
        first, second = list(bulk.reserve(Person, 3)), list(bulk.reserve(Membership, 2))
    assert first == sorted(set(first))
    assert len(first) == 3
    assert len(second) == 2
