"""From how many days on a late delivery is doubtful, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0031_clock_of_the_phone"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "check_in_settings.csv")]
