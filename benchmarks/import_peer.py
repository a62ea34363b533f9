"""The peer of the import: django-import-export, `use_bulk`, with the leanest resource whose rows this register could use.

It reads the workbook with its own reader, and writes people with their sealed columns, blind indexes and initials into
the same table. Left out: checking anything, matching people, groups, memberships, name pieces, the trail, the preview.
"""

from __future__ import annotations

import time
from pathlib import Path

from django.utils import timezone
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource

from benchmarks.roster_file import make
from shuniu.kernel.sealing import conceal
from shuniu.kernel.search import initials
from shuniu.people.models import Person

CENTRE = 310107015000
SEALED = {"身份证号": "id_number", "联系电话": "phone", "住址": "address"}


class People(ModelResource):
    name = Field(attribute="name", column_name="姓名")
    sex = Field(attribute="sex", column_name="性别")

    class Meta:
        model = Person
        fields = ("name", "sex")
        import_id_fields = ()
        use_bulk = True
        batch_size = 5_000
        force_init_instance = True
        skip_diff = True
        skip_html_diff = True
        report_skipped = False
        use_transactions = True

    def before_import(self, dataset, **options):
        self.now = timezone.now()

    def before_save_instance(self, instance, row, **options):
        instance.centre_id = CENTRE
        instance.recorded_at = instance.changed_at = self.now
        instance.sex = "1" if instance.sex == "男" else "2"
        instance.initials = initials(instance.name)
        for heading, column in SEALED.items():
            conceal(instance, column, row[heading])


def seconds(folder: Path, rows: int) -> float:
    """The time for a workbook of `rows` members without a title row, which its reader would take for the headings."""
    path = folder / f"peer-{rows}.xlsx"
    if not path.exists():
        make(path, rows, title=False)
    start = time.perf_counter()
    People().import_data(XLSX().create_dataset(path.read_bytes()), raise_errors=True)
    took = time.perf_counter() - start
    if Person.everything.count() != rows:
        raise AssertionError(f"the peer wrote {Person.everything.count()} rows of {rows}")
    return took
