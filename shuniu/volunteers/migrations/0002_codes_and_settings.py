"""Service types, skills, trainings and the station's rules, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_volunteers"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "codes.csv", "settings.csv")]
