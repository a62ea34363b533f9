"""Time limits and reasons as data that each place may replace."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data"
SINCE = date(2000, 1, 1)


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
    apps.get_model("kernel", "Code").objects.filter(place_id=0, table__startswith="casework.").delete()
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key__startswith="casework.").delete()


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_casework"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.RunPython(fill, empty)]
