"""The rules of venues as data that each place may replace; decisions of an allocation are never changed."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data"
SINCE = date(2000, 1, 1)
TABLE = "venues_judgement"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=row["key"], value=json.loads(row["value"]), source=row["source"])
        for row in rows("settings.csv")
    )
    Code.objects.bulk_create(
        Code(place_id=0, valid_from=SINCE, table=row["table"], code=row["code"], label=row["label"],
             label_en=row["label_en"], order=int(row["order"]))
        for row in rows("codes.csv")
    )


def empty(apps, schema_editor):
    Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
    DatedSetting.objects.filter(place_id=0, key__in=[row["key"] for row in rows("settings.csv")]).delete()
    Code.objects.filter(place_id=0, table__in={row["table"] for row in rows("codes.csv")}).delete()


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} "
                "BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION venues_decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'a decision is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for event in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION venues_decisions_stay()"
        )


def allow(apps, schema_editor):
    tail = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for event in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event}{tail}")
    if tail:
        schema_editor.execute("DROP FUNCTION IF EXISTS venues_decisions_stay()")


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_venues"), ("kernel", "0007_holidays_have_chinese_names")]
    operations = [migrations.RunPython(fill, empty), migrations.RunPython(forbid, allow)]
