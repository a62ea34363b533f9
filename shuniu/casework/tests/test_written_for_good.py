"""The database itself refuses to change what was signed, noted, kept and marked."""

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.casework.actions.cases import do_step
from shuniu.casework.actions.day_care import Agreement, enrol, mark_day, open_room, write_incident
from shuniu.casework.actions.intake import take_in
from shuniu.casework.actions.matters import return_from_custody, take_into_custody, write_note
from shuniu.casework.models import Attendance, Incident, Note, StepDone
from shuniu.kernel.sealing import reveal
from shuniu.kernel.sealing.rotation import reseal_table
from shuniu.people.public import Particulars, record_person
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db


def another_byte(sealed: bytes) -> bytes:
    """The same but for the last byte, whatever that is."""
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


@pytest.fixture
def rows(service, colleague, act):
    """A row of each table that is written for good."""
    by = colleague("陈晓燕")
    steps = ({"code": "heard", "label": "受理"}, {"code": "handled", "label": "办理"})
    case = take_in(service(steps=steps), applicant="王秀英", by=by)
    do_step(case, step="handled", anyway_because="家人病重", by=by)
    write_note(case, text="家中无人照料", by=by)
    take_into_custody(case, name="身份证原件", by=by)
    room = open_room(name="日托室", places=5, by=act("director"))
    person = record_person(Particulars(name="王福生"), centre_id=CENTRE, by=by)
    place = enrol(room, person, Agreement("1", NOW.date(), "王敏", "13912345678"), by=by)
    mark_day(place, meal=False, by=by)
    write_incident(room, text="跌倒", done="送医", happened_on=NOW.date(), enrolment=place, by=by)
    return case


def refused(statement: str) -> None:
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["stepdone", "note", "incident", "custodyitem", "attendance"])
def test_no_row_is_deleted(rows, table):
    refused(f"DELETE FROM casework_{table}")  # noqa: S608 names of tables


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("stepdone", "name = 'x'"),
        ("stepdone", "because = NULL"),
        ("stepdone", "forgotten_on = '2030-01-01'"),
        ("stepdone", "because = NULL, forgotten_on = '2030-01-01', name = 'x'"),
        ("note", "written_by = 'x'"),
        ("note", "text = NULL"),
        ("note", "text = NULL, forgotten_on = '2030-01-01', kind = 'visit'"),
        ("note", "forgotten_on = '2030-01-01'"),
        ("incident", "done = 'x'"),
        ("incident", "text = NULL, done = '×'"),
        ("incident", "text = NULL, forgotten_on = '2030-01-01'"),
        ("custodyitem", "copies = 9"),
        ("custodyitem", "returned_by = 'x'"),
        ("attendance", "day = '2020-01-01'"),
    ],
)
def test_no_fact_is_changed(rows, table, change):
    refused(f"UPDATE casework_{table} SET {change}")  # noqa: S608 names of tables


def test_a_note_takes_no_other_text(rows):
    note = Note.objects.unscoped(because="test").get()
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Note.objects.unscoped(because="test").update(text=another_byte(bytes(note.text)))


def test_a_reason_is_emptied_once_with_the_day_and_may_be_sealed_anew(rows):
    steps = StepDone.objects.unscoped(because="test")
    old = bytes(steps.get().because)
    steps.update(because=old[:1] + bytes([old[1] ^ 1]) + old[2:])
    steps.update(because=old)
    assert steps.get().reason == "家人病重"
    assert steps.update(because=None, forgotten_on=NOW.date()) == 1
    for change in ({"because": old}, {"forgotten_on": None}):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            steps.update(**change)


def test_a_document_is_returned_once(rows, act):
    item = rows.custodyitems.get()
    return_from_custody(item, by=act("worker"))
    refused("UPDATE casework_custodyitem SET returned_by = 'x'")


def test_what_a_sealed_case_keeps_in_custody_may_be_sealed_anew_and_forgotten_but_not_replaced(adoption):
    sealed, first, *_others = adoption
    take_into_custody(sealed, name="出生医学证明", by=first)
    write_note(sealed, text="疑似虐待", kind="danger", reported_to="派出所", by=first)
    for rows, column in ((sealed.custodyitems, "sealed_name"), (sealed.notes, "sealed_to")):
        old = bytes(getattr(rows.get(), column))
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            rows.update(**{column: another_byte(old)})
        rows.update(**{column: old[:1] + bytes([old[1] ^ 1]) + old[2:]})
        rows.update(**{column: old})
    assert [walk.unreadable for walk in reseal_table(Note)] == [[]]
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        sealed.notes.update(sealed_to=None)
    sealed.notes.update(text=None, sealed_to=None, forgotten_on=NOW.date())
    sealed.custodyitems.update(sealed_name=None)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        sealed.notes.update(forgotten_on=None)


def test_a_tap_is_taken_back(rows, act):
    day = Attendance.objects.unscoped(because="test").get()
    mark_day(day.enrolment, meal=False, by=act("worker"))
    day.refresh_from_db()
    assert not day.here


def test_a_text_may_be_sealed_under_another_key(rows):
    notes = Note.objects.unscoped(because="test")
    old = bytes(notes.get().text)
    other = old[:1] + bytes([old[1] ^ 1]) + old[2:]  # as rotation writes it: the key's number stands in the second byte
    notes.update(text=other)
    notes.update(text=old)
    assert reveal(notes.get(), "text") == "家中无人照料"
    assert [walk.unreadable for walk in reseal_table(Note)] == [[]]


def test_a_text_is_emptied_once_with_the_day_it_was_forgotten(rows):
    notes, day = Note.objects.unscoped(because="test"), NOW.date()
    kept = bytes(notes.get().text)
    assert notes.update(text=None, forgotten_on=day) == 1
    assert Incident.objects.unscoped(because="test").update(text=None, done="×", forgotten_on=day) == 1
    for change in ({"text": kept}, {"forgotten_on": None}, {"text": kept, "forgotten_on": None}):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            notes.update(**change)
