"""Tables that refer to each other come back as they were, on either engine: an inspection and its declared reports."""

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from shuniu.kernel.actor import system_actor
from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.making import make_backup
from shuniu.kernel.backup.restoring import restore_backup
from shuniu.kernel.backup.tables import tables
from shuniu.kernel.sealing.sealer import forget_ring
from shuniu.organizations.actions.inspections import declare_true
from shuniu.organizations.models import Declaration, Inspection
from shuniu.organizations.tests.cast import NOW, an_inspection, filled, seat

pytestmark = pytest.mark.django_db(transaction=True)
KEY = BackupKey(bytes(range(32)))
BY = system_actor(place=0, via="command", at=NOW)


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A backup of an inspection that was declared twice: it points at the later of its two reports."""
    monkeypatch.setattr(settings, "SHUNIU_HOME", tmp_path)
    forget_ring()
    inspection = filled(an_inspection())
    declare_true(inspection, name="李强", by=seat("worker"))  # and once before, as it was filled in
    make_backup(tmp_path / "circle.backup", KEY, at=NOW)
    yield tmp_path / "circle.backup"
    forget_ring()


def circle() -> list[tuple]:
    reports = Declaration.everything.order_by("pk").values_list("pk", "inspection_id", "declared_by")
    return [*reports, *Inspection.everything.order_by("pk").values_list("pk", "declaration_id", "declared_by")]


def test_an_inspection_and_its_reports_point_at_each_other_again(file):
    before = circle()
    assert [row[2] for row in before] == ["王敏", "李强", "李强"]
    assert before[2][1] == before[1][0]
    assert {row[1] for row in before[:2]} == {before[2][0]}
    restore_backup(file, KEY, by=BY, replace=True)
    assert circle() == before
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():  # and the database still minds
        Inspection.everything.update(declaration_id=before[1][0] + 1_000)


def test_every_table_stands_once_in_a_backup_whatever_refers_to_whom():
    ordered = tables()
    assert len(ordered) == len(set(ordered))
    assert {Inspection, Declaration} <= set(ordered)
    assert Inspection in {f.related_model for f in Declaration._meta.local_fields}
    assert Declaration in {f.related_model for f in Inspection._meta.local_fields}
