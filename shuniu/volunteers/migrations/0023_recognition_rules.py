"""Star levels, evaluations and points as data that each place may replace; the points book refuses UPDATE and DELETE."""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly, rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0022_recognition"), ("kernel", "0003_places_and_workdays")]
    operations = [
        rules_from(__file__, "recognition_settings.csv"),
        AppendOnly("coinentry", said="a points book is append-only"),
    ]
