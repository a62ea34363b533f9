"""The usual conditions of a permit leave out loudness, which has a line of its own (ADR 0092)."""

from django.db import migrations

KEY = "venues.permit.conditions"
BEFORE, NOW = "须遵守场地规定；音量不超过限值；活动后清扫；不得转借。", "须遵守场地规定；活动后清扫；不得转借。"


def _instead(old: str, new: str):
    def say(apps, schema_editor):
        rows = apps.get_model("kernel", "DatedSetting").objects.filter(place_id=0, key=KEY, value=old)
        rows.update(value=new)

    return say


class Migration(migrations.Migration):
    dependencies = [("venues", "0011_times_kept_in_a_round"), ("kernel", "0001_house")]
    operations = [migrations.RunPython(_instead(BEFORE, NOW), _instead(NOW, BEFORE))]
