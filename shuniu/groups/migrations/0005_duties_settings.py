"""How long a late return is taken, as data that each place may replace; the roster is found by its group."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations, models

DATA = Path(__file__).parents[1] / "data" / "duties_settings.csv"
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
    dependencies = [("groups", "0004_filing_settings")]
    operations = [
        migrations.AddIndex("membership", models.Index(fields=["centre", "group"], name="membership_of_group")),
        migrations.AddIndex("leadership", models.Index(fields=["centre", "group"], name="leadership_of_group")),
        migrations.AddIndex("flag", models.Index(fields=["centre", "group"], name="flag_of_group")),
        migrations.RunPython(fill, empty),
    ]
