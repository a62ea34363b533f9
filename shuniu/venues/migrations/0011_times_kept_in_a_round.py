"""From how many dates on a weekly time counts as kept already, when a season is given out, is a rule of the place."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("venues", "0010_offers")]
    operations = [rules_from(__file__, "kept_settings.csv")]
