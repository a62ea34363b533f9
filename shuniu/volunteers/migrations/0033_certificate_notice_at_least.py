"""How short a public notice may be where one is asked for, as data."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0032_check_in_settings"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "certificate_least_settings.csv")]
