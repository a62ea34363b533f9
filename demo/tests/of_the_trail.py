"""What the trail of the whole demo keeps for ever names nobody on record. Asked by test_built.py."""

import re
from collections.abc import Iterator

from shuniu.kernel.models import TrailEntry
from shuniu.kernel.trail import KINDS, Erasure, detail_of
from shuniu.people.models import Person

NUMBERS = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx]")  # a mobile phone, an ID number
SIGNED = {"organizations.inspection_declared"}  # the name under a declaration is what is declared


def words_in(told) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from words_in(each)


class TheTrail:
    def test_what_stays_for_ever_names_nobody_and_shows_no_number(self):
        names = {name for name in Person.everything.values_list("name", flat=True).distinct() if len(name) > 2}
        named = re.compile("|".join(map(re.escape, sorted(names))))
        found = set()
        for entry in TrailEntry.objects.select_related("detail").iterator(2_000):
            told = [entry.facts]
            if KINDS[entry.kind].erasure is Erasure.KEEP_BY_LAW and entry.kind not in SIGNED:
                told.append(detail_of(entry))
            found |= {(entry.kind, w) for w in words_in(told) if NUMBERS.search(w) or named.search(w)}
        assert found == set()
        assert len(names) > 1_000

    def test_what_can_be_forgotten_about_a_member_knows_the_person(self):
        about = TrailEntry.objects.filter(kind__in=("groups.member_joined", "groups.member_left"))
        assert about.count() > 50
        assert not about.filter(detail__person_id=None).exists()
