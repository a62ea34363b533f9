"""A row inserted by SQL written once is the row that Django would have inserted."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from shuniu.kernel.models import Document
from shuniu.kernel.prepared_inserts import insert_many, insert_one
from tests.cast import CENTRE

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def a_paper(number: str, **more) -> Document:
    said = {"kind": "filing", "noun": "groups.group", "noun_id": 7, "issued_at": NOON, "issued_by": "周建国"}
    return Document(centre_id=CENTRE, number=number, token=f"T{number}", **{**said, **more})


def test_each_row_has_its_own_values_and_key():
    rows = [
        a_paper("1", shows=[["名称", "合唱队"], ["人数", 28]]),
        a_paper("2", valid_until=date(2030, 2, 28)),
        a_paper("3", shows={"%s": "100%"}, issued_by=""),
    ]
    for row in rows:
        row.save(force_insert=True)
    assert len({row.pk for row in rows}) == 3
    for row in rows:
        kept = Document.everything.get(pk=row.pk)
        assert {f.attname: getattr(kept, f.attname) for f in Document._meta.fields} == {
            f.attname: getattr(row, f.attname) for f in Document._meta.fields
        }


def test_the_sql_is_the_one_that_django_writes():
    told = []
    for number in ("1", "2"):  # written, then kept
        with CaptureQueriesContext(connection) as asked:
            a_paper(number).save(force_insert=True)
        told.append(asked.captured_queries[-1]["sql"].replace(f"T{number}", "T").replace(f"'{number}'", "''"))
    with CaptureQueriesContext(connection) as asked:
        Document.everything.bulk_create([a_paper("3")])  # Django's own
    told.append(asked.captured_queries[-1]["sql"].replace("T3", "T").replace("'3'", "''"))
    assert len(set(told)) == 1


def test_a_value_that_the_database_computes_is_left_to_django():
    row = a_paper("1", issued_by=Upper(Value("zhou")))
    assert insert_one(row, [Document._meta.get_field("issued_by")], None, "default") is None
    row.save(force_insert=True)
    assert Document.everything.get(pk=row.pk).issued_by == "ZHOU"


def test_a_key_given_beforehand_is_kept():
    a_paper("1", pk=4711).save(force_insert=True)
    assert Document.everything.get(pk=4711).number == "1"


def test_the_database_still_refuses():
    a_paper("1").save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_paper("1").save(force_insert=True)


def test_one_row_is_inserted_or_replaced():
    rows = Document.objects.unscoped(because="a test's own")
    for by in ("周建国", "陈晓燕"):
        rows.bulk_create(
            [a_paper("1", issued_by=by)],
            update_conflicts=True, unique_fields=["centre", "kind", "number"], update_fields=["issued_by"],
        )  # fmt: skip
    assert Document.everything.get(number="1").issued_by == "陈晓燕"


def test_many_rows_are_those_that_bulk_create_would_write():
    mine, djangos = ([a_paper(f"{who}{n}", valid_until=date(2030, 2, n)) for n in (1, 2, 3)] for who in "ab")
    insert_many(mine)
    Document.everything.bulk_create(djangos)
    kept = {
        row["number"]: {name: value for name, value in row.items() if name not in ("id", "number", "token")}
        for row in Document.everything.filter(number__in=[f"{who}{n}" for who in "ab" for n in (1, 2, 3)]).values()
    }
    assert len(kept) == 6
    for n in (1, 2, 3):
        assert kept[f"a{n}"] == kept[f"b{n}"]
    assert not any(row._state.adding for row in mine)


def test_many_rows_are_inserted_together_or_not_at_all():
    insert_many([a_paper("1")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([a_paper("2"), a_paper("1")])
    assert not Document.everything.filter(number="2").exists()
