"""The seeded holidays get the names that stand on the State Council's notice."""

import chinese_calendar
from django.db import migrations


def in_chinese(apps, schema_editor):
    _rename(apps, {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday})


def in_english(apps, schema_editor):
    _rename(apps, {holiday.chinese: holiday.value for holiday in chinese_calendar.Holiday})


def _rename(apps, names):
    Workday = apps.get_model("kernel", "Workday")
    for before, after in names.items():
        Workday.objects.filter(name=before[:40]).update(name=after[:40])


class Migration(migrations.Migration):
    dependencies = [("kernel", "0006_details_may_be_resealed")]
    operations = [migrations.RunPython(in_chinese, in_english)]
