"""Code tables and settings that each place may replace; and the ledgers refuse UPDATE and DELETE on both engines.

What may change in a ledger is only whom an entry is about: two records of one person may be merged, and taken apart.
"""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly, rules_from

LEDGERS = ("attendance", "lessonattendance", "publicity", "judgement", "retentioncheck")


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_activities"), ("kernel", "0003_places_and_workdays")]
    operations = [
        rules_from(__file__, "codes.csv", "settings.csv"),
        AppendOnly(*LEDGERS, said="a ledger of activities is append-only", movable={"person_id"}),
    ]
