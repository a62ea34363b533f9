"""The tree of places and the days that are not what their weekday says, so that a fresh home is ready at once."""

from datetime import date, timedelta

import chinese_calendar
from django.db import migrations

from shuniu.kernel.places.codes import read_places

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)  # the library knows no further year; later ones are keyed in


def fill(apps, schema_editor):
    Place, Workday = apps.get_model("kernel", "Place"), apps.get_model("kernel", "Workday")
    Place.objects.bulk_create(
        [
            Place(id=0, name="全国", name_en="Nation", level="nation"),
            *(
                Place(id=p.code, name=p.name, level=p.level, valid_from=p.since, valid_until=p.until,
                      has_centre=p.level == "township")
                for p in read_places()
            ),
        ],
        batch_size=500,
    )  # fmt: skip
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    Workday.objects.bulk_create(
        Workday(day=day, is_workday=works, name=(chinese_calendar.get_holiday_detail(day)[1] or "")[:40])
        for day in days
        if (works := chinese_calendar.is_workday(day)) != (day.weekday() < 5)
    )


def empty(apps, schema_editor):
    apps.get_model("kernel", "Workday").objects.all().delete()
    apps.get_model("kernel", "Place").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_trail_is_append_only")]
    operations = [migrations.RunPython(fill, empty)]
