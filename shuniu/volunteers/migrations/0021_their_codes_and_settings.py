"""Rules of certificates, patrols and the exchange file, as data that each place may replace."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data"
SINCE = date(2000, 1, 1)
SETTINGS = ("certificate_settings.csv", "patrol_settings.csv")
CODES = ("patrol_codes.csv", "exchange_codes.csv")


def rows(names):
    for name in names:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def fill(apps, schema_editor):
    Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
    Code.objects.bulk_create(Code(place_id=0, valid_from=SINCE, **row) for row in rows(CODES))
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=row["key"], value=json.loads(row["value"]), source=row["source"])
        for row in rows(SETTINGS)
    )


def empty(apps, schema_editor):
    tables = {row["table"] for row in rows(CODES)}
    apps.get_model("kernel", "Code").objects.filter(place_id=0, table__in=tables).delete()
    keys = [row["key"] for row in rows(SETTINGS)]
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key__in=keys).delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0020_certificates_and_patrols"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.RunPython(fill, empty)]
