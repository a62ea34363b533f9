"""Names are found as LIKE finds them, on both engines."""

import pytest
from django.db.models import F, Value
from django.db.models.functions import Replace

from shuniu.kernel.search import grams
from shuniu.people.models import Person, PersonGram
from shuniu.people.queries import found_by, on_record
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db

NAMES = (
    "王福生", "王秀英", "李秀英", "秀英王", "欧阳 娜娜", "欧阳娜", "阿不都拉·买买提", "Anna Müller", "tom王", "TOM王", "𬭚𬭚",
    "李𬭚",
    "王王", "王", "英秀英", "张%三", "张_三", "王 秀 英", "司马\u3000相如",
)  # fmt: skip
ASKED = (
    "王", "秀", "𬭚", "%", "·", "秀英", "王秀", "王王", "欧阳", "阳娜", "𬭚𬭚", "m王", "M王", "王秀英", "秀英王", "欧阳娜",
    "欧阳 娜娜",
    "阳娜娜", "阿不都拉·买买提", "·买买", "tom王", "Tom王", "张%三", "张_三", "英秀英", "王王王", "司马相如", "没有",
)  # fmt: skip


@pytest.fixture
def people(db) -> None:
    for centre in (CENTRE, NEIGHBOUR):
        for name in NAMES:
            person = Person.everything.create(centre_id=centre, name=name, recorded_at=NOW, changed_at=NOW)
            PersonGram.objects.bulk_create(
                PersonGram(centre_id=centre, gram=gram, person_id=person.pk) for gram in grams(name)
            )


@pytest.mark.parametrize("text", ASKED)
def test_a_search_answers_as_like_does_where_spaces_do_not_count(people, act, text):
    actor = act("worker")
    plain = Replace(Replace(F("name"), Value(" "), Value("")), Value("\u3000"), Value(""))
    like = on_record(actor).alias(plain=plain).filter(plain__icontains="".join(text.split()))
    assert set(found_by(text, actor)) == set(like)


def test_another_centre_is_not_searched(people, act):
    assert {person.centre_id for person in found_by("王", act("worker"))} == {CENTRE}
