"""What was made of the database's answers is given again while it answers the same, and only then."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuniu.groups.actions.registering import register_group
from shuniu.groups.models import Group
from shuniu.kernel import witness as module
from shuniu.kernel.models import Place
from shuniu.kernel.prepared import again, count_again, prepared
from shuniu.kernel.witness import while_told_the_same
from tests.cast import CENTRE, actor_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
SISTER = 310107005000


@pytest.fixture(autouse=True)
def _none_kept():
    module._kept.clear()


@prepared
def names_of(ids):
    return Place.objects.filter(pk__in=ids).order_by("pk").values_list("name", flat=True)


def places():
    return Place.objects.filter(pk__gte=310107000000, pk__lt=310108000000, level="township")


class Made:
    """Counts how often it is made."""

    def __init__(self, ask):
        self.ask, self.times = ask, 0

    def __call__(self):
        self.times += 1
        return self.ask()


def rename(pk: int, name: str) -> None:
    Place.objects.filter(pk=pk).update(name=name)


def test_it_is_made_once_while_the_answers_stay():
    made = Made(lambda: tuple(names_of([CENTRE, SISTER])))
    first = while_told_the_same("names", made)
    assert while_told_the_same("names", made) is first
    assert made.times == 1


def test_a_changed_answer_is_seen_at_once():
    made = Made(lambda: tuple(names_of([CENTRE])))
    while_told_the_same("names", made)
    for name in ("甲街道", "乙街道"):
        rename(CENTRE, name)
        assert while_told_the_same("names", made) == (name,)
    assert made.times == 3


def test_a_count_is_an_answer_too():
    made = Made(lambda: count_again("townships", places))
    before = while_told_the_same("count", made)
    Place.objects.filter(pk=SISTER).update(level="other")
    assert while_told_the_same("count", made) == before - 1


def test_each_key_has_its_own():
    assert while_told_the_same("one", lambda: names_of([CENTRE])) != while_told_the_same(
        "two", lambda: names_of([SISTER])
    )
    assert len(module._kept) == 2


def test_what_was_asked_past_it_is_never_kept():
    def ask():
        names_of([CENTRE])
        return Place.objects.get(pk=SISTER).name

    made = Made(ask)
    while_told_the_same("mixed", made)
    rename(SISTER, "别名街道")
    assert while_told_the_same("mixed", made) == "别名街道"
    assert not module._kept


def test_a_change_in_the_first_of_two_answers_asks_nothing_twice():
    def ask():
        return list(names_of([CENTRE])), again("townships in order", lambda: places().order_by("pk"))

    while_told_the_same("both", ask)
    rename(SISTER, "别名街道")
    with CaptureQueriesContext(connection) as asked:
        while_told_the_same("both", ask)
    assert len(asked) == 2


def test_one_inside_another_does_not_hide_what_it_was_told():
    def inner():
        return tuple(names_of([SISTER]))

    def outer():
        return tuple(names_of([CENTRE])), while_told_the_same("inner", inner)

    while_told_the_same("outer", outer)
    rename(SISTER, "别名街道")
    assert while_told_the_same("outer", outer)[1] == ("别名街道",)


def test_what_fails_leaves_nothing():
    def fail():
        names_of([CENTRE])
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        while_told_the_same("failing", fail)
    assert not module._kept
    assert while_told_the_same("failing", lambda: 7) == 7


def test_as_many_are_kept_as_is_said(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    for number in range(5):
        while_told_the_same(number, lambda: names_of([CENTRE]))
    assert list(module._kept) == [2, 3, 4]


def test_the_register_shows_each_group_as_it_is_now(client_as):
    worker = actor_in("worker", at=NOON)
    group = register_group(centre_id=CENTRE, place_id=CENTRE, name="晨光合唱队", by=worker)
    client = client_as("worker")
    assert "晨光合唱队" in client.get("/groups/").content.decode()
    assert module._kept
    with CaptureQueriesContext(connection) as again_asked:
        assert "晨光合唱队" in client.get("/groups/").content.decode()
    Group.everything.filter(pk=group.pk).update(name="夕阳合唱队")
    with CaptureQueriesContext(connection) as changed:
        page = client.get("/groups/").content.decode()
    assert "夕阳合唱队" in page
    assert "晨光合唱队" not in page
    assert len(changed) == len(again_asked)
    assert "夕阳合唱队" in client.get("/groups/", headers={"accept-language": "en"}).content.decode()


def test_nobody_is_given_what_another_may_see(client_as):
    register_group(centre_id=CENTRE, place_id=CENTRE, name="晨光合唱队", by=actor_in("worker", at=NOON))
    client, other = client_as("worker"), client_as("worker", place=SISTER)
    assert "晨光合唱队" in client.get("/groups/").content.decode()
    assert "晨光合唱队" not in other.get("/groups/").content.decode()
