"""Names are found as LIKE finds them, on both engines."""

import pytest
from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from shuniu.kernel.search import grams
from shuniu.people.models import Person, PersonGram
from shuniu.people.public import Particulars, record_person
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


@pytest.mark.parametrize("text", ["ria", "Om", "om", "a", "ann", "nam", "wfs", "wx", "üll", "tom"])
def test_latin_letters_are_found_in_names_as_well_as_in_initials(people, act, text):
    actor = act("worker")
    record_person(Particulars("Maria"), centre_id=CENTRE, by=actor)
    record_person(Particulars("王晓"), centre_id=CENTRE, by=actor)
    plain = Replace(F("name"), Value(" "), Value(""))
    wanted = Q(plain__icontains=text) | (Q(initials__startswith=text.lower()) if text.isascii() else Q())
    assert set(found_by(text, actor)) == set(on_record(actor).alias(plain=plain).filter(wanted))


def test_a_piece_of_a_latin_name_finds_it(people, act):
    actor = act("worker")
    maria = record_person(Particulars("Maria"), centre_id=CENTRE, by=actor)
    assert list(found_by("ria", actor)) == [maria]
    assert sorted(person.name for person in found_by("om", actor)) == ["TOM王", "tom王"]


def test_another_centre_is_not_searched(people, act):
    assert {person.centre_id for person in found_by("王", act("worker"))} == {CENTRE}
