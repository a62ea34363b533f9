"""How each kind of filing goes, what is wished for, and how long a group may answer: data that each place may replace."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data" / "filing_settings.csv"
SINCE = date(2000, 1, 1)


def rows():
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    DatedSetting = apps.get_model("kernel", "DatedSetting")
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=row["key"], value=json.loads(row["value"]), source=row["source"])
        for row in rows()
    )


def empty(apps, schema_editor):
    DatedSetting = apps.get_model("kernel", "DatedSetting")
    DatedSetting.objects.filter(place_id=0, key__in=[row["key"] for row in rows()]).delete()


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_filing_life")]
    operations = [migrations.RunPython(fill, empty)]
