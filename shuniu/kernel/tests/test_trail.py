"""What is written stays written, and whoever tampers is found."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import Untrailed, action
from shuniu.kernel.models import NumberSeries, TrailDetail, TrailEntry, TrailSeal
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db

COUNTED = trail.entry_kind("tests.counted", _("Counted to {last}"), erasure=trail.Erasure.FORGET_DETAIL)
SIGNED = trail.entry_kind("tests.signed_by_hand", _("Signed"), erasure=trail.Erasure.KEEP_BY_LAW)
PLAIN = trail.entry_kind("tests.plain", _("Plain"), erasure=trail.Erasure.NOTHING_PERSONAL)


@action
def count_on(series, *, by, detail=None):
    series.last += 1
    series.save()
    trail.record(COUNTED, series, by=by, facts={"last": series.last}, detail=detail)
    return series


@action
def count_in_secret(series, *, by):
    series.last += 1
    series.save()


@pytest.fixture
def series():
    return NumberSeries.objects.create(centre_id=CENTRE, series="tests", year=2026)


def test_an_action_without_a_line_is_rolled_back(series, act):
    with pytest.raises(Untrailed):
        count_in_secret(series, by=act("worker"))
    series.refresh_from_db()
    assert series.last == 0


def test_an_action_must_take_by():
    with pytest.raises(TypeError):

        @action
        def forget_who(series):
            pass


def test_the_trail_is_written_from_inside_an_action_only(series, act):
    with pytest.raises(Untrailed):
        trail.record(COUNTED, series, by=act("worker"))


def test_the_entry_says_who_where_and_how(series, act):
    count_on(series, by=act("worker", name="陈晓燕"))
    entry = TrailEntry.objects.get()
    assert (entry.name, entry.role, entry.centre_id, entry.action) == ("陈晓燕", "worker", CENTRE, "kernel.count_on")
    assert trail.sentence(entry) == "Counted to 1"


@pytest.mark.parametrize("statement", ["UPDATE kernel_trailentry SET name = 'x'", "DELETE FROM kernel_trailentry"])
def test_the_database_refuses_to_change_the_trail(series, act, statement):
    count_on(series, by=act("worker"))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_detail_may_be_forgotten_and_the_chain_still_holds(series, act):
    count_on(series, by=act("worker"), detail={"name": "王福生"})
    trail.seal_trail(at=NOW)
    assert "王福生" not in str(bytes(TrailDetail.objects.get().sealed))
    assert trail.detail_of(TrailEntry.objects.get()) == {"name": "王福生"}

    @action
    def forget(*, by):
        trail.forget(centre_id=CENTRE, noun="kernel.numberseries", noun_id=series.pk)
        trail.record(PLAIN, series, by=by)

    forget(by=act("director"))
    assert trail.detail_of(TrailEntry.objects.first()) is None
    trail.seal_trail(at=NOW)
    assert trail.verify_trail() == []


def test_verify_misses_a_detail_that_the_law_keeps(series, act):
    @action
    def sign(*, by):
        trail.record(SIGNED, series, by=by, detail={"reason": "heard and decided"})

    count_on(series, by=act("worker"), detail={"name": "王福生"})
    sign(by=act("officer"))
    trail.seal_trail(at=NOW)
    signed = TrailEntry.objects.get(kind=SIGNED)
    TrailDetail.objects.exclude(entry=signed).delete()  # as an erasure may
    assert trail.verify_trail() == []
    TrailDetail.objects.filter(entry=signed).delete()  # as nobody may
    (found,) = trail.verify_trail()
    assert (found.first_id, found.problem) == (signed.pk, "a detail that is kept by law is gone")


def test_a_detail_about_a_person_is_found_in_a_line_about_something_else(series, act):
    @action
    def tell(*, by):
        for person in (7, 8, None):
            trail.record(COUNTED, series, by=by, facts={"last": 1}, detail={"name": "王福生"}, about=person)

    @action
    def forget(*, by):
        assert trail.forget_about(7, centre_id=CENTRE) == 1
        trail.record(PLAIN, series, by=by)

    tell(by=act("worker"))
    forget(by=act("director"))
    assert list(TrailDetail.objects.order_by("pk").values_list("person_id", flat=True)) == [8, None]


def test_whom_a_detail_is_about_stays_so(series, act):
    @action
    def tell(*, by):
        trail.record(COUNTED, series, by=by, facts={"last": 1}, detail={"name": "王福生"}, about=7)

    tell(by=act("worker"))
    for other in (8, None):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            TrailDetail.objects.update(person_id=other)
    assert TrailDetail.objects.update(person_id=7) == 1


def test_a_kind_that_says_nothing_personal_is_held_to_it(series, act):
    @action
    def slip(*, by):
        trail.record(PLAIN, series, by=by, detail={"name": "王福生"})

    with pytest.raises(ValueError, match="nothing personal"):
        slip(by=act("worker"))


def _without_triggers(statement, *values):
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kernel_trailentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER kernel_trailentry_no_update")
            cursor.execute("DROP TRIGGER kernel_trailentry_no_delete")
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE kernel_trailentry SET name = 'somebody else' WHERE id = %s", "an entry was changed"),
        ("DELETE FROM kernel_trailentry WHERE id = %s", "entries were sealed"),
    ],
)
def test_verify_finds_tampering(series, act, statement, problem):
    for _time in range(5):
        count_on(series, by=act("worker"))
    trail.seal_trail(at=NOW)
    count_on(series, by=act("worker"))
    trail.seal_trail(at=NOW)
    assert trail.verify_trail() == []
    _without_triggers(statement, TrailEntry.objects.order_by("id")[2].id)
    found = trail.verify_trail()
    assert len(found) == 1
    assert problem in found[0].problem
    assert TrailSeal.objects.count() == 2
