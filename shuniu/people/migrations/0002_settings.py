"""The time limit of an erasure, as data."""

from datetime import date

from django.db import migrations

KEY = "people.erasure.decision_days"


def fill(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.create(
        place_id=0, key=KEY, value=15, source="PIPL §50, to be set by place", valid_from=date(2000, 1, 1)
    )


def empty(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key=KEY).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.RunPython(fill, empty)]
