"""PostgreSQL keeps the plan of what is asked again, takes what is written in bulk, and holds up no other thread."""

import threading

import pytest
from django.db import connection

from shuniu.kernel import at_work as module
from shuniu.kernel.at_work import at_work
from shuniu.kernel.models import Place
from shuniu.kernel.postgresql.base import PLANNED_AFTER
from shuniu.kernel.prepared import prepared
from tests.cast import CENTRE
from tests.threads import SOON, run_all

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="its own engine"),
]


@prepared
def names_of(ids):
    return Place.objects.filter(pk__in=ids).values_list("name", flat=True)


def planned(said: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{said}%"])
        return cursor.fetchone()[0]


def test_the_plan_of_what_is_asked_again_is_kept():
    before = planned("kernel_place")
    for _again in range(PLANNED_AFTER + 1):
        assert names_of([CENTRE]) == list(Place.objects.filter(pk=CENTRE).values_list("name", flat=True))
    assert planned("kernel_place") == before + 1


def test_what_is_written_in_bulk_has_more_values_than_a_planned_question_holds():
    many = [Place(pk=900_000_000_000 + n, level="other", name=f"第{n}处") for n in range(20_000)]
    Place.objects.bulk_create(many)  # 20,000 rows of four values and more
    assert Place.objects.filter(pk__in=[place.pk for place in many]).count() == 20_000
    assert len(names_of([place.pk for place in many])) == 20_000


def test_who_waits_for_the_server_lets_others_work():
    waiting, worked = threading.Event(), threading.Event()

    def wait() -> None:
        with at_work(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            waiting.set()
            cursor.execute("SELECT pg_sleep(1)")
            assert worked.is_set()
        connection.close()

    def work() -> None:
        assert waiting.wait(SOON)
        with at_work():
            assert module._here.has_turn
            worked.set()

    run_all(wait, work)
