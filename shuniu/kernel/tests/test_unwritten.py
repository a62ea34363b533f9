"""The mark of a database stays while nothing is written, and changes with whatever is."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from shuniu.kernel import witness
from shuniu.kernel.models import Place
from shuniu.kernel.prepared import prepared
from shuniu.kernel.unwritten import Told, mark_told
from shuniu.kernel.witness import while_told_the_same
from tests.cast import CENTRE


def mark():
    return mark_told(Place.objects.annotate(mark=Told()).values_list("mark", flat=True)[0])


def rename(name: str) -> None:
    Place.objects.filter(pk=CENTRE).update(name=name)


def elsewhere(work) -> None:
    """By another connection, as another process would."""

    def run() -> None:
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


@prepared
def names_of(ids):
    return Place.objects.filter(pk__in=ids).values_list("name", flat=True)


def told() -> str:
    return while_told_the_same("name", lambda: names_of([CENTRE])[0], mark())


def in_quiet(check) -> None:
    """Of several tries one holds: a cluster of PostgreSQL counts what is written in any of its databases, and cleans up."""
    for left in range(19, -1, -1):
        try:
            check()
        except AssertionError:
            if not left:
                raise
        else:
            return


@pytest.mark.django_db(transaction=True)
class TestOnConnectionsOfItsOwn:
    @pytest.fixture(autouse=True)
    def _none_kept(self):
        witness._kept.clear()
        yield
        witness._kept.clear()

    def test_reading_leaves_it_as_it_is(self):
        @in_quiet
        def _():
            before = mark()
            Place.objects.count()
            elsewhere(Place.objects.count)
            assert mark() == before

    @pytest.mark.parametrize("where", [elsewhere, lambda work: work()])
    def test_writing_changes_it(self, where):
        before = mark()
        where(lambda: rename("别名街道"))
        assert mark() != before

    def test_another_connection_has_a_mark_of_its_own_or_the_same_database(self):
        @in_quiet
        def _():
            found = []
            elsewhere(lambda: found.append(mark()))
            assert (found[0] == mark()) == (connection.vendor == "postgresql")

    def test_what_is_kept_is_given_at_the_price_of_one_question(self):
        @in_quiet
        def _():
            name = told()
            with CaptureQueriesContext(connection) as asked:
                assert told() == name
            assert len(asked) == 1
            assert "data_version" in asked[0]["sql"] or "pg_current_snapshot" in asked[0]["sql"]

    @pytest.mark.parametrize("where", [elsewhere, lambda work: work()])
    def test_what_is_written_is_seen_at_once(self, where):
        told()
        for name in ("甲街道", "乙街道"):
            where(lambda name=name: rename(name))
            assert told() == name
            assert told() == name

    def test_something_else_written_costs_the_questions_once(self):
        @in_quiet
        def _():
            told()
            elsewhere(lambda: Place.objects.exclude(pk=CENTRE).update(name="别处"))
            with CaptureQueriesContext(connection) as first:
                told()
            with CaptureQueriesContext(connection) as second:
                told()
            assert (len(first), len(second)) == (2, 1)

    def test_what_is_taken_back_is_not_seen(self):
        name = told()
        with transaction.atomic():
            rename("别名街道")
            assert told() == "别名街道"
            transaction.set_rollback(True)
        assert told() == name


@pytest.mark.django_db
def test_inside_a_transaction_there_is_none():
    assert mark() is None
