"""What was reminded, found, reviewed and graded stays: the database itself refuses to change or delete it."""

import pytest
from django.db import IntegrityError, connection, transaction

from shuniu.organizations.actions.growing import admit, ask_for_incubation, note_grade, review_incubation
from shuniu.organizations.actions.inspections import pre_check
from shuniu.organizations.tests.cast import TODAY, an_inspection, filled, later, seat

pytestmark = pytest.mark.django_db
CHANGED = {
    "organizations_inspectionreminder": "reminded_by = '别人'",
    "organizations_precheck": "outcome = 'fits'",
    "organizations_incubationreview": "capacity = 5",
    "organizations_grading": "grade = 5",
}


@pytest.fixture
def ledgers() -> None:
    """A row in every ledger."""
    inspection, worker = filled(an_inspection()), seat("worker")
    pre_check(inspection, by=worker)
    incubation = ask_for_incubation(inspection.organization, plan="", by=worker)
    admit(incubation, test_score=70, mentor="周老师", until=later(worker, 300).today, by=seat("director"))
    review_incubation(incubation, capacity=3, by=worker)
    note_grade(inspection.organization, grade=3, given_on=TODAY, by=worker)


@pytest.mark.usefixtures("ledgers")
@pytest.mark.parametrize("table", CHANGED)
def test_the_database_refuses_to_change_or_delete_a_line(table):
    for statement in (f"UPDATE {table} SET {CHANGED[table]}", f"DELETE FROM {table}"):  # noqa: S608 names of tables
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
