"""The papers, the report's questions and the time limits, as data that each place may replace."""

import csv
import json
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data"
SINCE = date(2000, 1, 1)
FORM_SOURCE = "民办非企业单位年度检查报告书（江西、山东2014年）各部分；由各地设定"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    Code, DatedSetting = apps.get_model("kernel", "Code"), apps.get_model("kernel", "DatedSetting")
    Code.objects.bulk_create(Code(place_id=0, valid_from=SINCE, **row) for row in rows("codes.csv"))
    said = [(row["key"], json.loads(row["value"]), row["source"]) for row in rows("settings.csv")]
    form = json.loads((DATA / "inspection_form.json").read_text(encoding="utf-8"))
    said.append(("organizations.inspection.form", form, FORM_SOURCE))
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=key, value=value, source=source) for key, value, source in said
    )


def empty(apps, schema_editor):
    apps.get_model("kernel", "Code").objects.filter(place_id=0, table__startswith="organizations.").delete()
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key__startswith="organizations.").delete()


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_organizations"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.RunPython(fill, empty)]
