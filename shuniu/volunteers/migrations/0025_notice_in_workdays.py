"""The notice before stars in workdays, as practice counts it, and a cap on the coins of a month.

The calendar days of migration 0023 go. A place that had set its own keeps their length: seven days hold five workdays.
"""

from math import ceil

from django.db import migrations

from shuniu.kernel.schema import rules_from

DAYS, WORKDAYS = "volunteers.stars.notice_days", "volunteers.stars.notice_workdays"


def to_workdays(apps, schema_editor):
    settings = apps.get_model("kernel", "DatedSetting").objects
    settings.filter(key=DAYS, place_id=0).delete()
    for row in settings.filter(key=DAYS):
        row.key, row.value = WORKDAYS, ceil(row.value * 5 / 7)
        row.save()


def to_days(apps, schema_editor):
    settings = apps.get_model("kernel", "DatedSetting").objects
    for row in settings.filter(key=WORKDAYS).exclude(place_id=0):
        row.key, row.value = DAYS, ceil(row.value * 7 / 5)
        row.save()
    for row in settings.filter(key=WORKDAYS, place_id=0):
        settings.create(place_id=0, key=DAYS, value=7, valid_from=row.valid_from, source=row.source)


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0024_refused_check_ins"), ("kernel", "0003_places_and_workdays")]
    operations = [
        rules_from(__file__, "recognition_limit_settings.csv"),
        migrations.RunPython(to_workdays, to_days),
    ]
