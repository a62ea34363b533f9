"""The days to tell, to answer and to decide about a changed post, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0039_changed_posts"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "change_settings.csv")]
