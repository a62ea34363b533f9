"""Reminders, pre-checks, reviews and grades are ledgers: the database itself refuses UPDATE and DELETE, on both engines."""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly

LEDGERS = ("inspectionreminder", "precheck", "incubationreview", "grading")


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_codes_and_settings")]
    operations = [AppendOnly(*LEDGERS, said="this ledger is append-only")]
