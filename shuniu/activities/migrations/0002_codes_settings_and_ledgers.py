"""Code tables and settings that each place may replace; and the ledgers refuse UPDATE and DELETE on both engines.

What may change in a ledger is only whom an entry is about: two records of one person may be merged, and taken apart.
"""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data"
SINCE = date(2000, 1, 1)
LEDGERS = ("attendance", "lessonattendance", "publicity", "judgement", "retentioncheck")
MOVABLE = {"person_id"}
SAID = "a ledger of activities is append-only"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
    Code.objects.bulk_create(Code(place_id=0, valid_from=SINCE, **row) for row in rows("codes.csv"))
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=row["key"], value=json.loads(row["value"]), source=row["source"])
        for row in rows("settings.csv")
    )


def empty(apps, schema_editor):
    apps.get_model("kernel", "Code").objects.filter(place_id=0, table__startswith="activities.").delete()
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key__startswith="activities.").delete()


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE FUNCTION activities_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    calls = "FOR EACH ROW EXECUTE FUNCTION activities_ledger_is_append_only()"
    does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END" if sqlite else calls
    for name in LEDGERS:
        model = apps.get_model("activities", name)
        table = model._meta.db_table
        columns = ", ".join(f.column for f in model._meta.local_concrete_fields if f.column not in MOVABLE)
        for event, short in ((f"UPDATE OF {columns}", "update"), ("DELETE", "delete")):
            schema_editor.execute(f"CREATE TRIGGER {table}_no_{short} BEFORE {event} ON {table} {does}")


def allow(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in LEDGERS:
        table = apps.get_model("activities", name)._meta.db_table
        for event in ("update", "delete"):
            tail = "" if sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{tail}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS activities_ledger_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_activities"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.RunPython(fill, empty), migrations.RunPython(forbid, allow)]
