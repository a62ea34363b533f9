"""The papers, the report's questions and the time limits, as data that each place may replace."""

import json
from pathlib import Path

from django.db import migrations

from shuniu.kernel.schema import FOR_ALL, rules_from

FORM = Path(__file__).parents[1] / "data" / "inspection_form.json"
KEY, SOURCE = "organizations.inspection.form", "民办非企业单位年度检查报告书（江西、山东2014年）各部分；由各地设定"


def fill_form(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.create(
        **FOR_ALL, key=KEY, value=json.loads(FORM.read_text(encoding="utf-8")), source=SOURCE
    )


def empty_form(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key=KEY).delete()


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_organizations"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "codes.csv", "settings.csv"), migrations.RunPython(fill_form, empty_form)]
