"""What the rule of the sheet days says of itself: a list that never came is not known, no longer unused (ADR 0071)."""

from django.db import migrations

BEFORE, NOW = "期满仍未补录的视为未使用", "期满仍未补录的视为情况不详，不计为未使用"


def say(before, now):
    def write(apps, schema_editor):
        settings = apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key="venues.sheet_days")
        for each in settings:
            each.source = each.source.replace(before, now)
            each.save(update_fields=["source"])

    return write


class Migration(migrations.Migration):
    dependencies = [("venues", "0007_wish_limits")]
    operations = [migrations.RunPython(say(BEFORE, NOW), say(NOW, BEFORE))]
