"""A query that does not say for whom it runs does not run."""

import pytest

from shuniu.kernel.actor import visitor
from shuniu.kernel.models import Document
from shuniu.kernel.scope import Unscoped, one_visible
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers():
    made = [
        Document(
            centre_id=centre,
            kind="test",
            number=f"{centre}",
            token=f"T{centre}",
            noun="x",
            noun_id=1,
            issued_at=NOW,
            issued_by="x",
        )
        for centre in (CENTRE, NEIGHBOUR)
    ]
    return Document.objects.unscoped(because="a test").bulk_create(made)


@pytest.mark.parametrize(
    "query",
    [
        lambda: list(Document.objects.all()),
        lambda: Document.objects.count(),
        lambda: Document.objects.get(pk=1),
        lambda: Document.objects.filter(pk=1).exists(),
        lambda: Document.objects.update(kind="x"),
        lambda: Document.objects.first(),
        lambda: Document.objects.values_list("pk")[0],
        lambda: Document.objects.in_bulk([1]),
        lambda: Document.objects.all().delete(),
        lambda: Document.objects.latest("pk"),
        lambda: list(Document.objects.iterator()),
        lambda: list(Document.objects.union(Document.objects.all())),
        lambda: Document.objects.unscoped(because="x").filter(pk__in=Document.objects.values("pk")).count(),
    ],
)
def test_an_unscoped_query_is_refused(papers, query):
    with pytest.raises(Unscoped):
        query()


def test_a_centre_sees_its_own(papers, act):
    assert [p.centre_id for p in Document.objects.visible_to(act("worker"))] == [CENTRE]


def test_a_district_sees_all_beneath(papers, act):
    assert Document.objects.visible_to(act("bureau", place=310107000000)).count() == 2
    assert Document.objects.visible_to(act("bureau", place=310101000000)).count() == 0


def test_nobody_sees_nothing(papers):
    assert not Document.objects.visible_to(visitor(NOW)).exists()


def test_a_narrow_appointment_sees_only_what_the_noun_says(papers, act):
    assert not Document.objects.visible_to(act("leader", subject=("groups.group", 1))).exists()


def test_unscoped_needs_a_reason():
    with pytest.raises(ValueError, match="say why"):
        Document.objects.unscoped(because="")


@pytest.mark.parametrize(
    ("role", "place"),
    [("worker", CENTRE), ("bureau", 310107000000), ("bureau", 310101000000), ("committee", CENTRE + 18), (None, 0)],
)
def test_the_row_that_a_page_asks_for_is_one_that_the_fence_gives(papers, act, role, place):
    actor = act(role, place=place) if role else visitor(NOW)
    for paper in papers:
        seen = Document.objects.visible_to(actor).filter(pk=paper.pk).first()
        assert one_visible(Document, actor, paper.pk) == one_visible(Document, actor, paper.pk, ("centre",)) == seen
    assert one_visible(Document, actor, None) is None
