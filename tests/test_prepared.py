"""A kept question answers as the queryset does, with whatever values, and is asked the long way where it cannot be kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuniu.kernel import prepared as module
from shuniu.kernel.models import Code, Place, Workday
from shuniu.kernel.prepared import again, count_again, prepared
from shuniu.kernel.scope import Unscoped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _none_kept():
    module._kept.clear()


@prepared
def places_between(low, high, level):
    return Place.objects.filter(id__gte=low, id__lte=high, level=level).order_by("pk")


@prepared
def places_of(ids):
    return Place.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name")


@prepared
def days_from(day, only):
    rows = Workday.objects.filter(day__gte=day).order_by("day")
    return rows if only is None else rows.filter(is_workday=only)


@prepared
def days_after(day):
    return Workday.objects.filter(day__gte=day + timedelta(days=7)).order_by("day")


def kept() -> list:
    return list(module._kept.values())


@pytest.mark.parametrize("low", [310107000000, 310107015000, 310101000000])
def test_the_values_of_each_call_are_asked(low):
    for level in ("township", "committee"):
        asked = Place.objects.filter(id__gte=low, id__lte=low + 99_000, level=level).order_by("pk")
        assert places_between(low, low + 99_000, level) == list(asked)
    assert len(kept()) == 1
    assert kept()[0] is not None


def test_models_come_back_whole():
    place = places_between(310107015000, 310107015000, "township")[0]
    assert isinstance(place, Place)
    assert place.label == Place.objects.get(pk=310107015000).label


def test_lists_of_ids_are_kept_by_their_length():
    ids = list(Place.objects.order_by("pk").values_list("pk", flat=True)[:6])
    for some in (ids[:3], ids[3:], ids[:2]):
        assert places_of(some) == list(Place.objects.filter(pk__in=some).order_by("pk").values_list("pk", "name"))
    assert len(kept()) == 2
    assert places_of([]) == places_of([]) == []


@prepared
def codes_in_order(tables, order):
    return Code.objects.filter(table__in=tables, order=order).order_by("pk").values_list("pk", "order")


def test_a_narrow_number_is_kept_too():
    orders = list(Code.objects.order_by("order").values_list("order", flat=True).distinct()[:3])
    assert len(orders) > 1
    tables = tuple(Code.objects.order_by("table").values_list("table", flat=True).distinct())
    for order in orders:
        found = codes_in_order(tables, order)
        assert {each for _pk, each in found} == {order}
    (question,) = kept()
    assert question is not None


def test_days_and_what_is_no_value():
    for day in (date(2026, 10, 1), date(2026, 5, 1)):
        for only in (None, True, False):
            rows = Workday.objects.filter(day__gte=day)
            expected = rows if only is None else rows.filter(is_workday=only)
            assert days_from(day, only) == list(expected.order_by("day"))
    assert len(kept()) == 3


def test_a_changed_value_is_asked_the_long_way():
    for day in (date(2026, 10, 1), date(2026, 5, 1)):
        assert days_after(day) == list(Workday.objects.filter(day__gte=day + timedelta(days=7)).order_by("day"))
    assert kept() == [None]


def test_nothing_but_the_one_query_is_asked():
    places_between(1, 2, "committee")
    with CaptureQueriesContext(connection) as asked:
        places_between(3, 4, "committee")
    assert len(asked) == 1
    assert '"id" >= 3' in asked[0]["sql"]


def test_again_and_its_count():
    def rows():
        return Place.objects.filter(level="committee").order_by("-pk")[:5]

    assert again("x", rows) == again("x", rows) == list(rows())
    assert count_again("x", rows) == 5
    assert count_again("none", lambda: Place.objects.none()) == 0
    assert again("none", lambda: Place.objects.none()) == []


def test_the_fence_holds():
    from shuniu.people.models import Person

    with pytest.raises(Unscoped):
        again("people", lambda: Person.objects.order_by("pk"))


def test_it_forgets_before_it_grows(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    for number in range(10):
        again(number, lambda: Place.objects.filter(pk=1))
    assert len(kept()) <= 3
