"""How many wishes a group may hand in, and how many places and spells of time each may name, is a rule of the place."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("venues", "0006_limits_of_a_series")]
    operations = [rules_from(__file__, "wish_settings.csv")]
