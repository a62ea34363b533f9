"""One record for one human being: written, corrected, found, looked at, merged, taken apart, erased."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import BinaryField
from django.urls import reverse

from shuniu.kernel import trail
from shuniu.kernel.jobs import job_actor
from shuniu.kernel.models import Place, TrailDetail, TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import reveal
from shuniu.people.actions.duplicates import keep_apart, merge_people, propose_duplicates, take_apart
from shuniu.people.actions.erasure import (
    ask_erasure,
    decide_erasure,
    give_consent,
    hand_over_record,
    withdraw_consent,
)
from shuniu.people.jobs import propose_duplicates_everywhere
from shuniu.people.models import Duplicate, Merge, Person, PersonGram
from shuniu.people.public import correct_person, found_by, look_at
from shuniu.people.queries import duplicates_open, pairs_to_decide
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db
ID = "310107194311270528"


def test_sealed_columns_hold_nothing_readable(person_of):
    person = person_of("姜娟", id_number=ID, phone="18679503557", address="西康路138弄41号1150室")
    person.refresh_from_db()
    stored = b"".join(bytes(getattr(person, column)) for column in ("id_number", "phone", "address"))
    assert b"310107" not in stored
    assert "西康路".encode() not in stored


def test_an_id_number_stands_once_a_centre(person_of):
    person_of("姜娟", id_number=ID)
    with pytest.raises(IntegrityError), transaction.atomic():
        person_of("姜花", id_number=ID)
    person_of("姜娟", id_number=ID, centre_id=NEIGHBOUR)


@pytest.mark.parametrize("text", ["王", "福生", "王福生", "wfs", "WF", "5678", "0528", " 福 生 "])
def test_found_by_any_part(person_of, act, text):
    person = person_of("王福生", id_number=ID, phone="13812345678")
    person_of("李桂芳", phone="13812340000")
    assert list(found_by(text, act("worker"))) == [person]
    assert not found_by(text, act("worker", place=NEIGHBOUR)).exists()


def test_a_look_asks_a_reason_and_stays(person_of, act):
    person = person_of("王福生", phone="13812345678")
    with pytest.raises(Refused):
        look_at(person, ("phone",), reason=" ", by=act("worker"))
    with pytest.raises(Refused):
        look_at(person, ("phone",), reason="no business", by=act("officer"))
    assert look_at(person, ("phone",), reason="to call about the return", by=act("worker")) == {"phone": "13812345678"}
    entry = TrailEntry.objects.get(kind="people.looked")
    assert "13812345678" not in str(entry.facts)


def test_a_correction_keeps_what_stood_there_sealed(person_of, act):
    person = correct_person(person_of("王福生", phone="13812345678"), {"phone": "13900001111"}, by=act("worker"))
    entry = TrailEntry.objects.get(kind="people.corrected")
    assert "138" not in str(entry.facts)
    assert trail.detail_of(entry)["before"] == {"phone": "13812345678"}
    assert list(found_by("1111", act("worker"))) == [person]


def test_who_looked_is_told_to_those_alone_who_may_see_looks(person_of, act, client_as):
    person = person_of("王福生", phone="13812345678")
    look_at(person, ("phone",), reason="to call about the return", by=act("worker"))
    page = reverse("people:person", args=[person.pk])
    assert "to call about the return" in client_as("director").get(page).text
    told = client_as("worker").get(page).text
    assert "to call about the return" not in told
    assert str(trail.KINDS["people.recorded"].sentence) in told


def test_a_consent_is_withdrawn_once_and_its_day_stands(person_of, act):
    consent = give_consent(
        person_of("王福生"), purpose="photos", wording="…", given_on=date(2026, 1, 2), channel="paper", by=act("worker")
    )
    withdraw_consent(consent, on=date(2026, 3, 1), by=act("worker"))
    with pytest.raises(Refused):
        withdraw_consent(consent, on=date(2026, 4, 1), by=act("worker"))
    consent.refresh_from_db()
    assert consent.withdrawn_on == date(2026, 3, 1)
    assert TrailEntry.objects.filter(kind="people.consent_withdrawn").count() == 1


@pytest.fixture
def correcting(person_of, client_as):
    """A person with a phone and a birth, and a hand at the form: `correct(phone="…")` posts what the page shows."""
    person = person_of("王福生", sex="1", phone="13812345678", born_on=date(1950, 5, 1), born_precision="month")
    client, url = client_as("worker"), reverse("people:correct", args=[person.pk])
    return person, lambda **typed: client.post(url, {"name": "王福生", "sex": "1", **typed})


def test_only_what_changed_counts_as_corrected(correcting):
    _person, correct = correcting
    assert correct(phone="13900001111").status_code == 302
    entry = TrailEntry.objects.get(kind="people.corrected")
    assert entry.facts["columns"] == "phone"
    assert trail.detail_of(entry) == {"before": {"phone": "13812345678"}, "after": {"phone": "13900001111"}}


def test_a_form_that_changes_nothing_is_refused_kindly(correcting, act):
    person, correct = correcting
    assert correct(phone="13812345678").status_code == 422
    with pytest.raises(Refused):
        correct_person(person, {"name": "王福生"}, by=act("worker"))
    assert not TrailEntry.objects.filter(kind="people.corrected").exists()


def test_what_is_wrong_can_be_emptied_by_a_tick(correcting, act):
    person, correct = correcting
    assert correct(emptied=["phone", "birth"]).status_code == 302
    person.refresh_from_db()
    assert (person.phone, person.phone_index, person.born_on, person.born_precision) == (None, None, None, "")
    assert not found_by("5678", act("worker")).exists()
    assert TrailEntry.objects.get(kind="people.corrected").facts["columns"] == "born_on, born_precision, phone"


def test_what_is_not_on_record_cannot_be_emptied_nor_what_is_typed(correcting):
    _person, correct = correcting
    assert correct(emptied=["address"]).status_code == 422
    assert correct(emptied=["phone"], phone="13900001111").status_code == 422
    assert correct(emptied=["birth"], id_number=ID).status_code == 422
    assert not TrailEntry.objects.filter(kind="people.corrected").exists()


def test_age_counts_from_the_first_day_a_birth_may_mean(person_of):
    person = person_of("王福生", born_on=date(1966, 11, 1), born_precision="month")
    assert person.age_on(date(2026, 10, 31)) == 59
    assert person.age_on(date(2026, 11, 1)) == 60


@pytest.fixture
def pair(person_of, act):
    first = person_of("王福生", phone="13812345678", born_on=date(1950, 5, 1), born_precision="month")
    second = person_of("王福生", phone="13812345678", id_number=ID, sex="1")
    person_of("王福生", born_on=date(1991, 1, 1), born_precision="day")
    assert propose_duplicates(Place.objects.get(pk=CENTRE), by=act("house")) == 1
    assert propose_duplicates(Place.objects.get(pk=CENTRE), by=act("house")) == 0
    return first, second, Duplicate.objects.unscoped(because="test").get()


def test_duplicates_are_proposed_with_their_evidence(pair):
    assert pair[2].evidence == ["same_phone", "same_name"]


def test_a_merge_fills_what_was_missing_and_can_be_taken_apart(pair, act):
    first, second, duplicate = pair
    merge = merge_people(duplicate, keep=first, by=act("worker"))
    first.refresh_from_db(), second.refresh_from_db()
    assert second.merged_into_id == first.pk
    assert bytes(first.id_index) == bytes(second.id_index)
    assert found_by("王福生", act("worker")).order_by("pk").first() == first
    take_apart(merge, by=act("worker"))
    first.refresh_from_db(), second.refresh_from_db()
    assert first.id_index is None
    assert second.merged_into is None
    assert first.born_on == date(1950, 5, 1)
    with pytest.raises(Refused):
        take_apart(merge, by=act("worker"))


@pytest.fixture
def merged_with(person_of, act):
    """`merged_with(keep, name)`: one more record of the same human being, merged into `keep`; the merge."""

    def merge(keep, **particulars):
        other = person_of("王福生", **particulars)
        first, second = sorted((keep, other), key=lambda each: each.pk)
        pair = Duplicate.everything.create(centre_id=CENTRE, first=first, second=second, score=60, proposed_at=NOW)
        return merge_people(pair, keep=keep, by=act("worker"))

    return merge


def apart(merge, act) -> None:
    take_apart(Merge.everything.get(pk=merge.pk), by=act("worker"))


def test_the_upper_merge_of_a_chain_comes_apart_first(person_of, merged_with, act, client_as):
    """Three records: the first into the second, the second into the third."""
    second, third = person_of("王福生", phone="13812345678"), person_of("王福生")
    lower = merged_with(second, id_number=ID)
    pair = Duplicate.everything.create(centre_id=CENTRE, first=second, second=third, score=60, proposed_at=NOW)
    upper = merge_people(pair, keep=third, by=act("worker"))
    with pytest.raises(Refused, match=f"记录{third.pk}.*先"):
        apart(lower, act)
    page = client_as("worker").get(reverse("people:person", args=[second.pk])).text
    assert reverse("people:take_apart", args=[lower.pk]) not in page
    assert f"记录{third.pk}" in page
    apart(upper, act)
    apart(lower, act)
    for each in (lower.absorbed, second, third):
        each.refresh_from_db()
    assert [each.merged_into for each in (lower.absorbed, second, third)] == [None] * 3
    assert [bool(each.id_number) for each in (lower.absorbed, second, third)] == [True, False, False]
    assert [bool(each.phone) for each in (lower.absorbed, second, third)] == [False, True, False]


def test_of_two_merged_into_one_record_the_later_comes_apart_first(person_of, merged_with, act):
    keep = person_of("王福生")
    earlier, later = merged_with(keep, phone="13812345678"), merged_with(keep, phone="13900001111")
    with pytest.raises(Refused, match=f"记录{later.absorbed_id}"):
        apart(earlier, act)
    apart(later, act)
    keep.refresh_from_db()
    assert reveal(keep, "phone") == "13812345678"
    apart(earlier, act)
    keep.refresh_from_db()
    assert keep.phone is None


def test_what_was_corrected_after_a_merge_stays_when_it_is_taken_apart(person_of, merged_with, act):
    keep = person_of("王福生")
    merge = merged_with(keep, phone="13812345678", address="西康路1号")
    keep.refresh_from_db()
    correct_person(keep, {"phone": "13900001111"}, by=act("worker"))
    apart(merge, act)
    keep.refresh_from_db()
    assert (reveal(keep, "phone"), keep.address) == ("13900001111", None)


def test_a_birth_is_filled_whole_or_not_at_all(person_of, merged_with):
    keep = person_of("王福生", born_on=date(1950, 5, 1), born_precision="month")
    merged_with(keep, born_on=date(1950, 1, 1), born_precision="age", age_stated_on=date(2026, 1, 1))
    keep.refresh_from_db()
    assert (keep.born_on, keep.born_precision, keep.age_stated_on) == (date(1950, 5, 1), "month", None)


def test_an_id_number_recorded_anew_stands_in_the_way_of_taking_apart(person_of, merged_with, act):
    keep = person_of("王福生")
    merge = merged_with(keep, id_number=ID)
    keep.refresh_from_db()
    correct_person(keep, {"id_number": "310107195203120025"}, by=act("worker"))
    person_of("王福生", id_number=ID)
    with pytest.raises(Refused, match="证"):
        apart(merge, act)
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_two_people_after_all(pair, act):
    keep_apart(pair[2], by=act("worker"))
    assert propose_duplicates(Place.objects.get(pk=CENTRE), by=act("house")) == 0
    with pytest.raises(Refused):
        merge_people(pair[2], keep=pair[0], by=act("worker"))


def test_the_whole_record_is_handed_over_open(person_of, act):
    record = hand_over_record(person_of("王福生", phone="13812345678"), channel="window", by=act("director"))
    assert "13812345678" in str(record)
    with pytest.raises(Refused):
        hand_over_record(person_of("李桂芳"), channel="window", by=act("worker"))


def test_a_request_for_erasure_stands_on_the_page_of_the_person_until_it_is_decided(person_of, act, client_as):
    person = person_of("王福生")
    page, ask = (reverse(f"people:{name}", args=[person.pk]) for name in ("person", "ask_erasure"))
    assert ask in client_as("worker").get(page).text
    asked = ask_erasure(person, grounds="迁出", channel="window", by=act("worker"))
    waiting = reverse("people:erasure", args=[asked.pk])
    shown = client_as("worker").get(page).text
    assert waiting in shown
    assert ask not in shown
    decide_erasure(asked, "withdraw", by=act("worker"))
    shown = client_as("worker").get(page).text
    assert waiting not in shown
    assert ask in shown


@pytest.mark.parametrize("on_paper", [True, False])
def test_the_whole_record_is_read_on_a_page_or_taken_along(on_paper, person_of, client_as):
    """In words and by the clock here, without the keys by which the house finds its rows."""
    person = person_of("王福生", phone="13812345678")
    Person.everything.filter(pk=person.pk).update(
        sex="1",
        recorded_at=datetime(2026, 10, 31, 16, 20, tzinfo=UTC),
        born_on=date(1955, 3, 1),
        born_precision="month",
    )
    address = reverse("people:hand_over", args=[person.pk])
    answer = client_as("director").post(address, {"as": "page" if on_paper else "file"})
    told = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    for words in ("王福生", "13812345678", "男", "2026-11-01 00:20", "1955-03-01"):
        assert words in told
    assert ("application/json" in answer["Content-Type"]) is not on_paper
    assert "id_index" not in told
    assert trail.of_thing(person)[0].kind == "people.handed_over"
    assert client_as("worker").post(address, {"as": "page"}).status_code == 403


def test_an_erasure_takes_two_hands_and_leaves_nobody(person_of, act):
    person = correct_person(
        person_of("王福生", id_number=ID, phone="13812345678"), {"phone": "13900001111"}, by=act("worker")
    )
    asked = ask_erasure(person, grounds="moved away", channel="window", by=act("worker"))
    decide_erasure(asked, "erase", by=act("director"))
    assert Person.everything.get(pk=person.pk).erased_at is None
    with pytest.raises(Refused):
        decide_erasure(asked, "erase", by=act("director"))
    decide_erasure(asked, "erase", by=act("officer"))
    person = Person.everything.get(pk=person.pk)
    assert person.erased_at
    assert (person.name, person.phone, person.id_index) == ("×", None, None)
    assert not TrailDetail.objects.filter(noun="people.person", noun_id=person.pk).exists()
    assert not found_by("王福生", act("worker")).exists()
    trail.seal_trail(at=act("worker").at)
    assert trail.verify_trail() == []


def erased(person, act):
    asked = ask_erasure(person, grounds="moved away", channel="window", by=act("worker"))
    decide_erasure(asked, "erase", by=act("director"))
    decide_erasure(asked, "erase", by=act("officer"))


def test_an_erasure_takes_what_was_merged_with_it_and_leaves_nothing_to_take_apart(pair, act, client_as):
    first, second, duplicate = pair
    merge = merge_people(duplicate, keep=first, by=act("worker"))
    erased(first, act)
    for each in (first, second):
        each.refresh_from_db()
        assert each.erased_at
        assert (each.name, each.phone, each.address, each.id_index) == ("×", None, None, None)
        assert not PersonGram.objects.filter(person_id=each.pk).exists()
    merge.refresh_from_db()
    with pytest.raises(Refused):
        take_apart(merge, by=act("worker"))
    page = client_as("worker").get(reverse("people:person", args=[first.pk])).text
    assert reverse("people:take_apart", args=[merge.pk]) not in page


def test_a_merge_keeps_the_names_of_what_it_filled_and_no_value(pair, act):
    first, _second, duplicate = pair
    merge = merge_people(duplicate, keep=first, by=act("worker"))
    assert merge.filled == ["id_number"]
    assert not any(isinstance(field, BinaryField) for field in Merge._meta.concrete_fields)


def test_an_erasure_closes_the_open_pairs(pair, act):
    erased(pair[0], act)
    assert not Duplicate.everything.filter(pk=pair[2].pk).exists()
    assert duplicates_open(act("worker")) == 0


def test_who_was_erased_or_merged_is_not_merged_again(pair, person_of, act):
    first, second, duplicate = pair
    third = person_of("王福生", phone="13812345678")
    others = [
        Duplicate.everything.create(centre_id=CENTRE, first=one, second=third, score=60, proposed_at=NOW)
        for one in (first, second)
    ]
    merge_people(duplicate, keep=first, by=act("worker"))
    assert set(pairs_to_decide(act("worker"))) == {others[0]}
    with pytest.raises(Refused):
        merge_people(Duplicate.everything.get(pk=others[1].pk), keep=third, by=act("worker"))
    Person.everything.filter(pk=first.pk).update(erased_at=NOW)
    with pytest.raises(Refused):
        merge_people(Duplicate.everything.get(pk=others[0].pk), keep=third, by=act("worker"))


def test_the_night_looks_for_duplicates_in_every_centre(pair, person_of):
    person_of("李桂芳", phone="13812340000", centre_id=NEIGHBOUR)
    person_of("李桂芳", phone="13812340000", centre_id=NEIGHBOUR)
    propose_duplicates_everywhere(by=job_actor("people.propose_duplicates", NOW))
    found = Duplicate.objects.unscoped(because="test").values_list("centre_id", flat=True)
    assert sorted(found) == [NEIGHBOUR, CENTRE]
