"""The days of an inquiry into hours and the months of a bar, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0026_inquiries"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "inquiry_settings.csv")]
