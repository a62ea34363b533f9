"""The case's four categories with their national four, and the filing rules, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_groups"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "codes.csv", "settings.csv")]
